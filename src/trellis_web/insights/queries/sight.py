"""Whose readiness somebody looks at: people whom they may open, or numbers about everybody."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from trellis_web.access.queries import in_scope, is_permitted, reports_of, visible
from trellis_web.access.rules import Permission, units_of
from trellis_web.people.models import Person, Position, Unit
from trellis_web.readiness.models import Move, Readiness

PERSONAL = (Permission.TEAM_READ, Permission.RESULT_READ)


@dataclass(frozen=True, slots=True)
class Sight:
    """Rows about others, for moves that count. Without `is_personal` only numbers may be shown."""

    actor: Person
    rows: "QuerySet[Readiness]"
    is_personal: bool
    today: date

    def of(self, move: Move) -> "Sight":
        """The rows of one move."""
        return replace(self, rows=self.rows.filter(move=move))

    def under(self, manager: Person | None, unit: Unit | None) -> "Sight":
        """Those who report to `manager` now and work in `unit`; numbers have no such cuts."""
        rows = self.rows
        if self.is_personal and manager:
            rows = rows.filter(person__in=reports_of(manager, today=self.today))
        if self.is_personal and unit:
            here = Position.objects.on(self.today).filter(unit=unit).values("person")
            rows = rows.filter(person__in=here)
        return replace(self, rows=rows)


def sight_of(actor: Person, *, as_numbers: bool, today: date) -> Sight:
    """What the actor looks at. `as_numbers`: everybody, where the actor holds that right."""
    is_personal = any(is_permitted(actor, each, today=today) for each in PERSONAL)
    if is_personal and not (as_numbers and sees_numbers(actor, today=today)):
        seen = visible(Readiness, to=actor, today=today)
    else:
        is_personal = False
        everybody = Q(pk__isnull=False) & in_scope(actor, Permission.INSIGHT_READ, today=today)
        seen = Readiness.objects.filter(everybody)
    rows = seen.filter(move__version__family__current=F("move__version")).exclude(person=actor)
    return Sight(actor, rows, is_personal, today)


def sees_numbers(actor: Person, *, today: date) -> bool:
    """Whether the actor holds the right to numbers by a role that somebody gave them."""
    return bool(units_of(actor, Permission.INSIGHT_READ, today=today))


def moves_in(sight: Sight) -> list[tuple[Move, int]]:
    """The moves that somebody stands before, with how many do. Two queries."""
    found = sight.rows.order_by().values_list("move").annotate(n=Count("pk"))
    people = dict(found.values_list("move", "n"))
    moves = Move.objects.filter(pk__in=people).select_related("version__family")
    lean = moves.defer("version__text", "version__note")
    in_order = lean.order_by("version__family__title", "order")
    return [(move, people[move.pk]) for move in in_order]


def managers_in(sight: Sight) -> "QuerySet[Person]":
    """Who leads the people of the board now, by name."""
    lines: QuerySet[Any] = Person.objects.filter(
        reports__person__in=sight.rows.order_by().values("person"),
        reports__since__lte=sight.today,
    )
    current = lines.filter(Q(reports__until__isnull=True) | Q(reports__until__gt=sight.today))
    return current.exclude(reports__kind="dotted").distinct().order_by("name", "pk")


def units_in(sight: Sight) -> "QuerySet[Unit]":
    """Where the people of the board work, by name."""
    places = Position.objects.on(sight.today).filter(
        person__in=sight.rows.order_by().values("person"), unit__isnull=False
    )
    return Unit.objects.filter(pk__in=places.order_by().values("unit")).order_by("name")
