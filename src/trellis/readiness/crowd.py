"""Everybody at once: which criteria a crowd meets, from packed counts and any thresholds.

A third reading of the one tree, for questions of the kind "what if the average were 3.6": it
knows `met` and nothing of `unknown`, so it says who is ready and what is open, never "nearly".
Tested against `trellis.readiness.judge` person by person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trellis.framework.model import Move
from trellis.readiness.criteria import Criterion, Stage
from trellis.readiness.rules import staged, staged_leaves
from trellis.readiness.scores import COVERAGE_PERCENT, SCORES

Numbers = NDArray[Any]
"""Whole numbers, one per person."""
Answers = NDArray[Any]
"""Yes or no, one per person."""


@dataclass(frozen=True)
class Crowd:
    """`n` people who stand at the start of a move, as columns of length `n`.

    `expected` competencies, and how many of them were rated `at` each score from 1 to 5, in the
    latest review; `counts_now` whether the latest cycle shows the next level, `run_months` the
    months of that run, `calibrated`; `months` in the level, -1 where unknown. `own` holds `seen`
    and `have` of criteria that read a row of their own, by id, `waived` who has which waived.
    """

    n: int
    expected: Numbers
    at: tuple[Numbers, Numbers, Numbers, Numbers, Numbers]
    counts_now: Answers
    run_months: Numbers
    calibrated: Answers
    months: Numbers
    own: Mapping[str, tuple[Numbers, Numbers]] = field(default_factory=dict)
    waived: Mapping[str, Answers] = field(default_factory=dict)
    starred: int | None = None
    """How many starred statements the level ahead has; None where it is not known."""

    @property
    def nobody(self) -> Answers:
        """No for each."""
        return np.zeros(self.n, dtype=bool)

    def between(self, low: int, high: int) -> Numbers:
        """How many competencies are rated `low` to `high`, both included."""
        columns = [self.at[score - 1] for score in SCORES if low <= score <= high]
        return sum(columns[1:], columns[0]) if columns else np.zeros(self.n, dtype=np.int16)

    def of_own(self, criterion: Criterion) -> tuple[Numbers, Numbers]:
        """`seen` and `have` of a criterion; zeros where nobody has a row."""
        zeros = np.zeros(self.n, dtype=np.int32)
        return self.own.get(criterion.id or "", (zeros, zeros))


def ready(move: Move, crowd: Crowd) -> Answers:
    """Who meets what is looked at before a case; nobody where people judge."""
    if move.is_judgement:
        return crowd.nobody
    before = staged(move, Stage.BEFORE)
    required = len(before) if move.at_least is None else move.at_least
    reached: Answers = _number([meets(each, crowd) for each in before], crowd) >= required
    return reached


def open_criteria(move: Move, crowd: Crowd) -> Iterator[tuple[str, Answers]]:
    """For each single condition before a case, its id and for whom it is open."""
    excused = dict(_excused(move.criteria, crowd, crowd.nobody))
    for leaf, stage in staged_leaves(move.criteria):
        if stage is Stage.BEFORE:
            yield leaf.id or "", ~(meets(leaf, crowd) | excused[leaf.id or ""])


def _excused(
    criteria: Iterable[Criterion], crowd: Crowd, above: Answers
) -> Iterator[tuple[str, Answers]]:
    """For each single condition, its id and who has a group waived that it stands in."""
    for criterion in criteria:
        if criterion.is_leaf:
            yield criterion.id or "", above
        waived = crowd.waived.get(criterion.id or "", crowd.nobody)
        yield from _excused(criterion.children, crowd, above | waived)


def meets(criterion: Criterion, crowd: Crowd) -> Answers:
    """Who meets a criterion or group before a case; what belongs to the case counts as met."""
    if criterion.effective_stage is Stage.CASE:
        return ~crowd.nobody
    found = _leaf(criterion, crowd) if criterion.is_leaf else _group(criterion, crowd)
    waived = crowd.waived.get(criterion.id or "")
    return found if waived is None else found | waived


def _group(group: Criterion, crowd: Crowd) -> Answers:
    parts = [meets(child, crowd) for child in group.children]
    if group.at_least is not None:
        least = group.at_least.n
    else:
        least = 1 if group.any is not None else len(parts)
    enough: Answers = _number(parts, crowd) >= least
    return enough


def _number(parts: list[Answers], crowd: Crowd) -> Numbers:
    total = np.zeros(crowd.n, dtype=np.int16)
    for part in parts:
        total += part
    return total


def _leaf(leaf: Criterion, crowd: Crowd) -> Answers:
    rated = leaf.average or leaf.floor or leaf.count or leaf.operating_at_next
    if rated:
        return _named(leaf, crowd, len(set(rated.of))) if rated.of else _rated(leaf, crowd)
    if leaf.calibration:
        return crowd.calibrated
    if leaf.months_in_level:
        return crowd.months >= leaf.months_in_level.min
    return _recorded(leaf, crowd)


def _rated(leaf: Criterion, crowd: Crowd) -> Answers:
    """A rule over all expected competencies."""
    if leaf.average:
        rated, total = crowd.between(1, 5), crowd.nobody.astype(np.int32)
        for score, column in zip(SCORES, crowd.at, strict=True):
            total += score * column.astype(np.int32)
        return _reaches(leaf, total, rated, crowd.expected)
    if leaf.floor:
        rated = crowd.between(1, 5)
        is_low = crowd.between(1, leaf.floor.min - 1) > 0
        complete: Answers = ~is_low & (rated > 0) & (rated == crowd.expected)
        return complete
    if leaf.count:
        enough: Answers = crowd.between(leaf.count.min, 5) >= leaf.count.n
        return enough
    quarters = leaf.operating_at_next.quarters if leaf.operating_at_next else 0
    return crowd.counts_now & (crowd.run_months // 3 >= quarters)


def _named(leaf: Criterion, crowd: Crowd, named: int) -> Answers:
    """The same rules over the competencies that the criterion names, from its own row."""
    seen, have = crowd.of_own(leaf)
    if leaf.average:
        return _reaches(leaf, have, seen, named)
    if leaf.floor:
        complete: Answers = (have == named) & (seen == named)
        return complete
    if leaf.count:
        return have >= leaf.count.n
    quarters = leaf.operating_at_next.quarters if leaf.operating_at_next else 0
    # A latest cycle that does not count ends the run: it has no months.
    return (have > 0) & (have // 3 >= quarters)


def _reaches(leaf: Criterion, total: Numbers, rated: Numbers, expected: Numbers | int) -> Answers:
    least = leaf.average.min_x100 if leaf.average else 0
    whole = rated.astype(np.int32)
    covered = (whole > 0) & (whole * 100 >= COVERAGE_PERCENT * np.asarray(expected, np.int32))
    return covered & (total.astype(np.int32) * 100 >= least * whole)


def _recorded(leaf: Criterion, crowd: Crowd) -> Answers:
    seen, have = crowd.of_own(leaf)
    if leaf.metric:
        return have >= leaf.metric.m
    if leaf.statement:
        return have > 0
    if leaf.starred and crowd.starred is not None:
        return (have >= crowd.starred) & (seen - have >= leaf.starred.any)
    if leaf.endorsement:
        return have >= leaf.endorsement.count
    return crowd.nobody
