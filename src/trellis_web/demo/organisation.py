"""Who works in the demo organisation: an even tree of teams, in four families."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trellis.framework.model import Level
from trellis.framework.resolve import ResolvedFramework
from trellis_web.demo.words import TEAMS, person_name

SIZE = 240
SHARES = {"engineering": 132, "sales": 48, "support": 36, "people": 23}
STORIES = ("building", "nearly", "building", "not enough evidence", "ready", "building")
"""How people do, over and over: every state of readiness occurs in every family."""


@dataclass
class Member:
    """One invented person, before there is a row."""

    name: str
    email: str
    family: str
    level: str
    title: str
    unit: str
    manager: str
    started_on: date
    level_since: date
    story: str
    is_lenient: bool = False


def members(frameworks: dict[str, ResolvedFramework], *, seed: int, today: date) -> list[Member]:
    """The 240 people of the demo, managers before their reports. The same for the same seed."""
    rng = random.Random(seed)
    chief = Member(
        "Ines Duarte",
        "ines.duarte@northfield.example",
        "",
        "",
        "Chief executive",
        "Northfield",
        "",
        today - timedelta(days=3000),
        today - timedelta(days=3000),
        "building",
    )
    people = [chief]
    for family, share in SHARES.items():
        people += _family(frameworks[family], family, share, len(people), chief.email, rng, today)
    _place_the_cast(people, today)
    return people


def _family(
    framework: ResolvedFramework,
    family: str,
    share: int,
    offset: int,
    chief: str,
    rng: random.Random,
    today: date,
) -> list[Member]:
    lead, *rest = _seats(framework, share)
    people = [_member(offset, family, lead, "", chief, "building", rng, today)]
    teams = TEAMS[family]
    heads: dict[str, str] = {}
    for n, level in enumerate(rest, start=1):
        unit = teams[n % len(teams)]
        manager = heads.get(unit, people[0].email)
        member = _member(offset + n, family, level, unit, manager, STORIES[n % 6], rng, today)
        heads.setdefault(unit, member.email)
        people.append(member)
    return people


def _seats(framework: ResolvedFramework, share: int) -> Iterator[Level]:
    """A head, one manager per team, then a pyramid of individual levels."""
    managers = [lv for t, lv in framework.framework.levels() if t.kind == "management"]
    individuals = [lv for t, lv in framework.framework.levels() if t.kind == "individual"]
    yield (managers or individuals)[-1]
    teams = len(TEAMS[framework.framework.id])
    for n in range(teams):
        yield managers[n % (len(managers) - 1)] if len(managers) > 1 else individuals[-2]
    weights = _pyramid(len(individuals), share - 1 - teams)
    for level, count in zip(individuals, weights, strict=True):
        for _ in range(count):
            yield level


def _pyramid(levels: int, people: int) -> list[int]:
    """How many stand at each level: most at the second, few at the top, all of them placed."""
    shape = [3, 6, 5, 3, 2, 1, 1][:levels]
    counts = [max(1, people * part // sum(shape)) for part in shape]
    counts[1] += people - sum(counts)
    return counts


def _member(
    n: int,
    family: str,
    level: Level,
    unit: str,
    manager: str,
    story: str,
    rng: random.Random,
    today: date,
) -> Member:
    name = person_name(n)
    months = 3 if story == "not enough evidence" else rng.randint(16, 34)
    since = today - timedelta(days=30 * months + rng.randint(0, 20))
    return Member(
        name,
        f"{name.lower().replace(' ', '.')}@northfield.example",
        family,
        level.id,
        level.title,
        unit or family.title(),
        manager,
        since - timedelta(days=rng.randint(200, 1500)),
        since,
        story,
    )


def _place_the_cast(people: list[Member], today: date) -> None:
    """Names for those whom the demo introduces, and two managers who rate too high."""
    leaders = {p.manager for p in people}
    tom = next(p for p in people if p.level == "M1")
    _rename(people, tom, "Tom Reyes")
    maya = next(p for p in people if p.manager == tom.email and p.level == "IC2")
    _rename(people, maya, "Maya Okafor")
    maya.story, maya.level_since = "maya", today - timedelta(days=14 * 30 + 12)
    hana = next(p for p in people if p.family == "people" and p.email not in leaders)
    _rename(people, hana, "Hana Sato")
    lenient = [p for p in people if p.email in leaders and p.family and p is not tom]
    for member in lenient[3:5]:
        member.is_lenient = True


def _rename(people: list[Member], member: Member, name: str) -> None:
    email = f"{name.lower().replace(' ', '.')}@northfield.example"
    for report in people:
        if report.manager == member.email:
            report.manager = email
    member.name, member.email = name, email
