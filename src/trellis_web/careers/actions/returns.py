"""A way back from management: offered, agreed to, carried out. No case, the same pay."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denial, Denied
from trellis_web.audit.actions import record
from trellis_web.careers import emails
from trellis_web.careers.events import (
    ReturnAnswered,
    ReturnCarriedOut,
    ReturnEnded,
    ReturnOffered,
)
from trellis_web.careers.models import Return
from trellis_web.careers.queries.landings import WayBack, ways_back
from trellis_web.careers.rules.refusals import (
    ANSWERED,
    NO_WAY_BACK,
    NOT_OWN_ANSWER,
    OPEN_ALREADY,
    RETIRED,
    TOO_EARLY,
    WENT_ELSEWHERE,
    WHY,
    why_not_offered,
)
from trellis_web.frameworks.queries.versions import level_now
from trellis_web.notices.actions import queue_mails
from trellis_web.people.actions.positions import Place, write_positions
from trellis_web.people.models import Person
from trellis_web.people.queries import position_of


@transaction.atomic
def offer_return(
    person: Person,
    *,
    move: str = "",
    effective_on: date,
    note: str = "",
    by: Person,
    now: datetime,
    today: date,
) -> Return:
    """Offers a way back, by `move` or the first one there is. Nothing changes before the answer.

    The manager of this moment and HR may. Raises `Denied` where no return starts at the level,
    there is nothing to land on or it is retired, the day would erase the present position, or an
    offer is open.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if denial := why_not_offered(person, by=by, today=today):
        raise Denied(denial)
    way = _chosen(person, move, today)
    if effective_on <= way.position.since:
        raise Denied(TOO_EARLY)
    if Return.objects.filter(person=person, done_at=None, ended_at=None).exists():
        raise Denied(OPEN_ALREADY)
    made = Return.objects.create(
        person=person,
        family=way.position.family,
        move=way.move.id,
        from_level=way.left.id,
        track=way.track,
        level=way.level.id,
        title=way.title,
        basis=way.basis.value,
        band=way.band,
        level_since=way.level_since,
        effective_on=effective_on,
        note=note,
        offered_at=now,
        offered_by=by,
    )
    queue_mails([emails.return_is_offered(made)], now=now)
    record(ReturnOffered(made.pk, effective_on.isoformat()), by=by, subject=person, at=now)
    return made


def _chosen(person: Person, move: str, today: date) -> WayBack:
    """The way back that is meant. Raises `Denied` with why there is none."""
    found = ways_back(person, today=today)
    possible = [each for each in found if isinstance(each, WayBack)]
    wanted = next((each for each in possible if move in ("", each.move.id)), None)
    if wanted is None:
        reasons = [WHY[each] for each in found if not isinstance(each, WayBack)]
        raise Denied(reasons[0] if reasons else NO_WAY_BACK)
    return wanted


@transaction.atomic
def answer_return(of: Return, *, is_agreed: bool, by: Person, now: datetime, today: date) -> Return:
    """The person agrees, which carries it out on its day, or at once where that has come.

    Declining ends it, with nothing changed. Raises `Denied` for anybody else, when it was answered
    already, and when it can no longer be carried out.
    """
    held = _held(of)
    if held.person_id != by.pk:
        raise Denied(NOT_OWN_ANSWER)
    if not held.is_waiting:
        raise Denied(ANSWERED)
    held.answered_at, held.is_agreed = now, is_agreed
    if not is_agreed:
        held.ended_at, held.ended_by = now, by
    held.save(update_fields=["answered_at", "is_agreed", "ended_at", "ended_by"])
    queue_mails([emails.return_is_answered(held)], now=now)
    record(ReturnAnswered(held.pk, is_agreed), by=by, subject=held.person, at=now)
    if is_agreed and held.effective_on <= today:
        if denial := _why_not_now(held, today):
            raise Denied(denial)
        _carry_out(held, now)
    return held


@transaction.atomic
def end_return(of: Return, *, by: Person, now: datetime, today: date) -> Return:
    """Takes an offer back before its day: whoever leads the person now, or HR."""
    held = _held(of)
    if denial := why_not_offered(held.person, by=by, today=today):
        raise Denied(denial)
    if not held.is_open:
        raise Denied(ANSWERED)
    _end(held, "", by, now)
    return held


@transaction.atomic
def carry_out_due(*, now: datetime) -> int:
    """Carries out what is agreed and due; what has become impossible ends, and both are told."""
    today = timezone.localdate(now)
    due = Return.objects.select_for_update(of=("self",)).filter(
        is_agreed=True, done_at=None, ended_at=None, effective_on__lte=today
    )
    waiting = list(due.select_related("person", "offered_by"))
    for held in waiting:
        if denial := _why_not_now(held, today):
            _end(held, denial.code, None, now)
        else:
            _carry_out(held, now)
    return len(waiting)


def _held(of: Return) -> Return:
    """The row as it is now, locked until the transaction ends."""
    rows = Return.objects.select_for_update(of=("self",)).select_related("person", "offered_by")
    return rows.get(pk=of.pk)


def _why_not_now(held: Return, today: date) -> Denial | None:
    """Why it cannot be carried out any more."""
    position = position_of(held.person, today=today)
    if position is None or (position.family, position.level) != (held.family, held.from_level):
        return WENT_ELSEWHERE
    if held.effective_on <= position.since:
        return TOO_EARLY
    return None if level_now(held.family, held.level) else RETIRED


def _carry_out(held: Return, now: datetime) -> None:
    """Writes the position. What was before stays as it was."""
    place = Place(held.family, held.level, held.track, held.title, level_since=held.level_since)
    since, by = held.effective_on, held.offered_by
    write_positions([held.person], place, since=since, cause="return", by=by, now=now)
    held.done_at = now
    held.save(update_fields=["done_at"])
    queue_mails([emails.return_is_done(held)], now=now)
    record(ReturnCarriedOut(held.pk, since.isoformat()), by=by, subject=held.person, at=now)


def _end(held: Return, reason: str, by: Person | None, now: datetime) -> None:
    held.ended_at, held.ended_by = now, by
    held.save(update_fields=["ended_at", "ended_by"])
    told = {each.pk: each for each in (held.person, held.offered_by) if each != by}
    queue_mails([emails.return_has_ended(held, each) for each in told.values()], now=now)
    record(ReturnEnded(held.pk, reason), by=by, subject=held.person, at=now)
