"""The career map of one reader: which levels it shows, and how they stand towards the reader."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from trellis.career_map.network import Line, Network, Stop, key_of, network
from trellis.career_map.sheets import MOST_LINES, around, sheets
from trellis_web.careers.queries.carry_over import CarryOver, Holder, Role
from trellis_web.careers.queries.published import Published
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.versions import resolved

PHONE_LINES = 4
"""How many lines stand side by side on a phone."""
Pins = tuple[tuple[int, str], ...]
"""Keys and digests of versions: a digest tells databases apart."""


@dataclass(frozen=True)
class Atlas:
    """The frameworks in force as maps, for a reader who may hold a level of one of them.

    `held` are the keys of the levels that they held; `counts` are people by the key of a level,
    where the reader manages people and asked for them.
    """

    known: Published
    holder: Holder | None
    held: frozenset[str] = frozenset()
    is_whole: bool = False
    counts: dict[str, int] | None = None
    _carried: dict[str, CarryOver] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The family of the reader; empty for somebody without a published level."""
        return self.holder.role.framework.framework.id if self.holder else ""

    @property
    def here(self) -> str:
        """The key of the level of the reader, or empty."""
        return f"{self.family}/{self.holder.role.level}" if self.holder else ""

    @property
    def shows_all(self) -> bool:
        """Whether every family is shown: asked for, or there is nowhere to start from."""
        return self.is_whole or not self.family

    @cached_property
    def next(self) -> tuple[str, ...]:
        """The keys of the levels that a promotion leads to from the reader's."""
        if not self.holder:
            return ()
        moves = self.known.frameworks[self.family].moves_from(self.holder.role.level)
        return tuple(key_of(m.to, self.family) for m in moves if m.kind == "promotion")

    @cached_property
    def whole(self) -> Network:
        """Every line of every family."""
        return _network(_pins(self.known))

    @cached_property
    def stops(self) -> dict[str, Stop]:
        """Every level of every family by its key."""
        return self.whole.stops

    @property
    def start(self) -> str:
        """The level that is open at first: the next one, the reader's own, or the first of all."""
        wanted = [*self.next, self.here, *(line.stops[0].key for line in self.lines)]
        return next((key for key in wanted if key in self.stops), "")

    @property
    def maps(self) -> tuple[Network, ...]:
        """What each map for a wide page shows."""
        return _maps(_pins(self.known), "" if self.shows_all else self.family, MOST_LINES)

    @property
    def tall_maps(self) -> tuple[Network, ...]:
        """The same for a phone, with fewer lines on each."""
        return _maps(_pins(self.known), "" if self.shows_all else self.family, PHONE_LINES)

    @property
    def lines(self) -> list[Line]:
        """Every line that is shown."""
        return [line for each in self.maps for line in each.lines]

    @property
    def families(self) -> list[tuple[str, str]]:
        """Id and title of each family that is shown."""
        ids = dict.fromkeys(line.family for line in self.lines)
        return [(each, self.known.title(each)) for each in ids]

    def carry(self, key: str) -> CarryOver | None:
        """What the reader would bring along to a level; None at their own or without a level."""
        if not self.holder or key == self.here:
            return None
        if key not in self._carried:
            family, level = key.split("/", 1)
            self._carried[key] = self.holder.towards(Role(self.known.frameworks[family], level))
        return self._carried[key]


def _pins(known: Published) -> Pins:
    return tuple((version.pk, version.digest) for version in known.versions.values())


@lru_cache(maxsize=16)
def _network(pins: Pins) -> Network:
    versions = (Version(pk=pk, digest=digest) for pk, digest in pins)
    return network(resolved(version).framework for version in versions)


@lru_cache(maxsize=256)
def _maps(pins: Pins, family: str, lines: int) -> tuple[Network, ...]:
    """The maps of everything, or of what is around one family."""
    whole = _network(pins)
    return sheets(around(whole, family) if family else whole, lines)
