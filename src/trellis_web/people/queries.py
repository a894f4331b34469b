"""Facts about people that imports and pages read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.people.models import Absence, Person, Position, ReportingLine
from trellis_web.people.rules.plan import Known


def known_people(*, today: date) -> list[Known]:
    """Everyone, as an import plan compares them. Three queries, whatever their number."""
    positions = {
        row[0]: row[1:]
        for row in Position.objects.on(today).values_list(
            "person_id", "title", "unit__name", "family", "level"
        )
    }
    managers = dict(
        ReportingLine.objects.on(today)
        .filter(kind="line")
        .values_list("person_id", "manager__email")
    )
    rows = Person.objects.values_list("pk", "external_id", "name", "email", "deactivated_at")
    nowhere = ("", "", "", "")
    return [
        Known(
            pk=pk,
            external_id=external_id or "",
            name=name,
            email=email,
            manager=managers.get(pk, "").casefold(),
            title=place[0],
            unit=place[1] or "",
            family=place[2],
            level=place[3],
            is_active=deactivated_at is None,
        )
        for pk, external_id, name, email, deactivated_at in rows
        for place in [positions.get(pk, nowhere)]
    ]


def manager_of(person: Person, *, today: date) -> Person | None:
    """Who leads the person now: an acting manager before the manager of the line."""
    line = (
        ReportingLine.objects.on(today)
        .filter(person=person, kind__in=("acting", "line"))
        .select_related("manager")
        .order_by("kind")
        .first()
    )
    return line.manager if line else None


def position_of(person: Person, *, today: date) -> Position | None:
    """Where the person stands now."""
    position: Position | None = Position.objects.on(today).filter(person=person).first()
    return position


@dataclass(frozen=True, slots=True)
class Placed:
    """A person with where they stand and who leads them, as lists show them."""

    person: Person
    position: Position | None
    manager: Person | None


def with_place(people: Sequence[Person], *, today: date) -> list[Placed]:
    """The same people with position and manager of `today`; two queries."""
    positions = {
        row.person_id: row
        for row in Position.objects.on(today).filter(person__in=people).select_related("unit")
    }
    lines = (
        ReportingLine.objects.on(today)
        .filter(person__in=people, kind="line")
        .select_related("manager")
    )
    managers = {line.person_id: line.manager for line in lines}
    return [Placed(p, positions.get(p.pk), managers.get(p.pk)) for p in people]


def owner_of(email: str) -> Person | None:
    """Whose address it is, in whatever case it is written."""
    owner: Person | None = Person.objects.filter(email__iexact=email).first()
    return owner


def away_on(day: date) -> "QuerySet[Absence]":
    """The absences in force on `day`."""
    return absences_within(day, day)


def absences_within(first: date, last: date) -> "QuerySet[Absence]":
    """The absences that touch these days, both included."""
    still = Q(to_on__isnull=True) | Q(to_on__gte=first)
    return Absence.objects.filter(still, from_on__lte=last)


def away_throughout(first: date, last: date) -> "QuerySet[Absence]":
    """The absences that leave nobody a day between `first` and `last`, both included."""
    beyond = Q(to_on__isnull=True) | Q(to_on__gte=last)
    return Absence.objects.filter(beyond, from_on__lte=first)


def delegations_of(manager: Person, *, today: date) -> "QuerySet[ReportingLine]":
    """What is delegated of a manager's own team, now or later, one line for each person."""
    team = ReportingLine.objects.on(today).filter(manager=manager, kind="line").values("person")
    lines: QuerySet[ReportingLine] = ReportingLine.objects.filter(
        person__in=team, kind="delegate", until__gt=today
    ).select_related("person", "manager")
    return lines.order_by("since", "person__name")
