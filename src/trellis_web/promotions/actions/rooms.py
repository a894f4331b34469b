"""What happens in a committee: stepping aside, voting alone, opening the discussion."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.promotions.actions.appealing import held_with, save_discussed
from trellis_web.promotions.actions.locks import DECIDING, held, store
from trellis_web.promotions.events import (
    CaseCalibrated,
    DiscussionOpened,
    MemberRecused,
    VoteCast,
)
from trellis_web.promotions.models import Appeal, Case, Recusal, Vote
from trellis_web.promotions.queries.calibrations import is_calibrated
from trellis_web.promotions.rules.people import deciders, has_voted, why_not_deciding
from trellis_web.promotions.rules.refusals import (
    ALREADY_VOTED,
    DISCUSSION_OPEN,
    NOT_CALIBRATED,
    UNVOTED,
    WITHOUT_REASON,
)
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def recuse(
    case: Case,
    *,
    reason: str,
    appeal: Appeal | None = None,
    by: Person,
    now: datetime,
    today: date,
) -> Recusal:
    """A member steps aside from a case, with the reason. It is not taken back.

    From the next request on they no longer read the case as a member.
    """
    fresh = held_with(case, appeal)
    _require_part(fresh, appeal, by, today=today)
    if not reason.strip():
        raise Refused(WITHOUT_REASON)
    recusal = Recusal.objects.create(
        case=fresh, member=by, reason=reason.strip(), declared_at=now, declared_by=by
    )
    Vote.objects.filter(case=fresh, appeal=appeal, member=by).delete()
    record(MemberRecused(fresh.pk), by=by, subject=fresh.person, at=now)
    return recusal


@transaction.atomic
def cast_vote(
    case: Case,
    *,
    choice: str,
    reason: str,
    appeal: Appeal | None = None,
    by: Person,
    now: datetime,
    today: date,
) -> Vote:
    """What a member thinks, once, before the discussion; others read it only after theirs.

    Raises `Conflict` when they voted, or the discussion is open; `Denied` with a conflict.
    """
    fresh = held_with(case, appeal)
    _require_part(fresh, appeal, by, today=today)
    if (appeal or fresh).discussed_at:
        raise Conflict(DISCUSSION_OPEN)
    if has_voted(fresh, by, appeal=appeal):
        raise Conflict(ALREADY_VOTED)
    if not reason.strip():
        raise Refused(WITHOUT_REASON)
    vote = Vote.objects.create(
        case=fresh,
        appeal=appeal,
        member=by,
        choice=Vote.Choice(choice),
        reason=reason.strip(),
        cast_at=now,
    )
    record(VoteCast(fresh.pk), by=by, subject=fresh.person, at=now)
    return vote


@transaction.atomic
def open_discussion(
    case: Case, *, appeal: Appeal | None = None, by: Person, now: datetime, today: date
) -> None:
    """The chair opens the discussion, once everybody who takes part has voted."""
    fresh = held_with(case, appeal)
    _require_part(fresh, appeal, by, today=today, as_chair=True)
    if (appeal or fresh).discussed_at:
        raise Conflict(DISCUSSION_OPEN)
    members = [person for person, _chair in deciders(fresh, today=today, appeal=appeal)]
    if not all(has_voted(fresh, member, appeal=appeal) for member in members):
        raise Refused(UNVOTED)
    save_discussed(fresh, appeal, by=by, now=now)
    record(DiscussionOpened(fresh.pk), by=by, subject=fresh.person, at=now)


@transaction.atomic
def mark_calibrated(case: Case, *, by: Person, now: datetime, today: date) -> Case:
    """The chair notes that the latest review behind a case was compared across teams.

    Raises `Refused` when it was not: nobody types it.
    """
    fresh = held(case, during=DECIDING)
    _require_part(fresh, None, by, today=today, as_chair=True)
    if not is_calibrated(fresh.person, today=today):
        raise Refused(NOT_CALIBRATED)
    if not fresh.calibrated_at:
        fresh.calibrated_at, fresh.calibrated_by = now, by
        store(fresh, "calibrated_at", "calibrated_by")
        record(CaseCalibrated(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


def _require_part(
    case: Case, appeal: Appeal | None, by: Person, *, today: date, as_chair: bool = False
) -> None:
    require(by, Permission.CASE_WRITE, today=today)
    if denial := why_not_deciding(case, by, today=today, appeal=appeal, as_chair=as_chair):
        raise Denied(denial)
