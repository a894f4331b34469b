"""Which competencies count as a gap, and which must not."""

import json
from typing import Any

import pytest

from tests.core.judging import cycle, framework
from trellis.readiness.facts import Facts
from trellis.readiness.gaps import standings
from trellis.readiness.standpoint import Standpoint

FLOOR = [{"id": "floor", "floor": {"min": 3}}]


def standing_of_a(*cycles: dict[str, Any], basis: str = "level") -> str:
    """How the competency a stands after these cycles, with a floor of 3."""
    at = framework(FLOOR, competencies=2, basis=basis)
    facts = Facts.read(json.dumps({"cycles": cycles}))
    found = standings(Standpoint.towards(at, at.moves["move"], facts))
    assert [one.competency for one in found] == ["a", "b"]
    return found[0].standing.value


def saw(seq: int, **rating: Any) -> dict[str, Any]:
    return cycle(seq, ratings={"a": rating})


@pytest.mark.parametrize(
    ("cycles", "expected"),
    [
        ([], "not_assessed"),
        ([saw(1, score=3)], "not_assessed"),
        ([saw(1, score=2)], "gap"),
        ([saw(1, score=2, next="shows")], "gap"),
        ([saw(1, score=3, next="shows")], "there"),
        ([saw(1, score=5, next="not_yet")], "gap"),
        ([saw(1, next="no_opportunity")], "no_opportunity"),
        ([saw(1, next="not_yet"), saw(2, next="shows")], "there"),
        ([saw(2, next="not_yet"), saw(1, next="shows")], "gap"),
        ([saw(1, next="shows"), saw(2)], "there"),
        (
            [saw(1, next="shows"), cycle(2, absent=True, ratings={"a": {"next": "not_yet"}})],
            "there",
        ),
    ],
)
def test_a_gap_is_a_low_score_or_a_latest_not_yet(
    cycles: list[dict[str, Any]], expected: str
) -> None:
    assert standing_of_a(*cycles) == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [("novice", "gap"), ("working", "gap"), ("practitioner", "there"), ("expert", "there")],
)
def test_by_steps_a_gap_is_a_step_below_the_one_the_target_expects(
    step: str, expected: str
) -> None:
    assert standing_of_a(saw(1, step=step), basis="step") == expected


def test_a_competency_that_only_the_floor_of_others_covers_has_no_floor() -> None:
    at = framework([{"id": "floor", "floor": {"min": 3, "of": ["b"]}}], competencies=2)
    facts = Facts.read(json.dumps({"cycles": [cycle(1, (1, 1))]}))
    found = standings(Standpoint.towards(at, at.moves["move"], facts))
    assert [one.standing.value for one in found] == ["not_assessed", "gap"]
