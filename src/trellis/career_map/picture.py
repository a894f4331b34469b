"""A map as geometry: boxes, labels, lines and arrows in pixels, before it is drawn."""

from dataclasses import dataclass

from trellis.career_map.network import Line, Stop

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        above = self.y + self.height <= other.y or other.y + other.height <= self.y
        return not (beside or above)


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a box, line under line; `x` is where they start, or their middle."""

    box: Box
    lines: tuple[str, ...]
    x: float

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.box.height / len(self.lines)

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        """The height of the baseline of each line, with its words."""
        first = self.box.y + self.leading * 0.77
        return tuple((first + self.leading * at, line) for at, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Station:
    """A stop in its place; `note` is room for a few words under its title."""

    stop: Stop
    line: Line
    x: float
    y: float
    label: Label
    note: Box | None = None


@dataclass(frozen=True, slots=True)
class Rail:
    """The piece of a line from its first to its last station."""

    line: Line
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link, or the beginning of one, as a path whose corners are rounded."""

    kind: str
    points: tuple[Point, ...]
    is_two_way: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """Room for a few words about a way from the stop `at` to `to`: "carry", "equal" or "stub"."""

    kind: str
    at: str
    to: Stop
    box: Box


@dataclass(frozen=True, slots=True)
class Band:
    """A rank as a strip across the map; `label` heads it."""

    rank: int
    box: Box
    label: Label


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a line; `note` is room for what else is said of it."""

    line: Line
    label: Label
    note: Box | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole map. Stations come in the order in which the Tab key goes: level by level."""

    is_upright: bool
    width: float
    height: float
    bands: tuple[Band, ...]
    heads: tuple[Head, ...]
    rails: tuple[Rail, ...]
    arrows: tuple[Arrow, ...]
    stations: tuple[Station, ...]
    tags: tuple[Tag, ...]
    flag: Box | None

    @property
    def boxes(self) -> list[Box]:
        """Every box that holds words: no two of them overlap."""
        bands = [each.label.box for each in self.bands]
        labels = bands + [each.label.box for each in self.heads]
        labels += [each.label.box for each in self.stations]
        notes = [head.note for head in self.heads if head.note]
        below = [station.note for station in self.stations if station.note]
        flags = [self.flag] if self.flag else []
        return [*labels, *notes, *below, *(tag.box for tag in self.tags), *flags]
