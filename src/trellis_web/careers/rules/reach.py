"""Which roles can be reached from one, and by how many moves."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of, level_of

Key = tuple[str, str]
"""A family and a level: what names a role."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How a role is reached: the first move on the way, and how many moves it takes."""

    first: Move
    moves: int


def reachable(frameworks: Mapping[str, ResolvedFramework], start: Key) -> dict[Key, Reach]:
    """Every role that moves lead to from `start`, by the fewest moves; the start is not in it.

    `frameworks` by family. Moves into a family that is not among them are left out.
    """
    found: dict[Key, Reach] = {}
    waiting: deque[tuple[Key, Reach | None]] = deque()
    if start[0] in frameworks:
        waiting.append((start, None))
    while waiting:
        here, way = waiting.popleft()
        for move in frameworks[here[0]].moves_from(here[1]):
            there = destination(move, here[0])
            if there == start or there in found or not _exists(frameworks, there):
                continue
            found[there] = Reach(way.first, way.moves + 1) if way else Reach(move, 1)
            waiting.append((there, found[there]))
    return found


def destination(move: Move, home: str) -> Key:
    """Where a move of the family `home` leads."""
    return family_of(move.to, home), level_of(move.to)


def _exists(frameworks: Mapping[str, ResolvedFramework], role: Key) -> bool:
    family, level = role
    return family in frameworks and level in frameworks[family].levels
