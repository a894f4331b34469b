"""Reminders over a real mail server, sent by the command that a timer runs."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from io import StringIO
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from tests.web.factories import hr
from tests.web.frameworks.factories import TEXT, author, draft, family
from tests.web.posting import posted
from trellis_web.frameworks.actions.assignments import assign
from trellis_web.frameworks.models import Assignment
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

OPEN = TEXT.replace("IC3: [{id: d3, text: Designs changes that cross two services.}]", "IC3: todo")


class Letterbox(MessageHandler):
    """Keeps what the mail server was given."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@pytest.fixture
def letterbox(settings: Settings) -> Iterator[Letterbox]:
    """A mail server on the loopback address, which Trellis sends through."""
    box = Letterbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


def remind() -> tuple[str, str]:
    """What the command says."""
    out, err = StringIO(), StringIO()
    call_command("remind_authors", stdout=out, stderr=err)
    posted()
    return out.getvalue(), err.getvalue()


def give(to: Person, days: int) -> None:
    """The design, due in some days from now."""
    now = timezone.now()
    assign(
        family().draft,
        author=to,
        competency="design",
        due_on=timezone.localdate(now) + timedelta(days=days),
        by=hr(),
        now=now,
    )


def test_the_timer_reminds_of_what_is_due_soon_once_a_day(letterbox: Letterbox) -> None:
    draft(OPEN)
    soon, later = author("writer", name="Wim Writer"), author("writer")
    give(soon, days=2)
    give(later, days=20)
    assert remind() == ("engineering: reminded 1\n", "")
    assert remind() == ("", "")
    (letter,) = letterbox.letters
    assert letter["To"] == soon.email
    assert letter["Subject"] == "Engineering: your part of the framework"
    text = cast("bytes", letter.get_payload(decode=True)).decode()
    assert "Hello Wim" in text
    assert "/teamwork/" in text


def test_a_draft_that_cannot_be_read_is_named_and_the_others_go_on(letterbox: Letterbox) -> None:
    broken = draft(TEXT.replace("id: engineering", "id: a", 1), family=family("a", "A"))
    draft(OPEN)
    give(author("writer"), days=2)
    Assignment.objects.create(
        draft=broken,
        author=author("writer", of=broken.family),
        competency="design",
        due_on=timezone.localdate(),
        given_at=timezone.now(),
        given_by=hr(),
    )
    broken.text = "schema: ["
    broken.save()
    said, problems = remind()
    assert said == "engineering: reminded 1\n"
    assert problems.startswith("a: ")
    assert len(letterbox.letters) == 1
