"""Switching features. What looks like monitoring is switched on by two people."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.audit.events import Payload
from trellis_web.organisation.events import FeatureRefused, FeatureRequested, FeatureSwitched
from trellis_web.organisation.models import Switch
from trellis_web.organisation.queries import is_on as is_on_now
from trellis_web.organisation.rules import WATCHING, Feature
from trellis_web.people.models import Person

ALREADY = Denial("feature-already", _("It is switched that way already."))
WAITING = Denial("feature-waiting", _("Somebody asked for this already; it waits for an answer."))
NO_REASON = Denial(
    "feature-no-reason", _("Say why: the second person and the works council read it.")
)
NOT_BY_ONESELF = Denial(
    "feature-not-by-oneself",
    _("You asked for this yourself. Another HR administrator has to agree."),
)
SETTLED = Denial("feature-settled", _("This was decided already."))


@transaction.atomic
def switch_feature(
    feature: Feature, *, is_on: bool, reason: str, by: Person, now: datetime, today: date
) -> Switch:
    """Turns a feature on or off, or asks for it where a second person has to agree.

    Off is always possible for one person. Raises `Denied`.
    """
    require(by, Permission.ORGANISATION_MANAGE, today=today)
    needs_second = is_on and feature in WATCHING
    if is_on_now(feature) == is_on:
        raise Denied(ALREADY)
    if needs_second and not reason.strip():
        raise Denied(NO_REASON)
    if Switch.objects.select_for_update().waiting().filter(feature=feature).exists():
        raise Denied(WAITING)
    settled = {} if needs_second else {"is_approved": True, "settled_at": now, "settled_by": by}
    switch = Switch.objects.create(
        feature=feature.value, is_on=is_on, needs_second=needs_second, reason=reason.strip(),
        asked_at=now, asked_by=by, **settled,
    )  # fmt: skip
    payload: Payload = FeatureSwitched(feature.value, is_on, None)
    if needs_second:
        payload = FeatureRequested(feature.value)
    record(payload, by=by, at=now)
    return switch


@transaction.atomic
def approve_switch(switch: Switch, *, by: Person, now: datetime, today: date) -> None:
    """The second person agrees: from now on the feature is on."""
    waiting = _settle(switch, is_approved=True, by=by, now=now, today=today)
    record(FeatureSwitched(waiting.feature, waiting.is_on, waiting.asked_by_id), by=by, at=now)


@transaction.atomic
def refuse_switch(switch: Switch, *, by: Person, now: datetime, today: date) -> None:
    """The feature stays off; who asked may take the request back in the same way."""
    waiting = _settle(switch, is_approved=False, by=by, now=now, today=today)
    record(FeatureRefused(waiting.feature, waiting.asked_by_id), by=by, at=now)


def _settle(switch: Switch, *, is_approved: bool, by: Person, now: datetime, today: date) -> Switch:
    require(by, Permission.ORGANISATION_MANAGE, today=today)
    waiting = Switch.objects.select_for_update().get(pk=switch.pk)
    if waiting.settled_at is not None:
        raise Denied(SETTLED)
    if is_approved and waiting.asked_by_id == by.pk:
        raise Denied(NOT_BY_ONESELF)
    waiting.is_approved, waiting.settled_at, waiting.settled_by = is_approved, now, by
    waiting.save()
    return waiting
