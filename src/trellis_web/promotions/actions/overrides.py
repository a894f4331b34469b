"""Promoting with criteria unmet: a reason, and a second person who agrees."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.promotions.actions.appealing import held_with
from trellis_web.promotions.actions.permits import require_chair
from trellis_web.promotions.events import OverrideAnswered, OverrideAsked
from trellis_web.promotions.models import Appeal, Case, Override
from trellis_web.promotions.rules.people import is_conflicted, is_hr_of
from trellis_web.promotions.rules.refusals import (
    ALREADY_ANSWERED,
    CONFLICT,
    OVERRIDE_THERE,
    SECOND_NEEDED,
    WITHOUT_REASON,
)
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def ask_override(
    case: Case,
    *,
    reason: str,
    appeal: Appeal | None = None,
    by: Person,
    now: datetime,
    today: date,
) -> Override:
    """The chair asks to promote although a criterion is unmet. Every report says that it was."""
    fresh = held_with(case, appeal)
    require_chair(fresh, by, today=today, appeal=appeal)
    if not reason.strip():
        raise Refused(WITHOUT_REASON)
    if fresh.overrides.filter(is_approved__isnull=True).exists():
        raise Conflict(OVERRIDE_THERE)
    override = Override.objects.create(case=fresh, reason=reason.strip(), asked_at=now, asked_by=by)
    record(OverrideAsked(fresh.pk), by=by, subject=fresh.person, at=now)
    return override


@transaction.atomic
def answer_override(
    override: Override, *, is_approved: bool, by: Person, now: datetime, today: date
) -> Override:
    """HR agrees or does not, once: neither who asked, nor the person, nor anybody in conflict."""
    require(by, Permission.CASE_MANAGE, today=today)
    case = Case.objects.select_for_update(of=("self",)).get(pk=override.case_id)
    fresh = Override.objects.select_for_update().get(pk=override.pk)
    if by.pk in (fresh.asked_by_id, case.person_id):
        raise Denied(SECOND_NEEDED)
    if not is_hr_of(by, case.person_id, Permission.CASE_MANAGE, today=today):
        raise Denied
    if is_conflicted(case, by, today=today):
        raise Denied(CONFLICT)
    if fresh.answered_at:
        raise Conflict(ALREADY_ANSWERED)
    fresh.answered_at, fresh.answered_by, fresh.is_approved = now, by, is_approved
    fresh.save(update_fields=["answered_at", "answered_by", "is_approved"])
    payload = OverrideAnswered(case.pk, is_approved)
    record(payload, by=by, subject=case.person, at=now)
    return fresh
