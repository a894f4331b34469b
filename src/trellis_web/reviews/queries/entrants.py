"""Who takes part in a round, and what it would freeze about them today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.stays import versions_for
from trellis_web.people.models import Person, Position, ReportingLine
from trellis_web.people.queries import away_throughout
from trellis_web.reviews.models import Cycle, Exemption

Kind = ReportingLine.Kind


class Leader(NamedTuple):
    """Who leads a person now, and whether they can write at all."""

    pk: int
    name: str
    has_left: bool
    is_away: bool

    @property
    def can_write(self) -> bool:
        """Whether they are here during the writing time."""
        return not self.has_left and not self.is_away


class Place(NamedTuple):
    """The columns of a person and their position that a round reads."""

    person: int
    name: str
    time_zone: str
    family: str
    level: str
    unit: int | None


@dataclass(frozen=True, slots=True)
class Entrant:
    """A person as the round would freeze them today."""

    place: Place
    leader: Leader | None
    dotted: tuple[int, ...]
    version: Version | None
    exemption: str = ""
    is_away: bool = False

    @property
    def person(self) -> int:
        """The key of the person."""
        return self.place.person

    @property
    def name(self) -> str:
        """The name of the person."""
        return self.place.name

    @property
    def manager(self) -> int | None:
        """Who writes the manager's review; nobody who has left."""
        return self.leader.pk if self.leader and not self.leader.has_left else None

    @property
    def is_absent(self) -> bool:
        """Whether an absence is noted for the round, or lasts through all of its writing time."""
        return self.is_away or self.exemption == Exemption.Kind.ABSENT

    @property
    def framework(self) -> ResolvedFramework | None:
        """The framework that they would be rated on."""
        return resolved(self.version) if self.version else None

    @property
    def next_level(self) -> str:
        """The target of the first promotion from the level; empty at the top of a line."""
        return next_level_of(self.framework, self.place.level) if self.framework else ""


def next_level_of(framework: ResolvedFramework, level: str) -> str:
    """The target of the first promotion from a level within the family."""
    home = framework.framework.id
    promotions = (m for m in framework.moves_from(level) if m.kind == "promotion")
    return next((level_of(m.to) for m in promotions if family_of(m.to, home) == home), "")


def entrants(cycle: Cycle, *, today: date, joining: Person | None = None) -> list[Entrant]:
    """Everyone whom the round asks about, by name; with `joining` that person alone.

    Active, in one of the families, and not left out. The same queries for however many people;
    somebody for whom an earlier version lives on is rated on that one.
    """
    families = {
        family.slug: family.current for family in cycle.families.select_related("current__family")
    }
    scope = Q(person=joining) if joining else _scope(cycle)
    places = _places(scope, families, today)
    exempt = dict(cycle.exemptions.values_list("person_id", "kind"))
    away = set(away_throughout(today, cycle.due_on).values_list("person_id", flat=True))
    leaders, dotted = _leaders(today, away), _dotted(cycle, today)
    staying = versions_for(families, today=today)
    found = (
        Entrant(
            place,
            leaders.get(person),
            tuple(dotted.get(person, ())),
            staying.get((person, place.family), families[place.family]),
            exempt.get(person, ""),
            person in away,
        )
        for person, place in places.items()
    )
    return [each for each in found if each.exemption != Exemption.Kind.EXCLUDED]


def outside(cycle: Cycle, *, today: date) -> list[tuple[int, str]]:
    """People who are named for the round but take no part in it: they left, or work elsewhere."""
    families = list(cycle.families.values_list("slug", flat=True))
    inside = _places(_scope(cycle), families, today)
    return [row for row in cycle.people.values_list("pk", "name") if row[0] not in inside]


def _scope(cycle: Cycle) -> Q:
    """The positions that the setting of the round chooses, within its families."""
    units = list(cycle.units.values_list("pk", flat=True))
    people = list(cycle.people.values_list("pk", flat=True))
    scope = ~Q(person__worker_type__in=cycle.excluded_workers)
    if units:
        scope &= Q(unit__in=units)
    return scope & Q(person__in=people) if people else scope


def _places(scope: Q, families: Iterable[str], today: date) -> Mapping[int, Place]:
    rows = (
        Position.objects.on(today)
        .filter(scope, family__in=list(families), person__deactivated_at__isnull=True)
        .order_by("person__name", "person_id", "since")
        .values_list("person_id", "person__name", "person__time_zone", "family", "level", "unit_id")
    )
    return {place.person: place for place in map(Place._make, rows)}


def _leaders(today: date, away: set[int]) -> dict[int, Leader]:
    """Who leads each person: somebody who can write, and an acting manager before the line's."""
    lines = (
        ReportingLine.objects.on(today)
        .filter(kind__in=[Kind.LINE, Kind.ACTING])
        .order_by("kind", "-since", "-pk")
        .values_list("person_id", "manager_id", "manager__name", "manager__deactivated_at")
    )
    found: dict[int, Leader] = {}
    for person, manager, name, left_at in lines:
        each = Leader(manager, name, left_at is not None, manager in away)
        if person not in found or (each.can_write and not found[person].can_write):
            found[person] = each
    return found


def _dotted(cycle: Cycle, today: date) -> dict[int, list[int]]:
    """The second lines in force, by person; none unless the round asks for them."""
    found: dict[int, list[int]] = defaultdict(list)
    if Kind.DOTTED in cycle.perspectives:
        lines = ReportingLine.objects.on(today).filter(
            kind=Kind.DOTTED, manager__deactivated_at__isnull=True
        )
        for person, manager in lines.order_by("pk").values_list("person_id", "manager_id"):
            found[person].append(manager)
    return found
