"""Job titles against the levels that they stand for.

A title claims a level by the words of seniority in it: “Senior” claims the lowest level of the
family one of whose titles has that word. What a family never uses claims nothing.
"""

import re

from trellis.framework.model import Framework, Level

SENIORITY = (
    "chief",
    "director",
    "distinguished",
    "fellow",
    "head",
    "lead",
    "president",
    "principal",
    "senior",
    "staff",
    "vp",
)
"""Words that titles of many companies use for seniority, whatever the function."""

_SHORT = {"sr": "senior", "snr": "senior", "vice": "vp"}


def is_title_of(level: Level, title: str) -> bool:
    """True for one of the titles of a level, whatever its case and spaces; for none at all too."""
    wanted = _plain(title)
    return not wanted or not level.titles or wanted in map(_plain, level.titles)


def seniority(title: str) -> frozenset[str]:
    """The words of seniority in a title."""
    words = (_SHORT.get(word, word) for word in re.findall(r"\w+", title.casefold()))
    return frozenset(words) & frozenset(SENIORITY)


def claimed_level(framework: Framework, title: str) -> Level | None:
    """The level that a title claims: the one that bears it, or the highest of those that its words
    of seniority begin at. None where nothing in the title says a level."""
    levels = sorted((level for _, level in framework.levels()), key=lambda level: level.rank)
    wanted = _plain(title)
    exact = [level for level in levels if wanted in map(_plain, level.titles)]
    if exact:
        return exact[0]
    begins = [_lowest_with(word, levels) for word in sorted(seniority(title))]
    return max((each for each in begins if each), key=lambda level: level.rank, default=None)


def is_inflated(framework: Framework, level: Level, title: str) -> bool:
    """True when a title claims more than the level of whoever bears it."""
    if level.titles and is_title_of(level, title):
        return False
    claimed = claimed_level(framework, title)
    return claimed is not None and claimed.rank > level.rank


def _lowest_with(word: str, levels: list[Level]) -> Level | None:
    return next(
        (level for level in levels if any(word in seniority(t) for t in level.titles)), None
    )


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
