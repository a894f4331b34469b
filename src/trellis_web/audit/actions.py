"""Writing the trail. Every action records exactly one event, in its own transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction

from trellis_web.audit.events import Payload
from trellis_web.audit.models import Event, Head
from trellis_web.audit.rules import GENESIS, digest_of

if TYPE_CHECKING:
    from trellis_web.people.models import Person


def record(
    payload: Payload, *, by: "Person | None", subject: "Person | None" = None, at: datetime
) -> Event:
    """Appends one event. Must run inside the transaction of the change."""
    return record_all([(payload, subject)], by=by, at=at)[0]


def record_all(
    payloads: "Sequence[tuple[Payload, Person | None]]", *, by: "Person | None", at: datetime
) -> list[Event]:
    """Appends several events under one lock of the chain's head, in order."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event is written in the change's transaction."
        )
    head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})
    events = []
    for payload, subject in payloads:
        event = Event(
            at=at,
            actor=by,
            subject=subject,
            tag=payload.tag,
            payload=payload.as_dict(),
            previous=head.digest,
        )
        event.digest = head.digest = digest_of(event)
        events.append(event)
    Event.objects.bulk_create(events, batch_size=1000)
    head.events += len(events)
    head.save()
    _run_consequences(events)
    return events


Consequence = Callable[[Sequence[Event]], None]
_consequences: dict[str, list[Consequence]] = {}


def follow(tag: str, consequence: Consequence) -> None:
    """Registers what follows an event of `tag` in its transaction (config/consequences.py)."""
    _consequences.setdefault(tag, []).append(consequence)


def _run_consequences(events: Sequence[Event]) -> None:
    for tag in dict.fromkeys(event.tag for event in events):
        for consequence in _consequences.get(tag, ()):
            consequence([event for event in events if event.tag == tag])
