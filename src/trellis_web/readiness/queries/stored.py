"""What is stored: the moves that count, their criteria, people whose day has come."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from trellis.readiness.criteria import Criterion as Rule
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Position
from trellis_web.readiness.models import Criterion, CriterionFact, Move, Readiness


def live_moves() -> QuerySet[Move]:
    """The moves of every family's current version."""
    return Move.objects.filter(version__family__current=F("version"))


def rules_of(version: Version) -> list[tuple[Criterion, Rule]]:
    """Every single condition of a version as it is stored, with its rule as published."""
    moves = resolved(version).moves
    rules = {(move.id, leaf.id): leaf for move in moves.values() for leaf in move.leaves()}
    stored = Criterion.objects.filter(move__version=version).select_related("move").order_by("pk")
    return [
        (criterion, rules[criterion.move.slug, criterion.slug])
        for criterion in stored
        if (criterion.move.slug, criterion.slug) in rules
    ]


def waived(people: Iterable[int]) -> QuerySet[CriterionFact]:
    """What is not asked of these people under the current version of any family."""
    return CriterionFact.objects.filter(
        waived=True,
        person__in=list(people),
        criterion__move__version__family__current=F("criterion__move__version"),
    ).order_by()


def due(move: Move, *, today: date) -> QuerySet[Position, dict[str, Any]]:
    """People whose day has come: a tenure is reached, or they stand here and have no row yet."""
    stored = Readiness.objects.filter(person=OuterRef("person"), move=move)
    here = Position.objects.on(today).filter(family=move.version.family.slug, level=move.from_level)
    waited = Exists(stored.filter(eligible_on__lte=today))
    return here.filter(Q(waited) | ~Exists(stored)).values("person")
