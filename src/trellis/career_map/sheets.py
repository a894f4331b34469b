"""How a network is divided into maps: what is around one family, or everything in parts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trellis.career_map.network import Line, Network, Stub

MOST_LINES = 8
MOST_RANKS = 8


def around(whole: Network, family: str) -> Network:
    """A family with the lines that its moves lead to, and those moves alone."""
    links = tuple(link for link in whole.links if _family(link.a) == family)
    linked = {end for link in links for end in (link.a, link.b)}
    own = [line for line in whole.lines if line.family == family]
    others = (line for line in whole.lines if line.family != family)
    reached = [line for line in others if any(stop.key in linked for stop in line.stops)]
    return part(Network(whole.lines, links), [*own, *reached][: max(MOST_LINES, len(own))])


def sheets(whole: Network, lines: int = MOST_LINES, ranks: int = MOST_RANKS) -> tuple[Network, ...]:
    """The network on one map, or else on one for each family.

    None has more than `lines` lines and `ranks` ranks; a link that leaves its map is a stub there.
    """
    if _fits(whole.lines, lines, ranks):
        return (whole,)
    families = dict.fromkeys(line.family for line in whole.lines)
    own = ([line for line in whole.lines if line.family == family] for family in families)
    return tuple(part(whole, cut) for each in own for cut in _cuts(each, lines, ranks))


def part(whole: Network, lines: Sequence[Line]) -> Network:
    """The map of some lines: the links between their stops, and stubs for those that leave."""
    here, stops = Network(tuple(lines)).stops, whole.stops
    ways = [(link.a, link.b) for link in whole.links]
    ways += [(link.b, link.a) for link in whole.links if link.is_two_way]
    stubs = (Stub(a, stops[b]) for a, b in ways if a in here and b not in here)
    inside = (link for link in whole.links if link.a in here and link.b in here)
    return Network(_toned(lines), tuple(inside), (*whole.stubs, *stubs))


def _toned(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with tones of their own on this map, family by family as their authors count."""
    families = list(dict.fromkeys(line.family for line in lines))
    order = sorted(lines, key=lambda line: (families.index(line.family), line.tone))
    return tuple(replace(line, tone=order.index(line)) for line in lines)


def _fits(lines: Sequence[Line], most_lines: int, most_ranks: int) -> bool:
    return len(lines) <= most_lines and len(_ranks(lines)) <= most_ranks


def _ranks(lines: Sequence[Line]) -> list[int]:
    return sorted({stop.rank for line in lines for stop in line.stops})


def _cuts(lines: list[Line], most_lines: int, most_ranks: int) -> Iterator[list[Line]]:
    """Pieces that fit on a map: by rank, and then by line."""
    ranks = _ranks(lines)
    for at in range(0, len(ranks), most_ranks):
        among = set(ranks[at : at + most_ranks])
        cut = [_between(line, among) for line in lines]
        there = [line for line in cut if line.stops]
        for first in range(0, len(there), most_lines):
            yield there[first : first + most_lines]


def _between(line: Line, ranks: set[int]) -> Line:
    return replace(line, stops=tuple(stop for stop in line.stops if stop.rank in ranks))


def _family(key: str) -> str:
    return key.split("/", 1)[0]
