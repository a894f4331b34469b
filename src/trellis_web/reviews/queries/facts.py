"""Released results, and everything else that is recorded, as the facts that a move reads.

Only results pinned to the level that the person holds, since they reached it, speak about a move
from it. Check-ins are among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of
from trellis.readiness.facts import Cycle, CycleKind, Facts, Observation
from trellis.readiness.facts import Rating as Rated
from trellis.readiness.judge import Judgement, judge
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import current, resolved
from trellis_web.growth.queries import Growth, growth_of
from trellis_web.people.models import Person, Position
from trellis_web.reviews.models import ReleasedRating, ReleasedResult


@dataclass(frozen=True)
class History:
    """What is established about one person at their present level."""

    position: Position
    cycles: tuple[Cycle, ...]
    version: int | None
    growth: Growth

    def towards(self, move: Move, *, today: date) -> Facts:
        """The facts that `move` reads."""
        since = self.position.level_since
        return self.growth.towards(self.position.family, move).model_copy(
            update={
                "cycles": self.cycles,
                "months_in_level": months_between(since, today) if since else None,
            }
        )


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


def judgement_of(person: Person, move: str, version: Version, *, today: date) -> Judgement:
    """What stands between a person and a move of `version`, as the readiness table knows it.

    Raises `BadInput` for a move that the version does not have.
    """
    framework = resolved(version)
    history = histories([person.pk], today=today).get(person.pk)
    if history is None or move not in framework.moves:
        return judge(framework, move, Facts())
    facts = history.towards(framework.moves[move], today=today)
    rated = as_rated(version, history.version, history.position.level)
    return judge(rated, move, facts, target_of(framework.moves[move], framework))


def target_of(move: Move, framework: ResolvedFramework) -> ResolvedFramework | None:
    """The current framework of another family that a move leads to; None inside the family."""
    family = family_of(move.to, framework.framework.id)
    there = None if family == framework.framework.id else current(family)
    return resolved(there) if there else None


def histories(people: Iterable[int], *, today: date) -> dict[int, History]:
    """What is established about each person who holds a position. Six queries."""
    ids = list(people)
    positions = {p.person_id: p for p in Position.objects.on(today).filter(person__in=ids)}
    results = _results(positions)
    cycles = _cycles(results)
    growth = growth_of(ids)
    return {
        person: History(
            position,
            tuple(cycles[result.pk] for result in results.get(person, ())),
            results[person][-1].version if person in results else None,
            growth[person],
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
    from_on: date
    to_on: date

    def speaks_about(self, position: Position) -> bool:
        """Whether it was pinned to the position's level, since that was reached."""
        here = (position.family, position.level) == (self.family, self.level)
        return here and (not position.level_since or self.to_on >= position.level_since)


COLUMNS = (
    *("pk", "person", "version", "version__family__slug", "level", "is_absent", "is_calibrated"),
    *("cycle__seq", "cycle__kind", "cycle__from_on", "cycle__to_on"),
)


def _results(positions: dict[int, Position]) -> dict[int, list[Result]]:
    """The results that speak about each person's present level, oldest first."""
    rows = ReleasedResult.objects.filter(person__in=list(positions)).values_list(*COLUMNS)
    found: dict[int, list[Result]] = {}
    for result in map(Result._make, rows.order_by("person_id", "cycle__seq")):
        if result.speaks_about(positions[result.person]):
            found.setdefault(result.person, []).append(result)
    return found


def _cycles(results: dict[int, list[Result]]) -> dict[int, Cycle]:
    """Each result as the core knows it, by its key."""
    every = [row for rows in results.values() for row in rows]
    ratings: dict[int, dict[str, Rated]] = {row.pk: {} for row in every}
    rows = ReleasedRating.objects.filter(result__in=list(ratings)).values_list(
        "result_id", "competency__slug", "score", "next", "step"
    )
    for result, slug, *said in rows.iterator(5000):
        ratings[result][slug] = _rated(*said)
    return {
        row.pk: Cycle(
            seq=row.seq,
            kind=CycleKind(row.kind),
            from_=row.from_on,
            to=row.to_on,
            absent=row.is_absent,
            calibrated=row.is_calibrated,
            ratings=ratings[row.pk],
        )
        for row in every
    }


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
