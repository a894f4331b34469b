"""Whether both careers of a framework lead equally far: the parity audit.

Reads the document alone: the tops of the individual and the management tracks by rank, band and
equivalence, how many individual levels there are from the first management level on, and whether
there is a way into management and a way back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from trellis.framework.model import Equivalence, Framework, Level, Move
from trellis.framework.resolve import level_of
from trellis.readiness.sentences import Sentence, say, say_n

FEWEST_ABOVE = 3
"""Individual levels that a career needs from the first management level on."""


class Answer(StrEnum):
    """How a question is answered; `unsaid` where the file does not say."""

    NO = "no"
    UNSAID = "unsaid"
    YES = "yes"

    @classmethod
    def of(cls, *, is_so: bool) -> "Answer":
        """Yes or no."""
        return cls.YES if is_so else cls.NO


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the audit: `code` names it, `says` answers it with the figures."""

    code: str
    answer: Answer
    says: Sentence


@dataclass(frozen=True)
class Parity:
    """The audit of one framework. Without both kinds of tracks there is nothing to compare."""

    framework: Framework

    @cached_property
    def individual(self) -> tuple[Level, ...]:
        """The levels of the individual tracks, lowest rank first."""
        return self._levels("individual")

    @cached_property
    def management(self) -> tuple[Level, ...]:
        """The levels of the management tracks, lowest rank first."""
        return self._levels("management")

    @property
    def is_comparable(self) -> bool:
        """Whether the framework has individual and management levels."""
        return bool(self.individual and self.management)

    @property
    def ranks_above(self) -> int:
        """How many individual ranks there are at the first management rank and above."""
        first = self.management[0].rank
        return len({level.rank for level in self.individual if level.rank >= first})

    @cached_property
    def ways_in(self) -> tuple[Move, ...]:
        """The moves from an individual level to a management level."""
        return self._between(self.individual, self.management)

    @cached_property
    def ways_back(self) -> tuple[Move, ...]:
        """The moves from a management level to an individual one."""
        return self._between(self.management, self.individual)

    @cached_property
    def unequal(self) -> tuple[tuple[Level, Level], ...]:
        """Levels that are said to be equal, and stand in different bands."""
        return tuple((a, b) for a, b in self._pairs if a.band and b.band and a.band != b.band)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every question with its answer; none where there is nothing to compare."""
        if not self.is_comparable:
            return ()
        return (self._tops(), self._bands(), self._above(), self._in(), self._back(), self._equal())

    @property
    def open(self) -> tuple[Check, ...]:
        """What is not answered with yes."""
        return tuple(check for check in self.checks if check.answer is not Answer.YES)

    def _tops(self) -> Check:
        top, other = self.individual[-1], self.management[-1]
        says = say(
            "The individual career ends with {individual} at rank {rank}, management with "
            "{management} at rank {other}.",
            individual=top.id,
            rank=top.rank,
            management=other.id,
            other=other.rank,
        )
        return Check("tops", Answer.of(is_so=top.rank >= other.rank), says)

    def _bands(self) -> Check:
        top, other = self.individual[-1], self.management[-1]
        said = self._said(top, other)
        if top.band and other.band:
            says = say(
                "{individual} is in band {band}, {management} in band {other}.",
                individual=top.id,
                band=top.band,
                management=other.id,
                other=other.band,
            )
            return Check("top-bands", Answer.of(is_so=top.band == other.band), says)
        if said is not None:
            template = (
                "The file says that {a} and {b} are equal."
                if said.equal
                else "The file says that {a} and {b} are not equal."
            )
            return Check(
                "top-bands", Answer.of(is_so=said.equal), say(template, a=top.id, b=other.id)
            )
        says = say("Neither bands nor an equivalence say how {a} and {b} compare.", a=top.id,
                   b=other.id)  # fmt: skip
        return Check("top-bands", Answer.UNSAID, says)

    def _above(self) -> Check:
        says = say_n(
            "{n} individual level stands beside or above the first management level; a career "
            "needs {fewest}.",
            "{n} individual levels stand beside or above the first management level; a career "
            "needs {fewest}.",
            self.ranks_above,
            fewest=FEWEST_ABOVE,
        )
        return Check("levels-above", Answer.of(is_so=self.ranks_above >= FEWEST_ABOVE), says)

    def _in(self) -> Check:
        return _ways("way-in", self.ways_in, self.framework.moves, "management")

    def _back(self) -> Check:
        return _ways("way-back", self.ways_back, self.framework.moves, "the individual track")

    def _equal(self) -> Check:
        if not self._pairs:
            return Check("equal-bands", Answer.UNSAID, say("No levels are said to be equal."))
        if self.unequal:
            pairs = ", ".join(f"{a.id} ({a.band}) / {b.id} ({b.band})" for a, b in self.unequal)
            says = say("Said to be equal, and in different bands: {pairs}.", pairs=pairs)
            return Check("equal-bands", Answer.NO, says)
        if not all(a.band and b.band for a, b in self._pairs):
            says = say("Not every level that is said to be equal has a band.")
            return Check("equal-bands", Answer.UNSAID, says)
        says = say_n("The one pair of equal levels shares a band.",
                     "All {n} pairs of equal levels share a band.", len(self._pairs))  # fmt: skip
        return Check("equal-bands", Answer.YES, says)

    @cached_property
    def _pairs(self) -> tuple[tuple[Level, Level], ...]:
        """Equal levels of this file."""
        known = {level.id: level for _, level in self.framework.levels()}
        ends = ((level_of(p.a), level_of(p.b)) for p in self.framework.equivalences if p.equal)
        return tuple((known[a], known[b]) for a, b in ends if a in known and b in known)

    def _said(self, a: Level, b: Level) -> Equivalence | None:
        wanted = {a.id, b.id}
        pairs = self.framework.equivalences
        return next((p for p in pairs if {level_of(p.a), level_of(p.b)} == wanted), None)

    def _levels(self, kind: str) -> tuple[Level, ...]:
        found = (level for track, level in self.framework.levels() if track.kind == kind)
        return tuple(sorted(found, key=lambda level: level.rank))

    def _between(self, start: Iterable[Level], end: Iterable[Level]) -> tuple[Move, ...]:
        starts, ends = {level.id for level in start}, {level.id for level in end}
        moves = self.framework.moves
        return tuple(m for m in moves if level_of(m.from_) in starts and level_of(m.to) in ends)


def _ways(code: str, found: tuple[Move, ...], moves: tuple[Move, ...], to: str) -> Check:
    """Whether moves lead there; a file without any move says nothing about it."""
    if not moves:
        return Check(code, Answer.UNSAID, say("The file names no moves at all."))
    if not found:
        return Check(code, Answer.NO, say("No move leads to {to}.", to=to))
    ids = ", ".join(move.id for move in found)
    says = say_n("{n} move leads to {to}: {ids}.", "{n} moves lead to {to}: {ids}.", len(found),
                 to=to, ids=ids)  # fmt: skip
    return Check(code, Answer.YES, says)
