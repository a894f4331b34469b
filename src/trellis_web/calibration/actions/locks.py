"""Holding a session, and who may do something in it at this moment."""

from datetime import datetime

from django.utils import timezone

from trellis_web.access.rules import Denial, Denied, Permission, units_of
from trellis_web.calibration.models import Member, Session, SessionState
from trellis_web.calibration.rules.refusals import (
    CLOSED,
    NOT_EDITOR,
    NOT_FACILITATOR,
    NOT_LIVE,
    STARTED,
)
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.rules import Conflict

Part = Member.Part
OTHERWISE = {
    SessionState.PREPARE: NOT_LIVE,
    SessionState.LIVE: STARTED,
    SessionState.CLOSED: CLOSED,
}
"""What is said when a session is in another state than it should be."""


def held(session: Session, *states: SessionState, with_cycle: bool = False) -> Session:
    """The session as it stands, held until the end of the transaction.

    `with_cycle` holds its round as well, so that a release waits. Raises `Conflict` unless the
    session is in one of `states`.
    """
    if with_cycle:
        Cycle.objects.select_for_update().get(pk=session.cycle_id)
    rows = Session.objects.select_for_update(of=("self",)).select_related("cycle", "family")
    fresh = rows.get(pk=session.pk)
    if fresh.state not in states:
        raise Conflict(OTHERWISE[fresh.state])
    return fresh


def seat_of(session: Session, person: Person) -> Member | None:
    """The membership of somebody who is in the session now, and works here."""
    seats = Member.objects.filter(session=session, person=person, left_at__isnull=True)
    return seats.filter(person__deactivated_at__isnull=True).first()


def require_part(session: Session, by: Person, *parts: Part, denial: Denial) -> None:
    """Raises `Denied` unless `by` has one of these parts now."""
    seat = seat_of(session, by)
    if seat is None or seat.part not in parts:
        raise Denied(denial)


def require_editor(session: Session, by: Person) -> None:
    """Raises `Denied` unless `by` may change ratings."""
    require_part(session, by, Part.EDITOR, Part.FACILITATOR, denial=NOT_EDITOR)


def require_facilitator(session: Session, by: Person) -> None:
    """Raises `Denied` unless `by` facilitates the session."""
    require_part(session, by, Part.FACILITATOR, denial=NOT_FACILITATOR)


def manages(session: Session, by: Person, *, now: datetime) -> bool:
    """Whether `by` sets this session up, by a role for the organisation or for its unit."""
    units = units_of(by, Permission.CALIBRATION_MANAGE, today=timezone.localdate(now))
    return by.is_active and (None in units or session.unit_id in units)


def require_host(session: Session, by: Person, *, now: datetime) -> None:
    """Raises `Denied` unless `by` facilitates the session, or sets it up."""
    if not manages(session, by, now=now):
        require_facilitator(session, by)
