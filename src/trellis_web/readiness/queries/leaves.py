"""One criterion as SQL: the same integers and thresholds as `trellis.readiness.measures`.

Two predicates per criterion. `met`, and `hopeful`: it is met, or nobody knows yet. Unknown is
the difference of the two. Neither is ever NULL: a person without a row has zeros, and `_guarded`
puts the answer for zeros in its place.

Aliases: `p` position, `f` MoveFact of the move, `c<pk>` CriterionFact of a criterion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trellis.readiness.criteria import Average, Criterion, Floor, OperatingAtNext, ScoreCount
from trellis.readiness.scores import COVERAGE_PERCENT, SCORES
from trellis.readiness.standpoint import Standpoint
from trellis_web.readiness.rules import cutoff

OWN_ROW = frozenset({"metric", "statement", "starred", "endorsement"})
"""Kinds that read a CriterionFact; the rated kinds do so only where they name competencies."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Two SQL conditions, never NULL: `met` implies `hopeful`."""

    met: str
    hopeful: str


ALWAYS = Truth("TRUE", "TRUE")
NEVER = Truth("FALSE", "FALSE")
UNKNOWN = Truth("FALSE", "TRUE")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a criterion is compiled against: the move, the keys of its criteria, the day."""

    at: Standpoint
    keys: Mapping[str, int]
    today: date


@dataclass(frozen=True, slots=True)
class _Scores:
    """The scores of the latest review as SQL: of all expected competencies, or of those named.

    `named` is how many those are. A MoveFact knows how many were expected of its person: they may
    have been rated under another version.
    """

    alias: str
    of_all: bool
    named: int

    @property
    def expected(self) -> str:
        return f"{self.alias}.n_expected" if self.of_all else str(self.named)

    @property
    def rated(self) -> str:
        return self._counts(1, 5) if self.of_all else f"{self.alias}.seen"

    @property
    def total(self) -> str:
        if not self.of_all:
            return f"{self.alias}.have"
        return "(" + " + ".join(f"{score} * {self.alias}.n{score}" for score in SCORES) + ")"

    def reaching(self, score: int) -> str:
        return self._counts(score, 5) if self.of_all else f"{self.alias}.have"

    def below(self, score: int) -> str:
        if not self.of_all:
            return f"({self.alias}.seen - {self.alias}.have)"
        return self._counts(1, score - 1)

    def _counts(self, first: int, last: int) -> str:
        names = [f"{self.alias}.n{score}" for score in SCORES[first - 1 : last]]
        return f"({' + '.join(names or ['0'])})"


def reads_own_row(leaf: Criterion) -> bool:
    """Whether a criterion reads a CriterionFact."""
    rule = leaf.average or leaf.floor or leaf.count or leaf.operating_at_next
    return leaf.kind in OWN_ROW or bool(rule and rule.of)


def reads_move_row(leaf: Criterion) -> bool:
    """Whether a criterion reads the MoveFact."""
    rule = leaf.average or leaf.floor or leaf.count or leaf.operating_at_next
    return leaf.calibration is not None or bool(rule and not rule.of)


def truth(leaf: Criterion, ground: Ground) -> Truth:
    """The two predicates of a single condition, waivers left out."""
    row = f"c{ground.keys[leaf.id or '']}"
    if leaf.average or leaf.floor or leaf.count:
        return _rated(leaf, ground, row)
    if leaf.operating_at_next:
        return _next_level(leaf.operating_at_next, row)
    if leaf.months_in_level:
        reached = f"p.level_since <= '{cutoff(ground.today, leaf.months_in_level.min)}'"
        return _guarded(reached, reached)
    if leaf.starred:
        return _starred(leaf.starred.any, ground.at, row)
    if leaf.calibration:
        return Truth("COALESCE(f.calibrated, FALSE)", "TRUE")
    needed = _needed(leaf)
    return UNKNOWN if needed is None else _counted(row, needed)


def _needed(leaf: Criterion) -> int | None:
    """How much a recorded criterion must have; None for plain text, which nothing measures."""
    if leaf.metric:
        return leaf.metric.m
    if leaf.endorsement:
        return leaf.endorsement.count
    return 1 if leaf.statement else None


def _rated(leaf: Criterion, ground: Ground, row: str) -> Truth:
    rule: Average | Floor | ScoreCount | None = leaf.average or leaf.floor or leaf.count
    of = rule.of if rule else ()
    scores = _Scores(row if of else "f", not of, len(ground.at.expected(of)))
    if leaf.average:
        return _average(leaf.average, scores)
    if leaf.floor:
        return _floor(leaf.floor, scores)
    return _count(leaf.count, scores) if leaf.count else UNKNOWN


def _average(rule: Average, scores: _Scores) -> Truth:
    covered = (
        f"{scores.rated} > 0 AND {scores.rated} * 100 >= {COVERAGE_PERCENT} * {scores.expected}"
    )
    high = f"{scores.total} * 100 >= {rule.min_x100} * {scores.rated}"
    return _guarded(f"{covered} AND {high}", f"NOT ({covered}) OR {high}")


def _floor(rule: Floor, scores: _Scores) -> Truth:
    good = scores.reaching(rule.min)
    complete = f"{good} > 0 AND {good} >= {scores.expected}"
    return _guarded(complete, f"{scores.below(rule.min)} = 0")


def _count(rule: ScoreCount, scores: _Scores) -> Truth:
    enough = f"{scores.reaching(rule.min)} >= {rule.n}"
    possible = f"{scores.expected} - {scores.below(rule.min)} >= {rule.n}"
    return _guarded(enough, possible, UNKNOWN if scores.named >= rule.n else NEVER)


def _next_level(rule: OperatingAtNext, row: str) -> Truth:
    months = 3 * rule.quarters
    if rule.of:
        return _counted(row, months)
    enough = f"f.run_months >= {months}"
    return Truth(f"COALESCE({enough}, FALSE)", f"(f.counts_now IS NULL OR {enough})")


def _starred(others: int, at: Standpoint, row: str) -> Truth:
    if at.starred is None:
        return UNKNOWN
    total = len(at.starred)
    confirmed = f"{row}.have >= {total} AND {row}.seen - {row}.have >= {others}"
    nothing_asked = total == others == 0
    return _guarded(
        confirmed, f"{row}.seen = 0 OR {confirmed}", ALWAYS if nothing_asked else UNKNOWN
    )


def _counted(row: str, needed: int) -> Truth:
    enough = f"{row}.have >= {needed}"
    return _guarded(enough, f"{row}.seen = 0 OR {enough}")


def _guarded(met: str, hopeful: str, zero: Truth = UNKNOWN) -> Truth:
    """Both conditions, with the answers of `zero` where there is no row."""
    return Truth(f"COALESCE({met}, {zero.met})", f"COALESCE({hopeful}, {zero.hopeful})")
