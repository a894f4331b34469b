"""Sending what is in the outbox: each letter at most once, whatever breaks in between."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from trellis_web.notices.models import Mail
from trellis_web.notices.rules.post import GIVES_UP_AFTER, Fate, fate_of, pause_after

log = logging.getLogger(__name__)


def send_queued(*, now: datetime, most: int = 500) -> int:
    """Sends at most so many letters that are due, and returns how many went out.

    A letter is taken in a transaction of its own before it is sent: whoever dies in between leaves
    it taken, and no other process sends it a second time.
    """
    if not _due(now).exists():
        return 0
    post = get_connection()
    try:
        post.open()
    except Exception as error:  # whatever a mail server is able to answer
        _postpone_all(error, now)
        return 0
    try:
        return sum(_send(mail, post, now) for mail in _taken(most, now))
    finally:
        post.close()


def _due(now: datetime) -> QuerySet[Mail]:
    return Mail.objects.filter(taken_at__isnull=True, failed_at__isnull=True, due_at__lte=now)


def _taken(most: int, now: datetime) -> Iterator[Mail]:
    """Letters that nobody else takes from now on, one by one as they are asked for."""
    for key in list(_due(now).values_list("pk", flat=True)[:most]):
        with transaction.atomic(durable=True):
            mine = _due(now).filter(pk=key).update(taken_at=now, attempts=F("attempts") + 1)
        if mine:
            yield Mail.objects.select_related("to").get(pk=key)


def _send(mail: Mail, post: BaseEmailBackend, now: datetime) -> bool:
    if mail.to and not mail.to.is_active:
        _fail(mail, _("The person has left."), now)
        return False
    try:
        post.send_messages([_message(mail)])
    except Exception as error:  # whatever a mail server is able to answer
        _after_error(mail, error, now)
        post.close()  # a line on which something broke is not used again
        return False
    _store(mail, sent_at=now, text="", reason="")
    return True


def _message(mail: Mail) -> EmailMessage:
    """The same letter has the same id, so that a mailbox can tell, too."""
    digest = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{digest}@trellis>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.text, to=[mail.address], headers=headers)


def _after_error(mail: Mail, error: Exception, now: datetime) -> None:
    fate, words = fate_of(error), _words(error)
    log.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
    if fate is Fate.REFUSED:
        _fail(mail, words, now)
    elif fate is Fate.AGAIN and now - mail.queued_at < GIVES_UP_AFTER:
        due = now + pause_after(mail.attempts)
        _store(mail, taken_at=None, due_at=due, reason=words)
    elif fate is Fate.AGAIN:
        _fail(mail, words, now)
    else:
        _store(mail, reason=words)


def _postpone_all(error: Exception, now: datetime) -> None:
    """No letter left the house: all of them wait, and the old ones are given up."""
    log.warning("The mail server cannot be reached: %s", type(error).__name__)
    with transaction.atomic(durable=True):
        waiting = _due(now)
        old = waiting.filter(queued_at__lte=now - GIVES_UP_AFTER)
        old.update(failed_at=now, text="", reason=_words(error))
        attempts = waiting.order_by("attempts").values_list("attempts", flat=True).first() or 0
        waiting.update(
            attempts=F("attempts") + 1, due_at=now + pause_after(attempts + 1), reason=_words(error)
        )


def _fail(mail: Mail, reason: str, now: datetime) -> None:
    _store(mail, failed_at=now, text="", reason=reason)


def _store(mail: Mail, **values: object) -> None:
    with transaction.atomic(durable=True):
        Mail.objects.filter(pk=mail.pk).update(**values)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
