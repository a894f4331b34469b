"""Signing in: a wrong password, a forgotten one over real mail, and the second factor."""

import base64
import hmac
import re
import socket
import struct
import time
from collections.abc import Iterator
from email.message import Message
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from playwright.sync_api import expect
from pytest_django import Settings

from tests.journeys.visitor import Visitor
from tests.web import factories as make
from tests.web.factories import PASSWORD
from tests.web.posting import posted
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "a longer sentence than before"


class Letterbox(MessageHandler):
    """Keeps what the mail server was given."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@pytest.fixture
def letterbox(settings: Settings) -> Iterator[Letterbox]:
    """A real mail server on the loopback address, which Trellis sends through."""
    box = Letterbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


@pytest.fixture
def maya() -> Person:
    """Somebody with a password."""
    person = make.person("Maya Okafor", email="maya@example.test")
    person.set_password(PASSWORD)
    person.save()
    return person


def code_of(secret: str, now: float) -> str:
    """The six digits that an authenticator app shows (RFC 6238, 30 seconds, SHA-1)."""
    counter = struct.pack(">Q", int(now) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def test_a_code_is_what_the_standard_says() -> None:
    assert code_of(base64.b32encode(b"12345678901234567890").decode(), 59) == "287082"


def test_a_wrong_password_says_so_and_nothing_about_the_account(
    visitor: Visitor, maya: Person
) -> None:
    visitor.sign_in(maya.email, "something else entirely")
    wrong = visitor.page.get_by_role("alert").inner_text()
    visitor.sign_in("nobody@example.test", "something else entirely")
    assert visitor.page.get_by_role("alert").inner_text() == wrong != ""


def test_a_forgotten_password_is_reset_by_a_link_that_works_once(
    visitor: Visitor, maya: Person, letterbox: Letterbox
) -> None:
    visitor.go("/account/password/reset/").fill("Email", maya.email)
    visitor.page.locator("main form[method=post] button[type=submit]").first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(re.compile("mail", re.I))
    posted()
    [letter] = letterbox.letters
    text = cast("bytes", letter.get_payload(decode=True)).decode()
    link = re.findall(r"http\S+", text)[0]
    visitor.choose_password(link, NEW).sign_in(maya.email, NEW).sees("Maya Okafor")
    visitor.page.context.clear_cookies()
    visitor.go(link).sees_heading("This link no longer works")


def test_a_second_factor_is_asked_for_once_it_is_set_up(
    visitor: Visitor, maya: Person, settings: Settings
) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # so that the next code need not be waited for
    visitor.sign_in(maya.email).go("/account/2fa/").follow("Set up")
    if visitor.page.get_by_label("Password", exact=True).count():
        visitor.fill("Password", PASSWORD).press("Confirm")
    secret = visitor.page.locator("code").inner_text()
    visitor.page.locator("[name=code]").fill(code_of(secret, time.time()))
    visitor.press("Turn on").go("/account/2fa/").sees("On")

    visitor.sign_in(maya.email).sees_heading("Second factor")
    visitor.page.locator("[name=code]").fill("000000")
    visitor.press("Sign in").sees_heading("Second factor")
    visitor.page.locator("[name=code]").fill(code_of(secret, time.time() + 30))
    visitor.press("Sign in").sees("Maya Okafor")
