"""Who sees whom."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import is_permitted, reports_of, visible_by
from trellis_web.access.rules import Permission
from trellis_web.people.models import Absence, Person, Position, ReportingLine, Unit


@visible_by(Person)
def persons(actor: Person, today: date) -> Q:
    """Name and title of active colleagues; people managers also see who has left."""
    if is_permitted(actor, Permission.PEOPLE_MANAGE, today=today):
        return Q()
    return Q(deactivated_at__isnull=True)


@visible_by(Position)
def positions(actor: Person, today: date) -> Q:
    """Level and history: one's own, one's current reports', and everyone's for people managers."""
    return _of_self_and_reports(actor, today)


@visible_by(ReportingLine)
def lines(actor: Person, today: date) -> Q:
    """As positions."""
    return _of_self_and_reports(actor, today)


@visible_by(Unit)
def units(actor: Person, today: date) -> Q:
    """The units of the positions that one sees; all of them for people managers."""
    if is_permitted(actor, Permission.PEOPLE_MANAGE, today=today):
        return Q()
    seen = Position.objects.filter(_of_self_and_reports(actor, today), unit__isnull=False)
    return Q(pk__in=seen.order_by().values("unit"))


@visible_by(Absence)
def absences(actor: Person, today: date) -> Q:
    """One's own, and everyone's for people managers: the kind is nobody else's business."""
    may = is_permitted(actor, Permission.PEOPLE_MANAGE, today=today)
    return Q() if may else Q(person=actor)


def _of_self_and_reports(actor: Person, today: date) -> Q:
    if is_permitted(actor, Permission.PEOPLE_MANAGE, today=today):
        return Q()
    return Q(person=actor) | Q(person__in=reports_of(actor, today=today))
