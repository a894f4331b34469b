"""A map for a phone: lines stand side by side, the highest rank on top.

What joins two lines leaves a station at its side; words about a way stand under the title of the
level that it leads to, and those about a way to another map under the level that it starts from.
"""

from functools import cached_property

from trellis.career_map.grid import grid
from trellis.career_map.lettering import lines_of
from trellis.career_map.network import Line, Link, Network, Stop
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

WIDTH, GUTTER = 352, 32
BROADEST = 120
RING, TIP = 24, 24
SIZE, LEADING, NOTE = 11.5, 14, 14
TOP, PAD = 8, 12
TAG_WIDTH, TAG_HEIGHT, TAG_ROW = 70, 20, 24
FLAG_WIDTH, FLAG_HEIGHT, FLAG_ROW = 62, 22, 30
MOST_LINES = 4


def portrait(network: Network, here: str = "", *, has_notes: bool = False) -> Picture:
    """The map; `here` is flagged, and with `has_notes` there is room beneath every title."""
    return _Portrait(network, here, has_notes=has_notes).picture()


class _Portrait:
    def __init__(self, network: Network, here: str, *, has_notes: bool) -> None:
        self.network, self.here, self.has_notes = network, here, has_notes
        self.grid, self.stops = grid(network), network.stops
        count = max(1, len(network.lines))
        self.step = min(BROADEST, (WIDTH - GUTTER) / count)
        self.rows: dict[int, tuple[float, float]] = {}
        self.height = self._stack()

    def picture(self) -> Picture:
        steps = range(len(self.grid.ranks))
        return Picture(
            is_upright=True,
            width=GUTTER + self.step * len(self.network.lines),
            height=self.height,
            bands=tuple(self._band(step) for step in steps),
            heads=tuple(self._head(at, line) for at, line in enumerate(self.network.lines)),
            rails=tuple(self._rail(line) for line in self.network.lines),
            arrows=tuple(map(self._arrow, self.network.links)),
            stations=tuple(self._station(key) for key in self.grid.in_order()),
            tags=tuple(tag for key in self.stops for tag in self._tags(key)),
            flag=self._flag(),
        )

    @cached_property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """The title of each stop, broken into lines that fit beside its neighbours."""
        room = self.step - 4
        return {
            key: lines_of(stop.title, SIZE, room, MOST_LINES) for key, stop in self.stops.items()
        }

    @cached_property
    def titles(self) -> list[tuple[str, ...]]:
        """The name of each line, broken into lines."""
        return [lines_of(line.title, SIZE, self.step - 4, 2) for line in self.network.lines]

    @cached_property
    def ways(self) -> dict[str, list[tuple[str, str, Stop]]]:
        """What is said under each stop: kind, where the way starts, and where it leads."""
        found: dict[str, list[tuple[str, str, Stop]]] = {}
        for link in self.network.links:
            if link.kind == "lateral" and link.b not in found:
                found[link.b] = [("carry", link.a, self.stops[link.b])]
        for stub in self.network.stubs:
            found.setdefault(stub.at, []).append(("stub", stub.at, stub.to))
        return found

    def _stack(self) -> float:
        """The upper edge and the middle of each step, from the highest down; the whole height."""
        y = float(TOP + LEADING * max(map(len, self.titles), default=0) + PAD)
        for step in reversed(range(len(self.grid.ranks))):
            keys = [key for key, at in self.grid.steps.items() if at == step]
            flag = FLAG_ROW if self.here in keys else 0
            self.rows[step] = (y, y + PAD + flag + RING)
            y += PAD + flag + 2 * RING + max(map(self._below, keys))
        return y + PAD / 2

    def _below(self, key: str) -> float:
        """How much stands under a station."""
        return self._title_height(key) + TAG_ROW * len(self.ways.get(key, ()))

    def _title_height(self, key: str) -> float:
        return LEADING * len(self.texts[key]) + NOTE * self.has_notes

    def _at(self, key: str) -> Point:
        lane = self.grid.lanes[key]
        return GUTTER + self.step * (lane + 0.5), self.rows[self.grid.steps[key]][1]

    def _band(self, step: int) -> Band:
        top, middle = self.rows[step]
        end = self.rows[step - 1][0] if step else self.height
        rank = self.grid.ranks[step]
        label = Label(Box(2, middle - 7, GUTTER - 4, LEADING), (str(rank),), GUTTER / 2)
        width = GUTTER + self.step * len(self.network.lines)
        return Band(rank, Box(0, top, width, end - top), label)

    def _head(self, at: int, line: Line) -> Head:
        x, title = GUTTER + self.step * at, self.titles[at]
        box = Box(x + 2, TOP, self.step - 4, LEADING * len(title))
        return Head(line, Label(box, title, x + self.step / 2), None)

    def _rail(self, line: Line) -> Rail:
        return Rail(line, self._at(line.stops[0].key), self._at(line.stops[-1].key))

    def _station(self, key: str) -> Station:
        (x, y), lines = self._at(key), self.texts[key]
        label = Label(
            Box(x - self.step / 2 + 2, y + RING, self.step - 4, LEADING * len(lines)), lines, x
        )
        box = label.box
        note = Box(box.x, box.y + box.height, box.width, NOTE) if self.has_notes else None
        return Station(self.stops[key], self.network.lines[self.grid.lanes[key]], x, y, label, note)

    def _tags(self, key: str) -> list[Tag]:
        x, y = self._at(key)
        top, width = y + RING + self._title_height(key) + 2, min(TAG_WIDTH, self.step - 4)
        return [
            Tag(kind, at, to, Box(x - width / 2, top + TAG_ROW * row, width, TAG_HEIGHT))
            for row, (kind, at, to) in enumerate(self.ways.get(key, ()))
        ]

    def _flag(self) -> Box | None:
        if self.here not in self.stops:
            return None
        x, y = self._at(self.here)
        width = min(FLAG_WIDTH, self.step - 4)
        return Box(x - width / 2, y - RING - FLAG_ROW + 2, width, FLAG_HEIGHT)

    def _arrow(self, link: Link) -> Arrow:
        return Arrow(link.kind, tuple(self._path(link.a, link.b)), link.is_two_way)

    def _path(self, a: str, b: str) -> list[Point]:
        """Straight to a neighbour; else along the edges of the columns and above the level."""
        (x0, y0), (x1, y1) = self._at(a), self._at(b)
        side = 1 if x1 >= x0 else -1
        out, into = (
            x0 + side * self.step / 2,
            x1 - (side * self.step / 2 if x0 != x1 else -self.step / 2),
        )
        ends = (x0 + side * TIP, y0), (x1 + (TIP if into > x1 else -TIP), y1)
        if out == into and y0 == y1:
            return list(ends)
        above = self.rows[self.grid.steps[b]][0] + PAD / 2
        over = [(out, above), (into, above)] if out != into else []
        return [ends[0], (out, y0), *over, (into, y1), ends[1]]
