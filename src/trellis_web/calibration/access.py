"""Who sees what of calibration: the room while it lasts, HR in scope, and never about oneself."""

from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.access.queries import (
    EVERYTHING,
    NOTHING,
    in_scope,
    is_permitted,
    reports_of,
    visible_by,
)
from trellis_web.access.rules import Permission, related_by, units_of
from trellis_web.calibration.models import (
    Change,
    Conflict,
    LookedAt,
    Member,
    Session,
    Subject,
    Talk,
)
from trellis_web.people.models import Person

SUBJECT = "participant__person"
IN_A_SESSION = "in a session"
"""The relation of whoever takes part in one that is not over."""


def _seats(actor: Person) -> Q:
    """Memberships of the actor that have not ended."""
    return Q(person=actor, left_at__isnull=True)


@related_by(IN_A_SESSION)
def seats(actor: Person) -> "QuerySet[Member]":
    """What leads somebody to the sessions: a place in an open one, or one that they led."""
    led = Q(part=Member.Part.FACILITATOR)
    return Member.objects.filter(_seats(actor), led | Q(session__closed_at__isnull=True)).order_by()


def _room(actor: Person) -> Q:
    """Rows of sessions that the actor is in now and that are not closed."""
    seats = Member.objects.filter(_seats(actor), session__closed_at__isnull=True)
    return Q(session__in=seats.values("session"))


def _facilitated(actor: Person) -> Q:
    """Rows of sessions that the actor facilitates, or facilitated to the end."""
    seats = Member.objects.filter(_seats(actor), part=Member.Part.FACILITATOR)
    return Q(session__in=seats.values("session"))


def _managed(actor: Person, today: date) -> Q:
    """Sessions that the actor sets up for the organisation, or for their units."""
    units = units_of(actor, Permission.CALIBRATION_MANAGE, today=today)
    return EVERYTHING if None in units else Q(unit__in=units)


def _reads(actor: Person, today: date) -> Q:
    """Rows about people in the actor's scope of HR."""
    return in_scope(actor, Permission.REVIEW_READ, today=today, person=SUBJECT)


def _audited(actor: Person, today: date) -> Q:
    """Rows of people who have their result: an auditor reads what was released only."""
    may = is_permitted(actor, Permission.AUDIT_READ, today=today)
    return Q(participant__released_at__isnull=False) if may else NOTHING


@visible_by(Session)
def sessions(actor: Person, today: date) -> Q:
    """Those one is in, while they last; the facilitator's after that; those in HR's scope."""
    seats = Member.objects.filter(_seats(actor)).filter(
        Q(session__closed_at__isnull=True) | Q(part=Member.Part.FACILITATOR)
    )
    about = Subject.objects.filter(_reads(actor, today) | _audited(actor, today))
    return (
        Q(pk__in=seats.values("session"))
        | Q(pk__in=about.values("session"))
        | _managed(actor, today)
    )


@visible_by(Member)
def members(actor: Person, today: date) -> Q:
    """Who is in the sessions that one sees."""
    return Q(session__in=Session.objects.filter(sessions(actor, today)))


@visible_by(Subject)
def subjects(actor: Person, today: date) -> Q:
    """Whose ratings are on the table: to the room and to HR in scope, without oneself."""
    return ~Q(**{SUBJECT: actor}) & (_room(actor) | _reads(actor, today))


@visible_by(Conflict)
def conflicts(actor: Person, today: date) -> Q:
    """Declared conflicts, to the room and to who sets the session up; not about oneself."""
    managed = Q(session__in=Session.objects.filter(_managed(actor, today)))
    return ~Q(person=actor) & (_room(actor) | managed)


@visible_by(Change)
def changes(actor: Person, today: date) -> Q:
    """The log: to the room, its facilitator, HR in scope; never about oneself.

    A manager reads the reasons about those whom they lead now, and an auditor all, once the result
    is released.
    """
    led = Q(participant__released_at__isnull=False) & Q(
        **{f"{SUBJECT}__in": reports_of(actor, today=today)}
    )
    readers = _room(actor) | _facilitated(actor) | _reads(actor, today) | _audited(actor, today)
    return ~Q(**{SUBJECT: actor}) & (readers | led)


@visible_by(LookedAt)
def looked_at(actor: Person, today: date) -> Q:
    """Those of the changes that one sees."""
    return Q(change__in=Change.objects.filter(changes(actor, today)))


@visible_by(Talk)
def talks(actor: Person, today: date) -> Q:
    """Minutes of single people: to the facilitator while the session lasts, without oneself."""
    return ~Q(**{SUBJECT: actor}) & _room(actor) & _facilitated(actor)
