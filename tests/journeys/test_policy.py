"""The policy of the pages holds in the browser, and what breaks it is noticed by every journey."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import complaints

pytestmark = pytest.mark.django_db(transaction=True)

INLINE = """() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    return window.ran === true;
}"""


def test_an_inline_script_does_not_run_and_is_noticed(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context()
    found = complaints(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/account/login/")
    assert page.evaluate(INLINE) is False
    assert ["Content Security Policy" in complaint for complaint in found] == [True]
    context.close()


def test_a_script_that_throws_is_noticed(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context()
    found = complaints(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/account/login/")
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    page.wait_for_timeout(100)
    assert ["planted" in complaint for complaint in found] == [True]
    context.close()
