"""Answering once: the same request with the same key is carried out one time."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from trellis_web.api.models import KeptAnswer
from trellis_web.people.models import Person

KEPT = timedelta(days=1)
Answer = tuple[int, dict[str, Any] | None]


class KeyTaken(Exception):
    """The key belongs to another request of the same person."""


def digest_of(method: str, path: str, body: bytes) -> str:
    """What makes a request the same one."""
    return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()


@transaction.atomic
def answer_once(
    *, key: str, digest: str, by: Person, now: datetime, act: Callable[[], Answer]
) -> Answer:
    """What `act` answers, or what it answered to this key within the last day.

    What `act` raises undoes everything, and the key stays free. Raises `KeyTaken`. Of two requests
    at once, the second waits for the first, because the key is unique.
    """
    mine = KeptAnswer.objects.filter(person=by, key=key)
    mine.filter(made_at__lt=now - KEPT).delete()
    values = {"digest": digest, "made_at": now}
    kept, is_new = KeptAnswer.objects.get_or_create(person=by, key=key, defaults=values)
    if kept.digest != digest:
        raise KeyTaken
    if not is_new:
        return kept.status, kept.body
    kept.status, kept.body = act()
    kept.save(update_fields=["status", "body"])
    return kept.status, kept.body


def forget_answers(*, now: datetime) -> int:
    """Deletes answers that are kept no longer; how many."""
    return KeptAnswer.objects.filter(made_at__lt=now - KEPT).delete()[0]
