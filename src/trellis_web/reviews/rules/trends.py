"""Results over time as small drawings: one for each competency, all on the same days.

Geometry only; a template draws it. What was not rated is a gap in the line, never a zero.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

WIDTH, HEIGHT = 260, 96
"""Pixels of one drawing."""
MARGIN = 16
"""Pixels beside the first and the last day."""
LOWEST, STEP = 62, 12
"""Where a score of 1 is drawn, and how much higher each score above it."""
NEXT_LINE = 84
"""Where the observations of the next level are drawn."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One competency on one occasion. A score of None was not rated."""

    score: int | None = None
    next: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A released result, or a check-in (`is_scored` false), on its day."""

    title: str
    day: date
    level: str
    version: int
    is_scored: bool
    seen: Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class Dot:
    """A score in the drawing."""

    x: float
    y: int
    score: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An observation of the next level in the drawing."""

    x: float
    y: int
    next: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Between two occasions the level changed, or only the version of the framework."""

    x: float
    words: str
    is_level: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The drawing of one competency, and the same in words. `cells` are one for each occasion."""

    slug: str
    name: str
    dots: tuple[Dot, ...]
    lines: tuple[tuple[Dot, Dot], ...]
    marks: tuple[Mark, ...]
    turns: tuple[Turn, ...]
    said: str
    cells: tuple[Seen | None, ...]


def trend(slug: str, name: str, occasions: Sequence[Occasion]) -> Trend:
    """The drawing of one competency over every occasion, the earliest first."""
    cells = tuple(each.seen.get(slug) for each in occasions)
    xs = _places(len(occasions))
    dots = tuple(_dots(cells, xs))
    return Trend(
        slug=slug,
        name=name,
        dots=dots,
        lines=tuple(_lines(cells, occasions, xs)),
        marks=tuple(
            Mark(x, NEXT_LINE, cell.next)
            for cell, x in zip(cells, xs, strict=True)
            if cell and cell.next
        ),
        turns=turns(occasions),
        said=_said(cells, occasions),
        cells=cells,
    )


def turns(occasions: Sequence[Occasion]) -> tuple[Turn, ...]:
    """Where the level or the version is another one than on the occasion before."""
    xs = _places(len(occasions))
    found = zip(pairwise(occasions), pairwise(xs), strict=True)
    return tuple(
        _turn(before, now, (a + b) / 2)
        for (before, now), (a, b) in found
        if (before.level, before.version) != (now.level, now.version)
    )


def _turn(before: Occasion, now: Occasion, x: float) -> Turn:
    if before.level != now.level:
        return Turn(x, now.level, is_level=True)
    return Turn(x, _("v%(n)d") % {"n": now.version}, is_level=False)


def _places(n: int) -> list[float]:
    """Equal steps from the left to the right margin; one alone stands in the middle."""
    if n < 2:
        return [WIDTH / 2] * n
    step = (WIDTH - 2 * MARGIN) / (n - 1)
    return [round(MARGIN + step * at, 1) for at in range(n)]


def _dot(score: int, x: float) -> Dot:
    return Dot(x, LOWEST - STEP * (score - 1), score)


def _dots(cells: Sequence[Seen | None], xs: Sequence[float]) -> Iterator[Dot]:
    for cell, x in zip(cells, xs, strict=True):
        if cell and cell.score is not None:
            yield _dot(cell.score, x)


def _lines(
    cells: Sequence[Seen | None], occasions: Sequence[Occasion], xs: Sequence[float]
) -> Iterator[tuple[Dot, Dot]]:
    """Between neighbouring scores at one level. A round without a score breaks the line."""
    scored = [
        (cell.score if cell else None, occasion.level, x)
        for cell, occasion, x in zip(cells, occasions, xs, strict=True)
        if occasion.is_scored
    ]
    for (a, level, x), (b, now, y) in pairwise(scored):
        if a is not None and b is not None and level == now:
            yield _dot(a, x), _dot(b, y)


def _said(cells: Sequence[Seen | None], occasions: Sequence[Occasion]) -> str:
    """What the drawing shows of the latest level, in one sentence: others had other sentences."""
    pairs = zip(cells, occasions, strict=True)
    scored = [(cell.score, each.level) for cell, each in pairs if cell and cell.score is not None]
    if not scored:
        return _("Not rated yet")
    level = scored[-1][1]
    scores = [score for score, at in scored if at == level]
    words = {"level": level, "first": scores[0], "last": scores[-1], "n": len(scores)}
    if len(scores) == 1:
        return _("At %(level)s: rated %(last)d once") % words
    if len(set(scores)) == 1:
        return _("At %(level)s: %(last)d each of %(n)d times") % words
    return _("At %(level)s: %(first)d at first, %(last)d now") % words
