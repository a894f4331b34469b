"""A real browser against a real server. Whatever the console says about an error fails the test."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import Visitor

ANSWERS_MEANT = re.compile(r"responded with a status of 4(03|04|09|22)")
"""The browser reports every 4xx answer; these four are pages that speak to the person."""


@pytest.fixture(autouse=True)
def _address(live_server: LiveServer, settings: Settings) -> None:
    """Links in mails lead to the server of this test."""
    settings.SITE_URL = live_server.url


def complaints(context: BrowserContext) -> list[str]:
    """A list that fills with what the console reports as an error, and what a script throws."""
    found: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        text = message.text
        is_refused = "Content Security Policy" in text
        if is_refused or (message.type == "error" and not ANSWERS_MEANT.search(text)):
            found.append(f"{message.location.get('url', '')}: {text}")

    context.on("console", on_console)
    context.on("weberror", lambda error: found.append(str(error.error)))
    return found


@pytest.fixture(autouse=True)
def quiet_console(context: BrowserContext) -> Iterator[list[str]]:
    """What the console complained about; anything fails the test when it ends."""
    context.set_default_timeout(10_000)
    found = complaints(context)
    yield found
    assert found == []


@pytest.fixture
def visitor(page: Page, live_server: LiveServer) -> Visitor:
    """Somebody in front of the browser, not signed in."""
    return Visitor(page, live_server.url)
