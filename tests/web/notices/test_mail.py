"""Each letter goes out at most once, whatever breaks in between."""

import smtplib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from tests.web.factories import NOW, person
from trellis_web.notices.actions import queue_mail, send_queued
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


class Post(BaseEmailBackend):
    """A mail server that answers as a test wants it to."""

    refuses_to_open: Exception | None = None
    answers: Iterator[BaseException | None] = iter(())
    got: list[EmailMessage] = []

    def open(self) -> bool | None:
        if Post.refuses_to_open:
            raise Post.refuses_to_open
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        answer = next(Post.answers, None)
        if answer:
            raise answer
        Post.got += email_messages
        return len(email_messages)


@pytest.fixture(autouse=True)
def _post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trellis_web.notices.actions.post.get_connection", Post)
    Post.refuses_to_open, Post.answers, Post.got = None, iter(()), []


def queued(key: str = "round:1", **fields: Any) -> Mail:
    to = fields.pop("to", None) or person("Maya Okafor")
    values: dict[str, Any] = {"subject": "A review waits", "text": "Hello"} | fields
    queue_mail(to=to, key=key, now=NOW, **values)
    return Mail.objects.get(key=key)


def answers(*errors: BaseException | None) -> None:
    Post.answers = iter(errors)


def test_a_letter_goes_out_once_and_its_text_is_forgotten() -> None:
    letter = queued()
    assert send_queued(now=NOW) == 1
    assert send_queued(now=NOW + timedelta(days=1)) == 0
    letter.refresh_from_db()
    assert (letter.sent_at, letter.text, letter.subject) == (NOW, "", "A review waits")
    assert [each.body for each in Post.got] == ["Hello"]


def test_the_same_key_is_written_once() -> None:
    maya = person()
    for words in ("first", "second"):
        queued(to=maya, text=words)
    send_queued(now=NOW)
    assert [each.body for each in Post.got] == ["first"]


def test_a_change_that_is_undone_writes_to_nobody() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        queued()


def test_nobody_who_has_left_is_written_to() -> None:
    queue_mail(
        to=person(deactivated_at=NOW), subject="Hello", text="Hello", key="left:before", now=NOW
    )
    letter = queued(key="left:since")
    Person.objects.filter(pk=letter.to_id).update(deactivated_at=NOW)
    assert send_queued(now=NOW) == 0
    letter.refresh_from_db()
    assert (letter.failed_at, letter.text) == (NOW, "")
    assert Mail.objects.count() == 1


def test_a_letter_that_was_taken_when_the_process_died_is_not_sent_again() -> None:
    letter = queued()
    answers(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        send_queued(now=NOW)
    assert send_queued(now=NOW + timedelta(days=3)) == 0
    letter.refresh_from_db()
    assert letter.taken_at == NOW
    assert letter.sent_at is None
    assert Post.got == []


def test_a_line_that_breaks_in_the_middle_leaves_the_letter_for_a_person_to_decide() -> None:
    letter = queued()
    answers(smtplib.SMTPServerDisconnected("gone"))
    send_queued(now=NOW)
    assert send_queued(now=NOW + timedelta(days=1)) == 0
    letter.refresh_from_db()
    assert (letter.taken_at, letter.sent_at, letter.failed_at) == (NOW, None, None)
    assert "gone" in letter.reason


def test_a_server_that_cannot_be_reached_is_asked_again_less_and_less_often() -> None:
    letter = queued()
    Post.refuses_to_open = ConnectionRefusedError("refused")
    waits, now = [], NOW
    for _ in range(8):
        send_queued(now=now)
        letter.refresh_from_db()
        waits.append((letter.due_at - now).total_seconds() / 60)
        now = letter.due_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    Post.refuses_to_open = None
    assert send_queued(now=now - timedelta(seconds=1)) == 0
    assert send_queued(now=now) == 1


def test_what_could_not_leave_for_three_days_is_given_up_with_a_reason() -> None:
    letter = queued()
    Post.refuses_to_open = ConnectionRefusedError("refused")
    send_queued(now=NOW + timedelta(days=3))
    letter.refresh_from_db()
    assert letter.failed_at
    assert letter.text == ""
    assert "refused" in letter.reason


def test_busy_is_tried_again_and_unknown_is_given_up() -> None:
    busy, unknown, fine = queued("a"), queued("b"), queued("c")
    answers(
        smtplib.SMTPDataError(451, b"busy"),
        smtplib.SMTPRecipientsRefused({"x@example.test": (550, b"unknown")}),
        None,
    )
    assert send_queued(now=NOW) == 1
    for each in (busy, unknown, fine):
        each.refresh_from_db()
    assert (busy.taken_at, busy.due_at) == (None, NOW + timedelta(minutes=1))
    assert (unknown.failed_at, fine.sent_at) == (NOW, NOW)
    assert send_queued(now=NOW + timedelta(minutes=1)) == 1


def test_a_subject_is_one_line() -> None:
    assert queued(subject="Round\r\nBcc: all@example.test").subject == "Round Bcc: all@example.test"


def test_the_same_letter_has_the_same_id() -> None:
    ids = []
    for _ in range(2):
        queued("round:7")
        send_queued(now=NOW)
        ids.append(Post.got[-1].extra_headers["Message-ID"])
        Mail.objects.all().delete()
    assert ids[0] == ids[1]
