"""What a map is about: lines of stops, and links between stops. Read from frameworks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trellis.framework.model import Framework, Move, Track
from trellis.framework.resolve import family_of, level_of

KINDS = ("promotion", "crossover", "lateral", "return")
"""Of a link that several moves share, the first of these names it."""

INDIVIDUAL = "individual"
"""The note of a line that is called after its family; the words of a map translate it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A level. `key` is `family/LEVEL`: inside a family, levels have their ids to themselves."""

    key: str
    code: str
    title: str
    rank: int
    family: str

    @property
    def name(self) -> str:
        """Id and title, or the id alone."""
        return self.code if self.title == self.code else f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class Line:
    """A track: its stops from the lowest rank up. `tone` counts tracks as their authors do.

    `family` is the id of its family; `title` and `note` name the line.
    """

    family: str
    title: str
    note: str
    tone: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from `a` to `b`, and from `b` to `a` where `is_two_way`.

    `kind` is that of the move, or "equal": both ways are open between levels that count as one.
    """

    a: str
    b: str
    kind: str
    is_two_way: bool = False


@dataclass(frozen=True, slots=True)
class Stub:
    """A link that leaves the map: the key of the stop that it starts from, and where it leads."""

    at: str
    to: Stop


@dataclass(frozen=True, slots=True)
class Network:
    """What one map shows."""

    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    stubs: tuple[Stub, ...] = ()

    @property
    def stops(self) -> dict[str, Stop]:
        """Every stop by its key, line by line."""
        return {stop.key: stop for line in self.lines for stop in line.stops}


def key_of(ref: str, home: str) -> str:
    """`family/LEVEL` for a reference in a file of the family `home`."""
    return f"{family_of(ref, home)}/{level_of(ref)}"


def network(frameworks: Iterable[Framework]) -> Network:
    """The lines and links of several families, in their order.

    The order of the authors is kept, except that the management tracks of a family stand first:
    they hang above its other tracks. A promotion to the next stop is the line itself; a move to a
    family that is not among these leads nowhere and is left out.
    """
    known = list(frameworks)
    lines = tuple(_lines(known))
    return Network(lines, tuple(_links(known, lines)))


def _lines(frameworks: list[Framework]) -> Iterator[Line]:
    tones = {
        (framework.id, track.id): tone
        for tone, (framework, track) in enumerate(
            (framework, track) for framework in frameworks for track in framework.tracks
        )
    }
    for framework in frameworks:
        for track in sorted(framework.tracks, key=lambda each: each.kind != "management"):
            if track.levels:
                yield _line(framework, track, tones[framework.id, track.id])


def _line(framework: Framework, track: Track, tone: int) -> Line:
    """A line called after its family, and noted as individual, where no other is individual."""
    stops = tuple(
        Stop(f"{framework.id}/{each.id}", each.id, each.title, each.rank, framework.title)
        for each in sorted(track.levels, key=lambda level: level.rank)
    )
    individual = [each for each in framework.tracks if each.kind == "individual"]
    is_only = individual == [track]
    title = framework.title if is_only else track.title
    return Line(framework.id, title, INDIVIDUAL if is_only else framework.title, tone, stops)


def _links(frameworks: list[Framework], lines: tuple[Line, ...]) -> Iterator[Link]:
    places = {stop.key: (line, at) for line in lines for at, stop in enumerate(line.stops)}
    pairs: dict[frozenset[str], list[tuple[str, str, Move]]] = {}
    for framework in frameworks:
        for move in framework.moves:
            a, b = key_of(move.from_, framework.id), key_of(move.to, framework.id)
            if a in places and b in places and a != b and not _is_step(places[a], places[b], move):
                pairs.setdefault(frozenset((a, b)), []).append((a, b, move))
    equal = _equal(frameworks)
    for pair, moves in pairs.items():
        yield _link(moves, is_equal=pair in equal)


def _is_step(a: tuple[Line, int], b: tuple[Line, int], move: Move) -> bool:
    """Whether a move is the piece of a line between two of its stops."""
    return move.kind == "promotion" and a[0] is b[0] and b[1] == a[1] + 1


def _link(moves: list[tuple[str, str, Move]], *, is_equal: bool) -> Link:
    a, b, _first = moves[0]
    is_two_way = any(start == b for start, _end, _move in moves)
    kinds = {move.kind for _start, _end, move in moves}
    kind = next(each for each in KINDS if each in kinds)
    return Link(a, b, "equal" if is_equal and is_two_way else kind, is_two_way)


def _equal(frameworks: list[Framework]) -> set[frozenset[str]]:
    return {
        frozenset((key_of(each.a, framework.id), key_of(each.b, framework.id)))
        for framework in frameworks
        for each in framework.equivalences
        if each.equal
    }
