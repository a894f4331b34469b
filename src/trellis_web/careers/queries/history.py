"""Which levels somebody held, how people moved before, and how many stand where."""

from dataclasses import dataclass
from datetime import date
from statistics import quantiles

from django.db.models import Count, F, OuterRef, Subquery

from trellis_web.access.queries import in_scope, visible
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person, Position
from trellis_web.reviews.queries.facts import months_between

FEWEST = 5
"""How many people must have made a move before anything is said about it."""
MOST = 1000
"""How many moves are looked at, the latest first."""


def held_by(person: Person, *, today: date) -> frozenset[str]:
    """The keys `family/LEVEL` of the levels that somebody has held until now. One query."""
    rows = visible(Position, to=person, today=today).filter(person=person, since__lte=today)
    pairs = rows.exclude(family="").order_by().values_list("family", "level").distinct()
    return frozenset(f"{family}/{level}" for family, level in pairs)


def headcount(actor: Person, *, today: date) -> dict[str, int]:
    """How many active people of the actor's scope stand on each level, by key. One query."""
    scope = in_scope(actor, Permission.PEOPLE_MANAGE, today=today, person="person")
    rows = visible(Position, to=actor, today=today).on(today).filter(scope)  # type: ignore[attr-defined]
    there = rows.filter(person__deactivated_at__isnull=True).exclude(family="")
    found = there.order_by().values_list("family", "level").annotate(Count("pk"))
    return {f"{family}/{level}": n for family, level, n in found}


@dataclass(frozen=True, slots=True)
class Pace:
    """How long people stood on a level before they moved: the middle half, in months."""

    shortest: int
    longest: int
    moves: int
    since: int


def pace(start: str, end: str, *, today: date) -> Pace | None:
    """The moves from one level to another that are on record. One query.

    None unless at least five people made the move: it would be about somebody. What is said is the
    middle half, so that no single person is the shortest or the longest.
    """
    before = Position.objects.filter(
        person=OuterRef("person"), until=OuterRef("since"), **_at(start)
    ).exclude(level_since=None)
    reached = Position.objects.filter(since=F("level_since"), since__lte=today, **_at(end))
    rows = reached.annotate(began=Subquery(before.values("level_since")[:1]))
    moves = list(
        rows.filter(began__isnull=False)
        .order_by("-since")
        .values_list("person", "began", "since")[:MOST]
    )
    if len({person for person, _began, _since in moves}) < FEWEST:
        return None
    months = [months_between(began, since) for _person, began, since in moves]
    low, _middle, high = quantiles(months, n=4, method="inclusive")
    return Pace(round(low), round(high), len(moves), min(since.year for *_, since in moves))


def _at(key: str) -> dict[str, str]:
    family, level = key.split("/", 1)
    return {"family": family, "level": level}
