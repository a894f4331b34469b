"""Released results, and everything else that is recorded, as the facts that a move reads.

Only results pinned to the level that the person holds, since they reached it, speak about a move
from it, and what check-ins between the rounds recorded at that level.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import DateTimeField, IntegerField, QuerySet, Value
from django.utils import timezone

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of
from trellis.readiness.facts import Cycle, CycleKind, Facts, Observation
from trellis.readiness.facts import Rating as Rated
from trellis.readiness.facts import Sighting as Sighted
from trellis.readiness.judge import Judgement, judge
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import current, resolved
from trellis_web.growth.queries import Growth, growth_of
from trellis_web.people.models import Person, Position
from trellis_web.readiness.models import CriterionFact
from trellis_web.readiness.queries import waived
from trellis_web.reviews.models import ReleasedRating, ReleasedResult, Sighting

Waivers = dict[str, dict[str, str]]
"""Why criteria are not asked of a person, by move and criterion."""
UNSAID = "by HR"
"""Where a waiver was stored without its reason."""


@dataclass(frozen=True)
class History:
    """What is established about one person at their present level.

    `waived` holds the reasons by move of the family's current version, and by criterion.
    """

    position: Position
    cycles: tuple[Cycle, ...]
    version: int | None
    growth: Growth
    sightings: tuple[Sighted, ...] = ()
    waived: Waivers = field(default_factory=dict)

    def towards(self, move: Move, *, today: date) -> Facts:
        """The facts that `move` reads."""
        since = self.position.level_since
        return self.growth.towards(self.position.family, move).model_copy(
            update={
                **self._seen,
                "months_in_level": months_between(since, today) if since else None,
                "waived": self.waived.get(move.id, {}),
            }
        )

    @property
    def rated(self) -> Facts:
        """What was rated and seen, as every move reads it; what people collected is not asked."""
        return Facts().model_copy(update=self._seen)

    @property
    def _seen(self) -> dict[str, Any]:
        return {"cycles": self.cycles, "sightings": self.sightings}


def facts_of(person: Person, move: Move, version: Version, *, today: date) -> Facts:
    """The facts about one person that `move` of `version` reads; empty without a position."""
    return facts_of_many([person.pk], move, version, today=today).get(person.pk, Facts())


def facts_of_many(
    people: Iterable[int], move: Move, version: Version, *, today: date
) -> dict[int, Facts]:
    """The facts of each person who holds a position. The same queries for however many."""
    return {
        person: history.towards(move, today=today)
        for person, history in histories(people, today=today).items()
    }


def judgement_of(
    person: Person,
    move: str,
    version: Version,
    *,
    today: date,
    waived: Mapping[str, str] | None = None,
) -> Judgement:
    """What stands between a person and a move of `version`, as the readiness table knows it.

    `waived` (reasons by criterion) takes the place of what is waived under the current version.
    Raises `BadInput` for a move that the version does not have.
    """
    framework = resolved(version)
    history = histories([person.pk], today=today).get(person.pk)
    if history is None or move not in framework.moves:
        return judge(framework, move, Facts())
    facts = history.towards(framework.moves[move], today=today)
    if waived is not None:
        facts = facts.model_copy(update={"waived": waived})
    rated = as_rated(version, history.version, history.position.level)
    return judge(rated, move, facts, target_of(framework.moves[move], framework))


def target_of(move: Move, framework: ResolvedFramework) -> ResolvedFramework | None:
    """The current framework of another family that a move leads to; None inside the family."""
    family = family_of(move.to, framework.framework.id)
    there = None if family == framework.framework.id else current(family)
    return resolved(there) if there else None


def histories(people: Iterable[int], *, today: date) -> dict[int, History]:
    """What is established about each person who holds a position. Five queries."""
    ids = list(people)
    positions = {p.person_id: p for p in Position.objects.on(today).filter(person__in=ids)}
    results, growth = _results(positions), growth_of(ids)
    said = _said((row for rows in results.values() for row in rows), positions)
    return {
        person: History(
            position,
            tuple(_cycle(row, said.ratings[row.pk]) for row in results.get(person, ())),
            results[person][-1].version if person in results else None,
            growth[person],
            said.sightings(person),
            said.waived.get(person, {}),
        )
        for person, position in positions.items()
    }


class Result(NamedTuple):
    """The columns of a released result that speak about a move: a team reads hundreds of them."""

    pk: int
    person: int
    version: int
    family: str
    level: str
    is_absent: bool
    is_calibrated: bool
    seq: int
    kind: str
    title: str
    from_on: date
    to_on: date
    released_at: datetime

    @property
    def seen_to(self) -> date:
        """The last day that it speaks about: a result may come before the end of its period."""
        return min(self.to_on, timezone.localdate(self.released_at))

    def speaks_about(self, position: Position) -> bool:
        """Whether it was pinned to the position's level, since that was reached."""
        here = (position.family, position.level) == (self.family, self.level)
        return here and (not position.level_since or self.to_on >= position.level_since)


COLUMNS = (
    *("pk", "person", "version", "version__family__slug", "level", "is_absent", "is_calibrated"),
    *("cycle__seq", "cycle__kind", "cycle__title", "cycle__from_on", "cycle__to_on", "released_at"),
)


def _results(positions: dict[int, Position]) -> dict[int, list[Result]]:
    """The results that speak about each person's present level, oldest first."""
    rows = ReleasedResult.objects.filter(person__in=list(positions)).values_list(*COLUMNS)
    found: dict[int, list[Result]] = {}
    for result in map(Result._make, rows.order_by("person_id", "cycle__seq")):
        if result.speaks_about(positions[result.person]):
            found.setdefault(result.person, []).append(result)
    return found


@dataclass(frozen=True)
class Said:
    """What was said about several people: ratings by result, sightings and waivers by person."""

    ratings: defaultdict[int, dict[str, Rated]] = field(default_factory=lambda: defaultdict(dict))
    talks: defaultdict[int, list[tuple[datetime, Sighted]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    waived: dict[int, Waivers] = field(default_factory=dict)

    def sightings(self, person: int) -> tuple[Sighted, ...]:
        """What was seen of the person, in the order in which it was recorded."""
        in_order = sorted(self.talks[person], key=lambda talk: talk[0])
        return tuple(sighted for _at, sighted in in_order)


def _said(results: Iterable[Result], positions: dict[int, Position]) -> Said:
    """The ratings of these results, what check-ins recorded at the present levels, and waivers.

    One query for all three: every page about a person asks for them.
    """
    found = Said()
    rows = _ratings(results).union(_recorded(positions), _waived(positions), all=True)
    for of, slug, score, next_, step, *pin, at in rows.iterator(5000):
        if at is None and pin[0]:
            if pin[0] == positions[of].family:
                found.waived.setdefault(of, {}).setdefault(next_, {})[slug] = step or UNSAID
        elif at is None:
            found.ratings[of][slug] = _rated(score, next_, step)
        elif _is_here(positions[of], pin, on := timezone.localdate(at)):
            sighted = Sighted(competency=slug, next=Observation(next_), on=on)
            found.talks[of].append((at, sighted))
    return found


def _ratings(results: Iterable[Result]) -> "QuerySet[ReleasedRating, tuple[Any, ...]]":
    rows = ReleasedRating.objects.filter(result__in=[each.pk for each in results]).order_by()
    nowhere, never = Value(""), Value(None, DateTimeField())
    said = ("result_id", "competency__slug", "score", "next", "step")
    return rows.values_list(*said, nowhere, nowhere, never)


def _recorded(positions: dict[int, Position]) -> "QuerySet[Sighting, tuple[Any, ...]]":
    rows = Sighting.objects.filter(
        check_in__person__in=list(positions), check_in__recorded_at__isnull=False
    ).exclude(seen="")
    unrated, pin = (
        Value(None, IntegerField()),
        ("check_in__version__family__slug", "check_in__level"),
    )
    said = ("check_in__person_id", "competency__slug", unrated, "seen", Value(""))
    return rows.order_by().values_list(*said, *pin, "check_in__recorded_at")


def _waived(positions: dict[int, Position]) -> "QuerySet[CriterionFact, tuple[Any, ...]]":
    """Criterion, move and reason, in the columns of what was seen; the family takes the pin."""
    unrated, nowhere = Value(None, IntegerField()), Value("")
    said = ("person_id", "criterion__slug", unrated, "criterion__move__slug", "waived_for")
    family = "criterion__move__version__family__slug"
    return waived(positions).values_list(*said, family, nowhere, Value(None, DateTimeField()))


def _is_here(position: Position, pin: list[str], on: date) -> bool:
    """Whether what was seen `on` a day, at a family and level, speaks about the position."""
    since = position.level_since
    return pin == [position.family, position.level] and (not since or on >= since)


def _cycle(row: Result, ratings: dict[str, Rated]) -> Cycle:
    """A result as the core knows it."""
    return Cycle(
        seq=row.seq,
        kind=CycleKind(row.kind),
        title=row.title,
        from_=row.from_on,
        to=row.to_on,
        seen_to=row.seen_to,
        absent=row.is_absent,
        calibrated=row.is_calibrated,
        ratings=ratings,
    )


@lru_cache(maxsize=1024)
def _rated(score: int | None, next_: str, step: str) -> Rated:
    """There are few different ratings, and each is frozen: they are shared."""
    return Rated(score=score, next=Observation(next_) if next_ else None, step=step or None)


def as_rated(version: Version, pinned: int | None, level: str) -> ResolvedFramework:
    """The framework of `version` with what the pinned version expects at `level`.

    Ratings use the expected competencies of the version they were made under; the moves, their
    criteria and the next level are those of `version`.
    """
    if pinned is None or pinned == version.pk:
        return resolved(version)
    return _merged(version.pk, version.digest, pinned, level)


@lru_cache(maxsize=256)
def _merged(version: int, digest: str, pinned: int, level: str) -> ResolvedFramework:
    """`digest` is in the key so that no other database can answer for this one."""
    then = Version.objects.get(pk=pinned)
    new, old = resolved(Version(pk=version, digest=digest)), resolved(then)
    cells = {key: cell for key, cell in new.cells.items() if key[1] != level}
    cells |= {key: cell for key, cell in old.cells.items() if key[1] == level}
    known = {c.id: c for c in (*old.competencies, *new.competencies)}
    return replace(new, competencies=tuple(known.values()), cells=cells)


def months_between(since: date, today: date) -> int:
    """Whole calendar months from `since` to `today`; never below zero."""
    months = 12 * (today.year - since.year) + today.month - since.month
    return max(0, months - (today.day < since.day))
