"""The route in the head of a home page, as geometry: the level before, you, the next, further."""

from dataclasses import dataclass
from textwrap import wrap

from trellis.framework.model import Level
from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis_web.frameworks.queries.matrix import levels_of

STEP = 126
"""Pixels from one station to the next."""
MARGIN = 58
"""Pixels beside the first and the last station."""
LINE, ABOVE = 118, 46
"""Heights of the line and of the branch above it."""
NARROWEST = 436
"""Pixels: two stations are not drawn larger than four."""
MARK = 50
"""Where the mark above the person begins."""
LINE_HEIGHT = 18
WIDTH = 12
"""Characters of a title on one line."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text below (or above) a station."""

    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Station:
    """A level on the route. `kind` is done, you, next or further."""

    kind: str
    x: int
    y: int
    code: str
    title: str
    texts: tuple[Text, ...]

    @property
    def note_y(self) -> int:
        """Where a line after the title stands."""
        return max(text.y for text in self.texts) + LINE_HEIGHT + 1


@dataclass(frozen=True, slots=True)
class Route:
    """The stations in order; `further` are at most two, the second on the branch above."""

    width: int
    stations: tuple[Station, ...]

    @property
    def top(self) -> int:
        """The upper edge: above the mark of the person, or above the branch."""
        return min(MARK, *(text.y - LINE_HEIGHT for each in self.stations for text in each.texts))

    @property
    def height(self) -> int:
        """Pixels from the upper edge to below the last text."""
        return max(each.note_y for each in self.stations) + 8 - self.top

    def one(self, kind: str) -> Station | None:
        """The station of a kind."""
        return next((each for each in self.stations if each.kind == kind), None)

    @property
    def done(self) -> Station | None:
        """The level before."""
        return self.one("done")

    @property
    def you(self) -> Station:
        """Where the person stands; every route has it."""
        return next(each for each in self.stations if each.kind == "you")

    @property
    def next(self) -> Station | None:
        """The level that the page is about."""
        return self.one("next")

    @property
    def further(self) -> tuple[Station, ...]:
        """What comes after it."""
        return tuple(each for each in self.stations if each.kind == "further")


def route(
    framework: ResolvedFramework,
    level: str,
    ahead: Level | None = None,
    target: ResolvedFramework | None = None,
) -> Route:
    """The route of somebody at `level`, on the way to `ahead` in the framework `target`."""
    before = _before(framework, level)
    levels = [("done", before), ("you", framework.levels[level]), ("next", ahead)]
    here = [(kind, each) for kind, each in levels if each]
    line = [_station(kind, each, MARGIN + STEP * at, LINE) for at, (kind, each) in enumerate(here)]
    after = _after(target, ahead.id, level) if target and ahead else ()
    x = MARGIN + STEP * len(line)
    ends = [_station("further", each, x, y) for each, y in zip(after, (LINE, ABOVE), strict=False)]
    return Route(max((ends or line)[-1].x + MARGIN, NARROWEST), (*line, *ends))


def _before(framework: ResolvedFramework, level: str) -> Level | None:
    levels = levels_of(framework.tracks[level])
    at = [each.id for each in levels].index(level)
    return levels[at - 1] if at else None


def _after(target: ResolvedFramework, level: str, without: str) -> tuple[Level, ...]:
    """Where one can go from the level ahead, inside its family: promotions first, at most two."""
    home = target.framework.id
    moves = sorted(target.moves_from(level), key=lambda move: move.kind != "promotion")
    found = [level_of(move.to) for move in moves if family_of(move.to, home) == home]
    return tuple(target.levels[each] for each in dict.fromkeys(found) if each != without)[:2]


def _station(kind: str, level: Level, x: int, y: int) -> Station:
    lines = wrap(level.title, WIDTH, break_long_words=False) or [level.id]
    if y == ABOVE:
        top = y - 22 - LINE_HEIGHT * (len(lines) - 1)
    else:
        top = y + (52 if kind in ("you", "next") else 40)
    texts = tuple(Text(top + LINE_HEIGHT * at, words) for at, words in enumerate(lines))
    return Station(kind, x, y, level.id, level.title, texts)
