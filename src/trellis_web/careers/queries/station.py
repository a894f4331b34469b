"""One station of the career map: what it asks for, what carries over, and the ways to it."""

from dataclasses import dataclass
from datetime import date

from trellis.career_map.network import Stop, key_of
from trellis.framework.model import Level
from trellis.framework.resolve import ResolvedFramework
from trellis_web.careers.queries.atlas import Atlas
from trellis_web.careers.queries.carry_over import Carried, CarryOver
from trellis_web.careers.queries.history import Pace, pace
from trellis_web.frameworks.queries.moves import Way, ways


@dataclass(frozen=True, slots=True)
class WayIn:
    """A move to the station, from `start`. `is_mine`: it starts where the reader stands."""

    way: Way
    start: Stop
    is_mine: bool
    is_equal: bool
    carry: CarryOver | None

    @property
    def needs_no_case(self) -> bool:
        """Whether one just goes: a way back."""
        return self.way.move.kind == "return"


@dataclass(frozen=True, slots=True)
class Lack:
    """A competency of the station that does not carry over yet, and how it stands."""

    name: str
    standing: Carried


@dataclass(frozen=True, slots=True)
class StationPage:
    """What is shown beside the map. `start` is where the pace is counted from."""

    stop: Stop
    family: str
    level: Level
    framework: ResolvedFramework
    state: str
    carry: CarryOver | None
    ways: tuple[WayIn, ...]
    pace: Pace | None
    start: Stop | None
    people: int | None

    @property
    def lacking(self) -> list[Lack]:
        """What does not carry over: what is to be built, and what nobody has looked at."""
        if not self.carry:
            return []
        known, found = self.framework.competency, self.carry.standings.items()
        return [
            Lack(known[each].title, standing)
            for each, standing in found
            if standing is not Carried.CARRIES
        ]

    @property
    def plan(self) -> WayIn | None:
        """The way that a growth plan of the reader can be about."""
        return next((way for way in self.ways if way.is_mine and not way.needs_no_case), None)


def station_page(atlas: Atlas, key: str, *, today: date) -> StationPage:
    """The station with this key, as the reader sees it. One query: what is on record of others.

    Raises `LookupError` for a key that no level has.
    """
    stop = atlas.stops[key]
    family, level = key.split("/", 1)
    framework = atlas.known.frameworks[family]
    found = ways_to(atlas, key)
    start = _start(atlas, found)
    return StationPage(
        stop=stop,
        family=family,
        level=framework.levels[level],
        framework=framework,
        state=_state(atlas, key, found),
        carry=atlas.carry(key),
        ways=found,
        pace=pace(start.key, key, today=today) if start else None,
        start=start,
        people=None if atlas.counts is None else atlas.counts.get(key, 0),
    )


def ways_to(atlas: Atlas, key: str) -> tuple[WayIn, ...]:
    """Every move to a level in words, those from the reader's level first."""
    found = [
        _way_in(atlas, way, start, key)
        for family, framework in atlas.known.frameworks.items()
        for level in _starts(framework, key)
        for way in ways(framework, level)
        if key_of(way.move.to, family) == key and (start := atlas.stops.get(f"{family}/{level}"))
    ]
    return tuple(sorted(found, key=lambda each: not each.is_mine))


def _way_in(atlas: Atlas, way: Way, start: Stop, key: str) -> WayIn:
    carry = atlas.carry(key) if way.move.kind == "lateral" else None
    return WayIn(way, start, start.key == atlas.here, _is_equal(atlas, start.key, key), carry)


def _starts(framework: ResolvedFramework, key: str) -> list[str]:
    """The levels of a family from which moves lead to a level, in file order."""
    home = framework.framework.id
    moves = (each for each in framework.framework.moves if key_of(each.to, home) == key)
    return list(dict.fromkeys(key_of(each.from_, home).split("/", 1)[1] for each in moves))


def _is_equal(atlas: Atlas, a: str, b: str) -> bool:
    """Whether two levels are declared to be one stage: the same pay band."""
    return any(
        {key_of(each.a, family), key_of(each.b, family)} == {a, b}
        for family, framework in atlas.known.frameworks.items()
        for each in framework.framework.equivalences
        if each.equal
    )


def _start(atlas: Atlas, found: tuple[WayIn, ...]) -> Stop | None:
    """Where people come from: the reader's own level, or else by promotion."""
    return next(
        (each.start for each in found if each.is_mine or each.way.move.kind == "promotion"), None
    )


def _state(atlas: Atlas, key: str, found: tuple[WayIn, ...]) -> str:
    """How the level stands towards the reader, in a word that the template knows."""
    if key == atlas.here:
        return "me"
    if key in atlas.next:
        return "next"
    mine = next((each.way.move.kind for each in found if each.is_mine), "")
    return mine or ("held" if key in atlas.held else "")
