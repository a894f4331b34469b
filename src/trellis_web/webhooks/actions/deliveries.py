"""Messages of webhooks: stored in the transaction of the change, sent afterwards by the worker."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from http.client import HTTPException

from django.db import transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis_web.access.queries import visible
from trellis_web.audit.models import Event
from trellis_web.notices.actions.outgoing import post
from trellis_web.notices.rules.outgoing import Refused
from trellis_web.notices.rules.post import pause_after
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person
from trellis_web.webhooks.models import Delivery, Hook
from trellis_web.webhooks.rules import (
    GIVES_UP_AFTER,
    KEPT,
    LEASE,
    SIGNATURE,
    TOLD,
    keys_in,
    signature,
)

MOST = 100
"""Messages that are sent in one round of the worker."""


def queue_deliveries(events: Sequence[Event], about: type[Model] | None = None) -> None:
    """Stores events of one tag for every hook that is told of it (config/consequences.py).

    With `about`, the model of what they are about, a hook is told only of what the person who added
    it sees at that moment.
    """
    every = Hook.objects.select_related("added_by")
    hooks = [hook for hook in every if events[0].tag in hook.tags]
    if not hooks or not is_on(Feature.WEBHOOKS):
        return
    Delivery.objects.bulk_create(
        Delivery(
            hook=hook,
            event=event.pk,
            tag=event.tag,
            ids=keys_in(event.tag, event.payload) | {"subject": event.subject_id},
            happened_at=event.at,
            due_at=event.at,
        )
        for hook in hooks
        for event in (_seen(events, about, hook.added_by) if about else events)
    )


def _seen(events: Sequence[Event], about: type[Model], person: Person) -> list[Event]:
    """The events about something that the person sees. One query."""
    by_key = [(event.payload[TOLD[event.tag][0]], event) for event in events]
    seen = visible(about, to=person, today=timezone.localdate(events[0].at))
    keys = set(seen.filter(pk__in=[key for key, _ in by_key]).values_list("pk", flat=True))
    return [event for key, event in by_key if key in keys]


def send_deliveries(*, now: datetime) -> int:
    """Sends what is due; how many arrived. What fails is tried again later, for three days."""
    return sum(_sent(each, now) for each in _taken(now))


def forget_deliveries(*, now: datetime) -> int:
    """Deletes messages that are a month old; how many."""
    return Delivery.objects.filter(happened_at__lt=now - KEPT).delete()[0]


def body_of(delivery: Delivery) -> bytes:
    """What is sent: the tag, the moment, and keys."""
    told = {
        "id": delivery.pk,
        "event": delivery.tag,
        "at": delivery.happened_at.isoformat(),
        "ids": delivery.ids,
    }
    return json.dumps(told, sort_keys=True).encode()


def _due(now: datetime) -> "QuerySet[Delivery]":
    open_ones = Delivery.objects.filter(delivered_at=None, failed_at=None, due_at__lte=now)
    return open_ones.filter(Q(taken_at=None) | Q(taken_at__lte=now - LEASE))


def _taken(now: datetime) -> Iterator[Delivery]:
    """Messages that nobody else takes meanwhile, one by one."""
    for key in list(_due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:MOST]):
        with transaction.atomic(durable=True):
            mine = _due(now).filter(pk=key).update(taken_at=now, attempts=F("attempts") + 1)
        if mine:
            yield Delivery.objects.select_related("hook").get(pk=key)


def _sent(delivery: Delivery, now: datetime) -> bool:
    status, reason = _answer(delivery, now)
    values: dict[str, object] = {"status": status, "reason": reason[:300], "taken_at": None}
    if not reason:
        values["delivered_at"] = now
    elif now - delivery.happened_at >= GIVES_UP_AFTER:
        values["failed_at"] = now
    else:
        values["due_at"] = now + pause_after(delivery.attempts)
    with transaction.atomic(durable=True):
        Delivery.objects.filter(pk=delivery.pk).update(**values)
    return not reason


def _answer(delivery: Delivery, now: datetime) -> tuple[int | None, str]:
    """The status, and why it did not arrive; empty when it did. The address is not named."""
    body = body_of(delivery)
    signed = signature(delivery.hook.secret, body, at=int(now.timestamp()))
    try:
        status = post(delivery.hook.url, body, {SIGNATURE: signed, "Trellis-Event": delivery.tag})
    except Refused as refused:
        return None, str(refused.denial)
    except (OSError, HTTPException) as error:
        return None, type(error).__name__
    if 200 <= status < 300:
        return status, ""
    return status, _("The other side answered with %(status)d.") % {"status": status}
