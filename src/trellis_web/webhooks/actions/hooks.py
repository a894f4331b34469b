"""Which programs are told, and of what."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.rules.outgoing import Refused, target_of
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person
from trellis_web.webhooks.events import DeliveryRepeated, HookAdded, HookRemoved
from trellis_web.webhooks.models import Delivery, Hook
from trellis_web.webhooks.rules import SWITCHED_OFF, TOLD


@transaction.atomic
def add_hook(*, title: str, url: str, tags: Sequence[str], by: Person, now: datetime) -> Hook:
    """A program that is told of `tags` from now on; its secret is made here.

    Raises `BadInput` for an address that is refused, and `Denied` while webhooks are off.
    """
    require(by, Permission.NOTICE_MANAGE, today=timezone.localdate(now))
    if not is_on(Feature.WEBHOOKS):
        raise Denied(SWITCHED_OFF)
    try:
        target_of(url)
    except Refused as refused:
        raise BadInput.at(refused.denial.code, _("the address"), str(refused.denial)) from refused
    known = sorted(set(tags) & TOLD.keys())
    made = Hook.objects.create(
        title=title,
        url=url,
        secret=f"trellis_hook_{secrets.token_urlsafe(32)}",
        tags=known,
        added_at=now,
        added_by=by,
    )
    record(HookAdded(made.pk, title, known), by=by, at=now)
    return made


@transaction.atomic
def remove_hook(hook: Hook, *, by: Person, now: datetime) -> None:
    """Nothing more is sent there, and the log of it goes."""
    require(by, Permission.NOTICE_MANAGE, today=timezone.localdate(now))
    record(HookRemoved(hook.pk, hook.title), by=by, at=now)
    hook.delete()


@transaction.atomic
def repeat_delivery(delivery: Delivery, *, by: Person, now: datetime) -> None:
    """Sends a message again, whatever became of it."""
    require(by, Permission.NOTICE_MANAGE, today=timezone.localdate(now))
    afresh = {"taken_at": None, "delivered_at": None, "failed_at": None, "attempts": 0}
    Delivery.objects.filter(pk=delivery.pk).update(due_at=now, status=None, reason="", **afresh)
    record(DeliveryRepeated(delivery.pk), by=by, at=now)
