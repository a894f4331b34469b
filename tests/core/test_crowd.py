"""Everybody at once, and other thresholds."""

from dataclasses import replace
from decimal import Decimal

import numpy as np

from tests.core.judging import framework
from trellis.framework.model import Move
from trellis.readiness.crowd import Crowd, open_criteria, ready
from trellis.readiness.what_if import changed, thresholds

AVERAGE = {"id": "mean", "average": {"min": 3.5}}
MONTHS = {"id": "time", "months_in_level": {"min": 12}}


def move(*criteria: object) -> Move:
    return framework(list(criteria)).framework.moves[0]  # type: ignore[arg-type]


def crowd(*people: tuple[int, int, int]) -> Crowd:
    """People by how many threes and fours they have, and their months at the level."""
    threes, fours, months = np.array(people, dtype=np.int16).T
    nothing = np.zeros(len(people), dtype=np.int16)
    return Crowd(
        n=len(people),
        expected=nothing + 4,
        at=(nothing, nothing, threes, fours, nothing),
        counts_now=nothing > 0,
        run_months=nothing,
        calibrated=nothing > 0,
        months=months,
    )


EVERYBODY = crowd((2, 2, 12), (3, 1, 12), (0, 4, 11), (1, 1, 30))


def test_who_is_ready_meets_everything_and_has_enough_ratings() -> None:
    assert ready(move(AVERAGE, MONTHS), EVERYBODY).tolist() == [True, False, False, False]


def test_what_is_open_is_counted_criterion_by_criterion() -> None:
    found = {
        slug: int(them.sum()) for slug, them in open_criteria(move(AVERAGE, MONTHS), EVERYBODY)
    }
    assert found == {"mean": 2, "time": 1}


def test_what_stands_in_a_waived_group_is_open_for_nobody_who_has_the_waiver() -> None:
    waived = {"both": np.array([False, True, True, False])}
    rule = move({"id": "both", "all": [AVERAGE, MONTHS]})
    found = dict(open_criteria(rule, replace(EVERYBODY, waived=waived)))
    assert [them.tolist() for them in found.values()] == [
        [False, False, False, True],
        [False, False, False, False],
    ]


def test_another_threshold_changes_that_number_and_no_other() -> None:
    asked = move({"all": [AVERAGE, MONTHS]})
    lower = changed(asked, "mean", Decimal("3.2"))
    assert [leaf.id for leaf in lower.leaves()] == ["mean", "time"]
    assert ready(lower, EVERYBODY).tolist() == [True, True, False, False]
    assert ready(asked, EVERYBODY).tolist() == [True, False, False, False]


def test_the_thresholds_stay_inside_the_scale_and_leave_out_what_rows_cannot_answer() -> None:
    named = {"id": "named", "floor": {"min": 3, "of": ["a"]}}
    found = list(thresholds(move({"id": "mean", "average": {"min": 4.8}}, named, MONTHS)))
    assert [each.criterion for each in found] == ["mean", "time"]
    assert max(found[0].choices) == Decimal("5.0")
    assert [int(each) for each in found[1].choices] == [3, 6, 9, 15, 18, 21]
