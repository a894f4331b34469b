"""Looking at a framework again: how often, what asks for it earlier, and reminding people of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.emails import send_review_due
from trellis_web.frameworks.events import (
    FrameworkReviewed,
    ReviewReminded,
    RhythmChanged,
    TriggerRaised,
    TriggerSettled,
)
from trellis_web.frameworks.models import Family, Trigger
from trellis_web.frameworks.queries.due import reminded, to_remind
from trellis_web.frameworks.rules import SETTLED, Conflict
from trellis_web.people.models import Person


@transaction.atomic
def set_rhythm(family: Family, *, months: int, by: Person, now: datetime) -> Family:
    """The family is looked at every `months`, one of `Family.Rhythm`."""
    require_ability(by, Ability.PUBLISH, family, today=timezone.localdate(now))
    stored = Family.objects.select_for_update().get(pk=family.pk)
    stored.review_months = Family.Rhythm(months)
    stored.save(update_fields=["review_months"])
    record(RhythmChanged(stored.slug, stored.review_months), by=by, at=now)
    return stored


@transaction.atomic
def confirm_review(family: Family, *, by: Person, now: datetime) -> Family:
    """Somebody looked at the framework and found nothing to change: its time begins again.

    Raises `BadInput` while something open asks for more than that.
    """
    today = timezone.localdate(now)
    require_ability(by, Ability.PUBLISH, family, today=today)
    stored = Family.objects.select_for_update().get(pk=family.pk)
    if stored.triggers.filter(settled_at__isnull=True).exists():
        raise BadInput.at(
            "trigger-open",
            stored.slug,
            _("Something asks for a change of this framework."),
            _("Settle it with a reason first, or publish a version."),
        )
    stored.reviewed_on, stored.reminded_on = today, None
    stored.save(update_fields=["reviewed_on", "reminded_on"])
    record(FrameworkReviewed(stored.slug), by=by, at=now)
    return stored


@transaction.atomic
def raise_trigger(family: Family, *, cause: str, note: str, by: Person, now: datetime) -> Trigger:
    """The framework is to be looked at before its time, for one of `Trigger.Cause`."""
    require_ability(by, Ability.STRUCTURE, family, today=timezone.localdate(now))
    _refuse_empty(note, _("Say in a sentence what happened."))
    trigger = Trigger.objects.create(
        family=family, cause=Trigger.Cause(cause), note=note.strip(), raised_at=now, raised_by=by
    )
    record(TriggerRaised(family.slug, trigger.cause), by=by, at=now)
    return trigger


@transaction.atomic
def settle_trigger(trigger: Trigger, *, reason: str, by: Person, now: datetime) -> Trigger:
    """Nothing has to change for it. A publication settles it too. `Conflict` when it is settled."""
    stored = Trigger.objects.select_for_update().select_related("family").get(pk=trigger.pk)
    require_ability(by, Ability.PUBLISH, stored.family, today=timezone.localdate(now))
    if stored.settled_at is not None:
        raise Conflict(SETTLED, stored)
    _refuse_empty(reason, _("Say in a sentence why nothing has to change."))
    stored.settled_at, stored.settled_by, stored.reason = now, by, reason.strip()
    stored.save()
    record(TriggerSettled(stored.family.slug, stored.cause), by=by, at=now)
    return stored


@transaction.atomic
def remind_due(*, today: date, now: datetime) -> int:
    """Tells owners and HR which frameworks are due, each at most once in 30 days; how many."""
    rows = to_remind(today=today)
    told = [(each.family, each.day, list(reminded(each.family, today=today))) for each in rows]
    for family, day, people in told:
        send_review_due(family, day, people, now=now)
    Family.objects.filter(pk__in=[each.family.pk for each in rows]).update(reminded_on=today)
    if rows:
        record(ReviewReminded([each.family.slug for each in rows]), by=None, at=now)
    return len(rows)


def _refuse_empty(text: str, remedy: str) -> None:
    if not text.strip():
        raise BadInput.at("empty", _("the note"), remedy)
