"""Is the difference between two neighbouring levels in the words? Sentences sorted blindly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import pairwise
from typing import Any

from trellis.framework.model import Statement
from trellis.framework.resolve import Expectation, ResolvedFramework
from trellis.stats import Estimate, binomial_test, wilson

MOST = 5
"""Sentences shown of each of the two levels, so that sorting them takes minutes."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two levels that follow each other on a track, with the sentences to be told apart."""

    below: str
    above: str
    sentences: Mapping[str, Statement]
    levels: Mapping[str, str]

    @property
    def key(self) -> str:
        """The pair as one word."""
        return f"{self.below}/{self.above}"

    def shuffled(self, reader: int) -> list[Statement]:
        """The sentences in an order of the reader's own, the same at each visit."""
        return sorted(self.sentences.values(), key=lambda each: _hash(f"{reader}:{each.id}"))


@dataclass(frozen=True, slots=True)
class Tally:
    """How a pair was sorted.

    `right` of `of` sentences were put to their own level by most readers; ties count for neither.
    `p` is the exact binomial chance of so many or more by guessing, `share` has Wilson's interval.
    `kept` and `moved`: placings of sentences of the lower level, then of the upper one.
    """

    below: str
    above: str
    readers: int
    right: int
    of: int
    p: float
    share: Estimate
    below_kept: int
    below_moved: int
    above_kept: int
    above_moved: int

    def as_dict(self) -> dict[str, Any]:
        """For storing."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {
            "share": self.share.as_dict()
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Tally":
        """What was stored."""
        return cls(**stored | {"share": Estimate(**stored["share"])})


def neighbours(framework: ResolvedFramework, near: Sequence[str]) -> list[Neighbours]:
    """Each pair of neighbours on a track of which at least one is in `near`."""
    found = []
    for track in framework.framework.tracks:
        levels = [each.id for each in sorted(track.levels, key=lambda level: level.rank)]
        for below, above in pairwise(levels):
            if {below, above} & set(near) and (pair := _pair(framework, below, above)):
                found.append(pair)
    return found


def tally(pair: Neighbours, readers: Sequence[Mapping[str, str]]) -> Tally | None:
    """What the readers made of a pair: by reader, sentence id -> level. None without a majority."""
    votes = {each: [said[each] for said in readers if each in said] for each in pair.sentences}
    right = [2 * said.count(pair.levels[each]) - len(said) for each, said in votes.items()]
    decided = [each for each in right if each]
    if not decided:
        return None
    hits = sum(each > 0 for each in decided)
    kept = {level: _kept(pair, votes, level) for level in (pair.below, pair.above)}
    return Tally(
        pair.below,
        pair.above,
        len(readers),
        hits,
        len(decided),
        binomial_test(hits, len(decided), side="greater"),
        wilson(hits, len(decided)),
        *kept[pair.below],
        *kept[pair.above],
    )


def _kept(pair: Neighbours, votes: Mapping[str, list[str]], level: str) -> tuple[int, int]:
    said = [vote for each, given in votes.items() if pair.levels[each] == level for vote in given]
    return said.count(level), len(said) - said.count(level)


def _pair(framework: ResolvedFramework, below: str, above: str) -> Neighbours | None:
    own, other = _own(framework, below), _own(framework, above)
    shared = own.keys() & other.keys()
    chosen = {
        level: _some({k: v for k, v in found.items() if k not in shared})
        for level, found in ((below, own), (above, other))
    }
    if not all(chosen.values()):
        return None
    return Neighbours(
        below,
        above,
        {each.id: each for found in chosen.values() for each in found},
        {each.id: level for level, found in chosen.items() for each in found},
    )


def _own(framework: ResolvedFramework, level: str) -> dict[str, Statement]:
    """The sentences that are written for this level itself."""
    cells = (framework.cell(each.id, level) for each in framework.competencies)
    written = (cell.statements for cell in cells if cell.expectation is Expectation.EXPECTED)
    return {each.id: each for statements in written for each in statements}


def _some(found: Mapping[str, Statement]) -> list[Statement]:
    return sorted(found.values(), key=lambda each: _hash(each.text))[:MOST]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
