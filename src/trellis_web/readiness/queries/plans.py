"""The statements of all moves that count, made once per publication, day and set of waivers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from trellis.framework.resolve import ResolvedFramework, family_of
from trellis.readiness.facts import Facts
from trellis.readiness.standpoint import Standpoint
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries import current, resolved
from trellis_web.readiness.models import Criterion, CriterionFact, Move
from trellis_web.readiness.queries.leaves import Ground
from trellis_web.readiness.queries.statements import Statement, store
from trellis_web.readiness.queries.stored import live_moves
from trellis_web.readiness.queries.trees import Tree

Published = tuple[tuple[int, str], ...]
"""Key and digest of every current version: as long as they stay, so do the moves."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A move that counts, what its criteria are read against, and the statement that stores it."""

    move: Move
    ground: Ground
    statement: Statement

    @property
    def start(self) -> tuple[str, str]:
        """The family and the level where the move starts."""
        return self.move.version.family.slug, self.move.from_level


def plans(*, today: date) -> tuple[Plan, ...]:
    """One plan for each move that counts. Two small questions to the database."""
    current_versions = Family.objects.filter(current__isnull=False).order_by("pk")
    published = tuple(current_versions.values_list("current", "current__digest"))
    waived = CriterionFact.objects.filter(waived=True).values_list("criterion", flat=True)
    return plans_of(published, today, frozenset(waived.distinct()))


@lru_cache(maxsize=8)
def plans_of(_published: Published, today: date, waived: frozenset[int]) -> tuple[Plan, ...]:
    """The plans, made anew only when one of the three is another."""
    moves = live_moves().select_related("version__family")
    found = compiled(moves.defer("version__text", "version__note"), waived, today=today)
    return tuple(Plan(move, tree.ground, store(tree, move)) for move, tree in found)


def compiled(
    moves: Iterable[Move], waived: frozenset[int], *, today: date
) -> list[tuple[Move, Tree]]:
    """The moves with their criteria, compiled for a day."""
    found = {move.pk: move for move in moves}
    keys: dict[int, dict[str, int]] = {pk: {} for pk in found}
    for row in Criterion.objects.filter(move__in=found):
        keys[row.move_id][row.slug] = row.pk
    return [
        (move, Tree(Ground(standing(move), keys[pk], today), waived & set(keys[pk].values())))
        for pk, move in found.items()
    ]


def standing(move: Move) -> Standpoint:
    """The move as its version has it, with the framework it leads to where that is published."""
    framework = resolved(move.version)
    found = framework.moves[move.slug]
    return Standpoint.towards(framework, found, Facts(), _target(framework, found.to))


def _target(framework: ResolvedFramework, to: str) -> ResolvedFramework | None:
    home = framework.framework.id
    family = family_of(to, home)
    if family == home:
        return framework
    version = current(family)
    return resolved(version) if version else None
