"""The two levels of a comparison as an address names them, and all that can be chosen.

`IC2` is a level of the family that is open; `data/D2` (or `data/ic/D2`) is one of another family.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet

from trellis.framework.model import Level
from trellis.framework.resolve import ResolvedFramework
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.comparison import Comparison, compare, partner
from trellis_web.frameworks.queries.matrix import levels_of
from trellis_web.frameworks.queries.reading import Reading, of_family
from trellis_web.frameworks.queries.versions import resolved

Options = list[tuple[str, list[tuple[str, Level]]]]
"""Groups of levels, each with the words that stand for it in an address."""


@dataclass(frozen=True, slots=True)
class Side:
    """One level of a comparison. `ref` stands for it in the address, `pin` keeps its version."""

    ref: str
    slug: str
    pin: str
    framework: ResolvedFramework
    level: Level

    @property
    def language(self) -> str:
        """The language of its sentences."""
        return self.framework.framework.language


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels and their comparison."""

    a: Side
    b: Side
    comparison: Comparison

    @property
    def is_one_family(self) -> bool:
        """True when both levels are of one family."""
        return self.a.slug == self.b.slug


def pair(opened: Reading, versions: "QuerySet[Version]", a: str, b: str) -> Pair | None:
    """The levels that the address names, or the reader's own and the one that it leads to.

    `versions` are those that the reader may see. None where a level or a family is not there.
    """
    levels = opened.framework.levels
    first = _side(opened, versions, a or opened.mine or next(iter(levels), ""))
    if first is None:
        return None
    near = partner(first.framework, first.level.id)
    home = first.slug == opened.version.family.slug
    second = _side(opened, versions, b or (near if home else f"{first.slug}/{near}"))
    if second is None:
        return None
    found = compare(first.framework, first.level.id, second.level.id, second.framework)
    return Pair(first, second, found)


def options(opened: Reading, versions: "QuerySet[Version]") -> Options:
    """Every level that can be compared, those of the open family first."""
    tracks = opened.framework.framework.tracks
    here = [(t.title, [(each.id, each) for each in levels_of(t)]) for t in tracks]
    rows = current(versions).exclude(family=opened.version.family).order_by("family__title")
    return here + [group for version in rows for group in _options_of(version)]


def current(versions: "QuerySet[Version]") -> "QuerySet[Version]":
    """The current ones of these versions, without their text."""
    return versions.filter(pk=F("family__current")).select_related("family").defer("text")


def _options_of(version: Version) -> Iterator[tuple[str, list[tuple[str, Level]]]]:
    slug, framework = version.family.slug, resolved(version).framework
    for track in framework.tracks:
        chosen = [(f"{slug}/{level.id}", level) for level in levels_of(track)]
        yield f"{framework.title}: {track.title}", chosen


def _side(opened: Reading, versions: "QuerySet[Version]", ref: str) -> Side | None:
    """The level of the open version, or of the current one of another family."""
    *where, level = ref.split("/")
    slug = opened.version.family.slug
    known = {slug, *(track.id for track in opened.framework.framework.tracks)}
    if level in opened.framework.levels and (not where or where[0] in known):
        found = opened.framework.levels[level]
        return Side(level, slug, opened.pin, opened.framework, found)
    version = of_family(versions, where[0]).first() if where else None
    framework = resolved(version) if version else None
    if version is None or framework is None or level not in framework.levels:
        return None
    other = version.family.slug
    return Side(f"{other}/{level}", other, "", framework, framework.levels[level])
