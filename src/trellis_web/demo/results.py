"""Five half-year cycles of released results, rated by managers who are not all alike."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trellis.framework.resolve import ResolvedFramework
from trellis_web.demo.organisation import Member
from trellis_web.demo.words import REASONS

CYCLES = 5
MAYA = {"system-design": 2, "operational-excellence": 2}
PROFILES: dict[str, tuple[tuple[int, ...], float]] = {
    "ready": ((4, 4, 4, 5, 3, 4), 0.95),
    "nearly": ((4, 3, 4, 4, 3, 4), 0.85),
    "building": ((3, 3, 2, 4, 3, 3), 0.35),
    "not enough evidence": ((3, 3, 4), 0.5),
}
"""Scores that occur, and how often the next level shows, for each story."""


@dataclass(frozen=True, slots=True)
class Half:
    """A half-year."""

    seq: int
    title: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Said:
    """What a manager said of one competency."""

    competency: str
    score: int | None
    next: str
    reason: str


def halves(today: date, count: int = CYCLES) -> list[Half]:
    """The last completed half-years before `today`, oldest first."""
    found: list[Half] = []
    year, second = today.year, today.month > 6
    while len(found) < count:
        year, second = (year, False) if second else (year - 1, True)
        start = date(year, 7 if second else 1, 1)
        end = date(year, 12, 31) if second else date(year, 6, 30)
        title = f"{'Second' if second else 'First'} half {year}"
        found.append(Half(count - len(found), title, start, end))
    return found[::-1]


def level_at(member: Member, framework: ResolvedFramework, day: date) -> str:
    """The level on `day`: the present one, the one below it before, or none before joining."""
    if day >= member.level_since:
        return member.level
    track = framework.tracks[member.level]
    below = [lv.id for lv in track.levels if lv.rank < framework.levels[member.level].rank]
    return below[-1] if below and day >= member.started_on else ""


def said(
    member: Member,
    framework: ResolvedFramework,
    level: str,
    half: Half,
    *,
    is_lenient: bool,
    rng: random.Random,
) -> Iterator[Said]:
    """The ratings of one person in one half-year."""
    scores, shows = PROFILES.get(member.story, PROFILES["nearly"])
    for competency in framework.expected(level):
        score = rng.choice(scores)
        if is_lenient and rng.random() < 0.7:
            score = min(5, score + 1)
        observed = "shows" if rng.random() < shows else rng.choice(("not_yet", "no_opportunity"))
        if member.story == "maya":
            score, observed = _maya(competency, half)
        if rng.random() < 0.02 and member.story not in ("maya", "ready"):
            yield Said(competency, None, "", "")
        else:
            yield Said(competency, score, observed, REASONS.get(score, ""))


def _maya(competency: str, half: Half) -> tuple[int, str]:
    if competency in MAYA:
        return MAYA[competency], "not_yet"
    return (4 if len(competency) % 2 else 3), "shows" if half.seq == CYCLES else "not_yet"


def released_at(half: Half, now: datetime) -> datetime:
    """The afternoon on which the results of a half-year were released."""
    day = half.to_on
    return now.replace(year=day.year, month=day.month, day=min(day.day, 28), hour=15, minute=0)


def lenient(members: Sequence[Member]) -> set[str]:
    """Addresses of the managers who rate 0.7 too high."""
    return {member.email for member in members if member.is_lenient}
