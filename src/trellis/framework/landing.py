"""Where a way back lands: the level last held on the track, or the equivalent one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of, level_of


class Basis(StrEnum):
    """Why somebody lands on a level."""

    EQUIVALENT = "equivalent"
    LAST_HELD = "last_held"
    NAMED = "named"


class NoLanding(StrEnum):
    """Why there is nothing to land on."""

    NOTHING_EQUAL = "nothing-equal"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Held:
    """A level that somebody held: its track as it was called then, or empty."""

    track: str
    level: str


@dataclass(frozen=True, slots=True)
class Landing:
    """A level of the target track, and why it is this one."""

    level: str
    basis: Basis


def landing(
    framework: ResolvedFramework, move: Move, held: Iterable[Held] = ()
) -> Landing | NoLanding:
    """Where the return `move` of `framework` lands for somebody who held `held`, the latest first.

    `last_held` is the latest level held on the track that the move leads to; whoever never held one
    there, such as a manager hired from outside, lands on the equivalent level. Nothing is guessed
    for a level that is retired: somebody has to say which one takes its place.
    """
    track = move.to.rsplit("/", 2)[-2]
    if move.lands_on == "last_held":
        for each in held:
            if each.track == track or (not each.track and _on(framework, each.level) == track):
                return _known(framework, each.level, track, Basis.LAST_HELD)
    if move.lands_on is None:
        return _known(framework, level_of(move.to), track, Basis.NAMED)
    equal = next(_equals(framework, level_of(move.from_), track), None)
    return Landing(equal, Basis.EQUIVALENT) if equal else NoLanding.NOTHING_EQUAL


def _known(
    framework: ResolvedFramework, level: str, track: str, basis: Basis
) -> Landing | NoLanding:
    is_here = _on(framework, level) == track
    return Landing(level, basis) if is_here else NoLanding.RETIRED


def _on(framework: ResolvedFramework, level: str) -> str:
    track = framework.tracks.get(level)
    return track.id if track else ""


def _equals(framework: ResolvedFramework, level: str, track: str) -> Iterator[str]:
    """The levels of a track that count as `level`, in file order."""
    home = framework.framework.id
    for pair in framework.framework.equivalences:
        here = [each for each in (pair.a, pair.b) if family_of(each, home) == home]
        ends = [level_of(each) for each in here]
        if pair.equal and level in ends:
            yield from (each for each in ends if each != level and _on(framework, each) == track)
