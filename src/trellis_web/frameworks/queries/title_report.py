"""Title inflation: how many bear a title above their level. Counts of levels, never of managers."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from trellis.framework.formats.csv import guarded
from trellis.framework.model import Level
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.titles import is_inflated, seniority
from trellis.stats import too_small
from trellis_web.frameworks.queries.placements import held
from trellis_web.frameworks.queries.titles import frameworks
from trellis_web.people.models import Person

Known = Mapping[str, ResolvedFramework]
Places = dict[tuple[str, str], Counter[str]]
"""By family and level, how many bear each title."""

HEADINGS = ("family", "level", "title", "people", "above their level", "percent", "titles")


@dataclass(frozen=True, slots=True)
class Share:
    """The people of one level, and how many of them bear a title above it.

    `people` and `above` are None where the group is too small for the reader. `titles` are those
    above, with how many bear each: for HR only.
    """

    family: str
    level: str
    title: str
    people: int | None
    above: int | None
    titles: tuple[tuple[str, int], ...] = ()

    @property
    def percent(self) -> int | None:
        """The share in percent."""
        if not self.people or self.above is None:
            return None
        return round(100 * self.above / self.people)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of seniority: how many bear it, and how many of them stand below its first level."""

    family: str
    word: str
    people: int
    below: int


@dataclass(frozen=True, slots=True)
class Report:
    """The levels in which somebody stands, and for HR the words of seniority."""

    shares: tuple[Share, ...]
    words: tuple[Word, ...]


def report(reader: Person, *, is_hr: bool, today: date) -> Report:
    """Titles against levels of everyone active; others than HR read groups of five and more.

    They are not counted themselves, and where one level of a family is hidden a second one is too,
    so that no total gives it away.
    """
    known = frameworks()
    rows = held(today=today).exclude(title="").filter(family__in=known)
    if not is_hr:
        rows = rows.exclude(person=reader)
    places: Places = {}
    for family, level, title in rows.values_list("family", "level", "title"):
        if level in known[family].levels:
            places.setdefault((family, level), Counter())[title] += 1
    shares = [
        _share(framework, level, places[family, level.id])
        for family, framework in known.items()
        for level in framework.levels.values()
        if (family, level.id) in places
    ]
    return Report(tuple(shares), _words(places, known)) if is_hr else Report(suppressed(shares), ())


def suppressed(shares: list[Share]) -> tuple[Share, ...]:
    """The shares without titles, and without figures of groups that are too small."""
    hidden: set[tuple[str, str]] = set()
    for family in {share.family for share in shares}:
        own = [share for share in shares if share.family == family]
        small = too_small([share.people or 0 for share in own])
        hidden |= {(family, own[index].level) for index in small}
    return tuple(
        replace(s, people=None, above=None, titles=())
        if (s.family, s.level) in hidden
        else replace(s, titles=())
        for s in shares
    )


def as_csv(found: Report) -> bytes:
    """One line for each level; a group that is too small has empty cells."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["family", "level", "title", "people", "above their level", "percent", "titles"]
    )
    for share in found.shares:
        titles = "; ".join(f"{title} ({n})" for title, n in share.titles)
        texts = (share.family, share.level, share.title)
        figures = (share.people, share.above, share.percent)
        writer.writerow([*map(guarded, texts), *figures, guarded(titles)])
    return out.getvalue().encode("utf-8-sig")


def _share(framework: ResolvedFramework, level: Level, titles: Counter[str]) -> Share:
    above = {t: n for t, n in titles.items() if is_inflated(framework.framework, level, t)}
    ranked = tuple(sorted(above.items(), key=lambda each: (-each[1], each[0])))
    family = framework.framework.id
    return Share(family, level.id, level.title, titles.total(), sum(above.values()), ranked)


def _words(places: Places, known: Known) -> tuple[Word, ...]:
    """For each word of seniority, all who bear it and those of them above their level."""
    counts: Counter[tuple[str, str]] = Counter()
    below: Counter[tuple[str, str]] = Counter()
    for (family, level_id), titles in places.items():
        framework = known[family]
        for title, n in titles.items():
            inflated = is_inflated(framework.framework, framework.levels[level_id], title)
            for word in seniority(title):
                counts[family, word] += n
                below[family, word] += n * inflated
    return tuple(Word(*key, n, below[key]) for key, n in sorted(counts.items()))
