"""Where things stand across a wide map: ranks are columns, links run between two of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from trellis.career_map.grid import Grid
from trellis.career_map.network import Link, Network, Stop

WIDTH, GUTTER = 812, 108
NARROWEST, BROADEST = 87, 140
TAG_WIDTH, TAG_GAP = 70, 4
SHIFTS = (0, 5, -5)
TAGGED = {"equal": "equal", "lateral": "carry"}
"""The links that have words on them, and what those are about."""


@dataclass(frozen=True)
class Columns:
    """The columns of a network; `here` is the stop of the reader, or empty."""

    network: Network
    grid: Grid
    here: str

    @cached_property
    def step(self) -> float:
        """The width of a column."""
        room = (WIDTH - GUTTER) / max(1, len(self.grid.ranks))
        return min(BROADEST, max(NARROWEST, room))

    @property
    def width(self) -> float:
        """The width of the map."""
        return GUTTER + self.step * len(self.grid.ranks)

    @cached_property
    def is_lifted(self) -> bool:
        """Whether the labels of the first line stand above it, out of the way of links."""
        lanes = self.grid.lanes
        joins = any({lanes[each.a], lanes[each.b]} == {0, 1} for each in self.network.links)
        return joins and lanes.get(self.here) != 0

    def x(self, key: str) -> float:
        """The middle of the column of a stop."""
        return GUTTER + self.step * (self.grid.steps[key] + 0.5)

    def beside(self, key: str, other: str) -> float:
        """The edge of the column by which a link leaves a stop for another."""
        step, towards = self.grid.steps[key], self.grid.steps[other]
        is_last = step == len(self.grid.ranks) - 1
        is_right = towards > step or (towards == step and not is_last)
        return GUTTER + self.step * (step + is_right)

    def sides(self, upper: str, lower: str, link: Link) -> tuple[float, float]:
        """Where a link leaves its ends, a little beside the links before and after it."""
        shift = SHIFTS[self.network.links.index(link) % len(SHIFTS)]
        return self.beside(upper, lower) + shift, self.beside(lower, upper) + shift

    def is_straight(self, link: Link) -> bool:
        """Whether nothing stands between two stops of one column."""
        steps, lanes = self.grid.steps, self.grid.lanes
        is_near = {lanes[link.a], lanes[link.b]} == {0, 1} and steps[link.a] == steps[link.b]
        return is_near and self.is_lifted and self.here not in (link.a, link.b)

    def gap(self, link: Link) -> int:
        """The gap between lines in which a link has its words: above its lower end."""
        a, b = self.grid.lanes[link.a], self.grid.lanes[link.b]
        return max(a, b) if a != b else a + 1

    def downwards(self, link: Link) -> tuple[str, str]:
        """The two ends, the upper one first; the left one first inside a line."""
        lanes, steps = self.grid.lanes, self.grid.steps
        a, b = sorted((link.a, link.b), key=lambda key: (lanes[key], steps[key]))
        return a, b


@dataclass(frozen=True, slots=True)
class Hung:
    """Words on a way to `to`, in a row of a gap between lines."""

    kind: str
    at: str
    to: Stop
    x: float
    gap: int
    row: int


def hung(columns: Columns) -> tuple[Hung, ...]:
    """The words of every link, each in the first row of its gap that has room."""
    rows: dict[int, list[list[float]]] = {}
    found = []
    for kind, at, to, x, gap in _wanted(columns):
        row = _row(rows.setdefault(gap, []), x)
        found.append(Hung(kind, at, to, x, gap, row))
    return tuple(found)


def _wanted(columns: Columns) -> Iterable[tuple[str, str, Stop, float, int]]:
    """Kind, start, end, place across and gap of whatever has words; the same is said once."""
    stops = columns.network.stops
    found: dict[tuple[object, ...], tuple[str, str, Stop, float, int]] = {}
    for link in columns.network.links:
        if link.kind in TAGGED:
            upper, lower = columns.downwards(link)
            straight = columns.is_straight(link)
            x = columns.x(link.a) if straight else columns.beside(lower, upper)
            kind, to, gap = TAGGED[link.kind], stops[link.b], columns.gap(link)
            found.setdefault((kind, to.key, x, gap), (kind, link.a, to, x, gap))
    for stub in columns.network.stubs:
        x = columns.beside(stub.at, stub.at)
        gap = columns.grid.lanes[stub.at] + 1
        found[stub.at, stub.to.key] = ("stub", stub.at, stub.to, x, gap)
    return found.values()


def _row(rows: list[list[float]], x: float) -> int:
    """The first row in which nothing is within a tag of `x`; a new one where there is none."""
    for at, taken in enumerate(rows):
        if all(abs(x - other) >= TAG_WIDTH + TAG_GAP for other in taken):
            taken.append(x)
            return at
    rows.append([x])
    return len(rows) - 1
