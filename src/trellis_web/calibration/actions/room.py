"""Who is in the room: members, who facilitates, and declared conflicts of interest."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.audit.actions import record
from trellis_web.calibration import emails
from trellis_web.calibration.actions.locks import held, require_host, seat_of
from trellis_web.calibration.events import (
    ConflictDeclared,
    FacilitationHandedOver,
    MemberAdded,
    MemberLeft,
)
from trellis_web.calibration.models import Conflict as Declared
from trellis_web.calibration.models import Member, Session, SessionState, Subject
from trellis_web.calibration.rules.refusals import (
    ALREADY_IN,
    FACILITATOR_LAST,
    NOT_ACTIVE,
    NOT_HERE,
)
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.reviews.models import Participant
from trellis_web.reviews.rules import Conflict, Refused

OPEN = (SessionState.PREPARE, SessionState.LIVE)
Part = Member.Part


@transaction.atomic
def add_member(
    session: Session, *, person: Person, part: Member.Part, by: Person, now: datetime
) -> Member:
    """Somebody takes part from now on. By the facilitator or HR.

    Raises `Conflict` when they are in already or the session is closed, `Refused` for somebody who
    has left.
    """
    fresh = held(session, *OPEN)
    require_host(fresh, by, now=now)
    if not person.is_active:
        raise Refused(NOT_ACTIVE)
    if seat_of(fresh, person):
        raise Conflict(ALREADY_IN)
    member = fresh.members.create(person=person, part=part, joined_at=now, joined_by=by)
    queue_mails([emails.invited(member)], now=now)
    record(MemberAdded(fresh.pk, fresh.title, person.pk, part), by=by, at=now)
    return member


@transaction.atomic
def remove_member(member: Member, *, by: Person, now: datetime) -> None:
    """Their rights end with this moment. By the facilitator or HR.

    Raises `Conflict` for the only facilitator, and when they are out or the session is closed.
    """
    fresh = held(member.session, *OPEN)
    require_host(fresh, by, now=now)
    seat = fresh.members.filter(pk=member.pk, left_at__isnull=True).first()
    if seat is None:
        raise Conflict(NOT_ACTIVE)
    if seat.part == Part.FACILITATOR and not _others(fresh, seat):
        raise Conflict(FACILITATOR_LAST)
    _end(seat, by=by, now=now)
    record(MemberLeft(fresh.pk, fresh.title, seat.person_id), by=by, at=now)


def _others(session: Session, seat: Member) -> bool:
    """Whether somebody else facilitates who still works here."""
    seats = session.members.filter(part=Part.FACILITATOR, left_at__isnull=True)
    return seats.exclude(pk=seat.pk).filter(person__deactivated_at__isnull=True).exists()


def _end(seat: Member, *, by: Person, now: datetime) -> None:
    seat.left_at, seat.left_by = now, by
    seat.save(update_fields=["left_at", "left_by"])


@transaction.atomic
def hand_over_facilitation(
    session: Session, *, to: Person, reason: str, by: Person, now: datetime
) -> Member:
    """Somebody else facilitates from now on, and whoever did is out of the room.

    By the facilitator, or by HR when that person has left the company. Raises `Refused` for
    somebody who does not work here, `Conflict` when they facilitate already.
    """
    fresh = held(session, *OPEN)
    require_host(fresh, by, now=now)
    if not to.is_active:
        raise Refused(NOT_ACTIVE)
    seat = seat_of(fresh, to)
    if seat and seat.part == Part.FACILITATOR:
        raise Conflict(ALREADY_IN)
    seats = fresh.members.filter(left_at__isnull=True)
    for each in [*seats.filter(part=Part.FACILITATOR), *([seat] if seat else [])]:
        _end(each, by=by, now=now)
    member = fresh.members.create(person=to, part=Part.FACILITATOR, joined_at=now, joined_by=by)
    queue_mails([emails.invited(member)], now=now)
    event = FacilitationHandedOver(fresh.pk, fresh.title, to.pk, reason.strip())
    record(event, by=by, at=now)
    return member


@transaction.atomic
def declare_conflict(
    session: Session,
    *,
    participant: Participant,
    reason: str,
    member: Person | None = None,
    by: Person,
    now: datetime,
) -> Declared:
    """Somebody takes no part in the decisions about a person; their own word, or the facilitator's.

    Without `member` it is one's own. It cannot be taken back. Raises `Denied` for somebody who is
    not in the room, `Conflict` for a person who is not on the table, or declared before.
    """
    fresh, whose = held(session, *OPEN), member or by
    if whose != by or seat_of(fresh, by) is None:
        require_host(fresh, by, now=now)
    tabled = visible(Subject, to=by, today=timezone.localdate(now)).filter(session=fresh)
    if not tabled.filter(participant=participant).exists():
        raise Conflict(NOT_HERE)
    if fresh.conflicts.filter(member=whose, person=participant.person_id).exists():
        raise Conflict(ALREADY_IN)
    declared = fresh.conflicts.create(
        member=whose,
        person_id=participant.person_id,
        reason=reason.strip(),
        declared_at=now,
        declared_by=by,
    )
    event = ConflictDeclared(fresh.pk, fresh.title, whose.pk, participant.pk)
    record(event, by=by, at=now)
    return declared
