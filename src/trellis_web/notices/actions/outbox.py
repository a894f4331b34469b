"""Writing letters: stored with the change that causes them, sent afterwards by the worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from trellis_web.notices.models import Mail
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is to be told. `key` names the occasion: the same one is written once."""

    to: Person
    subject: str
    text: str
    key: str


def queue_mail(*, to: Person, subject: str, text: str, key: str, now: datetime) -> None:
    """Stores a letter in the caller's transaction; nothing is sent when that is rolled back.

    Nothing happens when `key` is there already, or the person has left. The text holds a link and
    a name, never a rating, a level or an outcome.
    """
    queue_mails([Letter(to, subject, text, key)], now=now)


def queue_mails(letters: Iterable[Letter], *, now: datetime) -> None:
    """Stores many letters as `queue_mail` does one."""
    _store(_mail(each, now) for each in letters if each.to.is_active)


def queue_for_address(
    address: str, *, to: Person | None, subject: str, text: str, key: str, now: datetime
) -> None:
    """Stores a letter for an address that somebody typed; `to` is whose it is, if anybody's."""
    _store([_unsent(to, address, subject, text, key, now)])


def _mail(letter: Letter, now: datetime) -> Mail:
    return _unsent(letter.to, letter.to.email, letter.subject, letter.text, letter.key, now)


def _unsent(
    to: Person | None, address: str, subject: str, text: str, key: str, now: datetime
) -> Mail:
    line = " ".join(subject.split())[:300]
    return Mail(to=to, address=address, subject=line, text=text, key=key, queued_at=now, due_at=now)


def _store(mails: Iterable[Mail]) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A letter is written in the change's transaction."
        )
    Mail.objects.bulk_create(mails, ignore_conflicts=True, batch_size=1000)
