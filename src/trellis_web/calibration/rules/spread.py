"""How ratings are spread: counts per score, and cells that stand apart. Pure functions."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from statistics import median
from typing import TypeVar

SCORES = (1, 2, 3, 4, 5)
ENOUGH = 5
"""So many ratings of the same kind before one of them can stand apart."""
FAR = 2
"""Points from the middle at which a rating stands apart: a question, never a verdict."""

Key = TypeVar("Key", bound=Hashable)


def counted(scores: Iterable[int | None]) -> tuple[int, ...]:
    """How often each score from 1 to 5 occurs; None is not counted. Five numbers."""
    found = [0] * len(SCORES)
    for score in scores:
        if score is not None:
            found[score - 1] += 1
    return tuple(found)


def mean(scores: Sequence[float]) -> float | None:
    """The average; None of nothing."""
    return sum(scores) / len(scores) if scores else None


def apart(ratings: Iterable[tuple[Hashable, Key, int]]) -> set[Key]:
    """The cells that stand 2 or more points from the median of their kind.

    Each rating: its kind (a competency at a level), its cell, its score. Kinds with fewer than five
    ratings say nothing.
    """
    kinds: defaultdict[Hashable, list[tuple[Key, int]]] = defaultdict(list)
    for kind, cell, score in ratings:
        kinds[kind].append((cell, score))
    return {
        cell
        for cells in kinds.values()
        if len(cells) >= ENOUGH
        for middle in [median(score for _, score in cells)]
        for cell, score in cells
        if abs(score - middle) >= FAR
    }
