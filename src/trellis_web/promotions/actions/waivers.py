"""A criterion or group that is not asked of a person: a reason, and a second who agrees."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.promotions.events import WaiverAnswered, WaiverAsked
from trellis_web.promotions.models import Waiver
from trellis_web.promotions.queries.criteria import waivable
from trellis_web.promotions.rules.people import is_hr_of, leads
from trellis_web.promotions.rules.refusals import (
    ALREADY_ANSWERED,
    NOT_OF_THEM,
    NOT_ON_OWN,
    SECOND_NEEDED,
    UNKNOWN_CRITERION,
    WAIVER_THERE,
    WITHOUT_REASON,
)
from trellis_web.readiness.actions.waivers import waive
from trellis_web.readiness.models import Move
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def ask_waiver(
    *,
    person: Person,
    move: Move,
    criterion: str,
    reason: str,
    by: Person,
    now: datetime,
    today: date,
) -> Waiver:
    """Asks that a criterion is not asked of a person; by who leads them now, or HR in scope.

    `criterion` is the id of a single condition or of a group, which then is not asked with all that
    stands in it. Nothing changes until somebody else agrees. Nobody asks for themself.
    """
    require(by, Permission.CASE_WRITE, today=today)
    if by.pk == person.pk:
        raise Denied(NOT_ON_OWN)
    hr = is_hr_of(by, person.pk, Permission.CASE_MANAGE, today=today)
    if not hr and not leads(by, person.pk, today=today):
        raise Denied(NOT_OF_THEM)
    wording = waivable(move).get(criterion)
    if wording is None:
        raise Refused(UNKNOWN_CRITERION)
    if not reason.strip():
        raise Refused(WITHOUT_REASON)
    Person.objects.select_for_update().get(pk=person.pk)
    same = Waiver.objects.filter(person=person, move=move, criterion=criterion)
    if same.exclude(is_approved=False).exists():
        raise Conflict(WAIVER_THERE)
    waiver = Waiver.objects.create(
        person=person,
        move=move,
        criterion=criterion,
        wording=wording,
        reason=reason.strip(),
        asked_at=now,
        asked_by=by,
    )
    record(WaiverAsked(waiver.pk, move.pk, criterion), by=by, subject=person, at=now)
    return waiver


@transaction.atomic
def answer_waiver(
    waiver: Waiver, *, is_approved: bool, by: Person, now: datetime, today: date
) -> Waiver:
    """HR agrees or does not, once: neither who asked nor the person. Readiness follows at once."""
    require(by, Permission.CASE_MANAGE, today=today)
    rows = Waiver.objects.select_for_update(of=("self",)).select_related("person", "move__version")
    fresh = rows.get(pk=waiver.pk)
    if by.pk in (fresh.asked_by_id, fresh.person_id):
        raise Denied(SECOND_NEEDED)
    if not is_hr_of(by, fresh.person_id, Permission.CASE_MANAGE, today=today):
        raise Denied
    if fresh.answered_at:
        raise Conflict(ALREADY_ANSWERED)
    fresh.answered_at, fresh.answered_by, fresh.is_approved = now, by, is_approved
    fresh.save(update_fields=["answered_at", "answered_by", "is_approved"])
    if is_approved:
        waive(fresh.person, fresh.move, fresh.criterion, reason=fresh.reason, today=today)
    payload = WaiverAnswered(fresh.pk, is_approved)
    record(payload, by=by, subject=fresh.person, at=now)
    return fresh
