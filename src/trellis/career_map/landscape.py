"""A map for a wide page: lines run across, one above the other."""

from collections import Counter
from functools import cached_property

from trellis.career_map.columns import GUTTER, TAG_WIDTH, Columns, Hung, hung
from trellis.career_map.grid import grid
from trellis.career_map.lettering import lines_of
from trellis.career_map.network import Line, Link, Network
from trellis.career_map.picture import (
    Arrow,
    Band,
    Box,
    Head,
    Label,
    Picture,
    Point,
    Rail,
    Station,
    Tag,
)

TOP, PAD = 36, 14
RING, TIP = 26, 24
SIZE, LEADING, NOTE = 12.5, 15, 14
TAG_HEIGHT, TAG_ROW = 22, 28
FLAG_WIDTH, FLAG_HEIGHT, FLAG_ROW = 86, 24, 34
MOST_LINES = 3


def landscape(network: Network, here: str = "", *, has_notes: bool = False) -> Picture:
    """The map; `here` is flagged, and with `has_notes` there is room beneath every title."""
    return _Landscape(network, here, has_notes=has_notes).picture()


class _Landscape:
    def __init__(self, network: Network, here: str, *, has_notes: bool) -> None:
        self.network, self.here, self.has_notes = network, here, has_notes
        self.columns = Columns(network, grid(network), here)
        self.lanes = self.columns.grid.lanes
        self.hung = hung(self.columns)
        self.gaps: list[float] = []
        self.lines: list[float] = []
        self.height = self._stack()

    def picture(self) -> Picture:
        rows = list(zip(self.network.lines, self.lines, strict=True))
        ranks = self.columns.grid.ranks
        return Picture(
            is_upright=False,
            width=self.columns.width,
            height=self.height,
            bands=tuple(self._band(at, rank) for at, rank in enumerate(ranks)),
            heads=tuple(_head(line, y) for line, y in rows),
            rails=tuple(self._rail(line, y) for line, y in rows),
            arrows=(*map(self._arrow, self.network.links), *self._stubs()),
            stations=tuple(self._station(key) for key in self.columns.grid.in_order()),
            tags=tuple(map(self._tag, self.hung)),
            flag=self._flag(),
        )

    @cached_property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """The title of each stop, broken into lines that fit its column."""
        room, stops = self.columns.step - 8, self.network.stops
        return {key: lines_of(stop.title, SIZE, room, MOST_LINES) for key, stop in stops.items()}

    def _label_height(self, line: Line) -> float:
        lines = max(len(self.texts[stop.key]) for stop in line.stops)
        return LEADING * lines + NOTE * self.has_notes

    def _stack(self) -> float:
        """The height of each gap and line from the top down; the height of everything."""
        rows = Counter[int]()
        for each in self.hung:
            rows[each.gap] = max(rows[each.gap], each.row + 1)
        y = float(TOP)
        for at, line in enumerate(self.network.lines):
            is_lifted = at == 0 and self.columns.is_lifted
            label = self._label_height(line)
            self.gaps.append(y)
            y += (label if is_lifted else 0) + TAG_ROW * rows[at] + PAD
            y += FLAG_ROW if self.lanes.get(self.here) == at else 0
            self.lines.append(y + RING)
            y += 2 * RING + (0 if is_lifted else label)
        self.gaps.append(y)
        return y + TAG_ROW * rows[len(self.network.lines)] + PAD

    def _band(self, at: int, rank: int) -> Band:
        x, step = GUTTER + self.columns.step * at, self.columns.step
        label = Label(Box(x + 4, 8, step - 8, LEADING), (str(rank),), x + step / 2)
        return Band(rank, Box(x, 0, step, self.height), label)

    def _rail(self, line: Line, y: float) -> Rail:
        xs = [self.columns.x(stop.key) for stop in line.stops]
        return Rail(line, (min(xs), y), (max(xs), y))

    def _station(self, key: str) -> Station:
        lane, x, lines = self.lanes[key], self.columns.x(key), self.texts[key]
        y, high, step = self.lines[lane], LEADING * len(lines), self.columns.step
        is_lifted = lane == 0 and self.columns.is_lifted
        top = y - RING - high - NOTE * self.has_notes if is_lifted else y + RING
        label = Label(Box(x - step / 2 + 4, top, step - 8, high), lines, x)
        note = Box(label.box.x, top + high, step - 8, NOTE) if self.has_notes else None
        line = self.network.lines[lane]
        return Station(self.network.stops[key], line, x, y, label, note)

    def _tag(self, hung: Hung) -> Tag:
        box = Box(hung.x - TAG_WIDTH / 2, self._top(hung), TAG_WIDTH, TAG_HEIGHT)
        return Tag(hung.kind, hung.at, hung.to, box)

    def _top(self, hung: Hung) -> float:
        return self.gaps[hung.gap] + TAG_ROW * hung.row + 6

    def _flag(self) -> Box | None:
        if self.here not in self.lanes:
            return None
        y = self.lines[self.lanes[self.here]] - RING - FLAG_ROW + 2
        return Box(self.columns.x(self.here) - FLAG_WIDTH / 2, y, FLAG_WIDTH, FLAG_HEIGHT)

    def _at(self, key: str) -> Point:
        return self.columns.x(key), self.lines[self.lanes[key]]

    def _arrow(self, link: Link) -> Arrow:
        upper, lower = self.columns.downwards(link)
        points = self._path(upper, lower, link)
        in_order = points if upper == link.a else points[::-1]
        return Arrow(link.kind, tuple(in_order), link.is_two_way)

    def _path(self, upper: str, lower: str, link: Link) -> list[Point]:
        """From the upper end to the lower one, between the columns on the way down."""
        (x0, y0), (x1, y1) = self._at(upper), self._at(lower)
        if self.columns.is_straight(link):
            return [(x0, y0 + TIP), (x1, y1 - TIP)]
        out, into = self.columns.sides(upper, lower, link)
        turn = self.gaps[self.columns.gap(link)] + 4
        is_inside = self.lanes[upper] == self.lanes[lower]
        last = _leaving(x1, y1, into, 1 if is_inside else -1)
        between = [(out, turn), (into, turn)] if out != into or is_inside else []
        return [*_leaving(x0, y0, out, 1), *between, *last[::-1]]

    def _stubs(self) -> list[Arrow]:
        """The beginnings of what leads to another map, down to the words."""
        return [
            Arrow(
                "stub", (*_leaving(*self._at(each.at), each.x, 1), (each.x, self._tag(each).box.y))
            )
            for each in self.hung
            if each.kind == "stub"
        ]


def _leaving(x: float, y: float, edge: float, down: int) -> list[Point]:
    """From the rim of a station at a slant to the edge of its column."""
    side = 1 if edge > x else -1
    return [(x + side * 20, y + down * 13), (edge, y + down * 21)]


def _head(line: Line, y: float) -> Head:
    room = GUTTER - 14
    title = lines_of(line.title, SIZE, room, 2)
    high = LEADING * len(title)
    top = y - (high + NOTE) / 2
    label = Label(Box(6, top, room, high), title, 6)
    return Head(line, label, Box(6, top + high, room, NOTE))
