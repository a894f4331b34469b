"""Next-level behaviour counts in runs of consecutive cycles."""

from typing import Any

import pytest

from tests.core.judging import cycle, judged


def finding(criterion: dict[str, Any], facts: dict[str, Any], **about: Any) -> dict[str, Any]:
    """The one finding of a move with one criterion."""
    (only,) = judged([{"id": "it", **criterion}], facts, **about).as_dict()["findings"]
    return only


def state(criterion: dict[str, Any], facts: dict[str, Any], **about: Any) -> str:
    return str(finding(criterion, facts, **about)["state"])


def review(*scores: int | None, **more: Any) -> dict[str, Any]:
    """Facts of one review with a score for each competency a, b, c ... in turn."""
    return {"cycles": [cycle(1, scores, **more)]}


def observed(*cycles: dict[str, Any]) -> dict[str, Any]:
    return {"cycles": list(cycles)}


NEXT = {"operating_at_next": {"quarters": 2}}
HALF_1: dict[str, Any] = {"from": "2026-01-01", "to": "2026-06-30"}
HALF_2: dict[str, Any] = {"from": "2026-07-01", "to": "2026-12-31"}
QUARTER_1: dict[str, Any] = {"from": "2026-01-01", "to": "2026-03-31"}
QUARTER_2: dict[str, Any] = {"from": "2026-04-01", "to": "2026-06-30"}
SHOWS = {"a": {"next": "shows"}}
NOT_YET = {"a": {"next": "not_yet"}}
NO_CHANCE = {"a": {"next": "no_opportunity"}}


def shows(seq: int, span: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A cycle in which competency a shows the next level."""
    return cycle(seq, ratings=SHOWS, **span, **more)


RUNS: dict[str, tuple[list[dict[str, Any]], str, int | None]] = {
    "a half year is two quarters": ([shows(1, HALF_1)], "met", 2),
    "one quarter": ([shows(1, QUARTER_1)], "in_progress", 1),
    "two quarters in a row": ([shows(1, QUARTER_1), shows(2, QUARTER_2)], "met", 2),
    "a missing cycle breaks the run": (
        [shows(1, QUARTER_1), shows(3, QUARTER_2)],
        "in_progress",
        1,
    ),
    "a cycle without observation breaks the run": (
        [shows(1, QUARTER_1), cycle(2, ratings=NO_CHANCE), shows(3, QUARTER_2)],
        "in_progress",
        1,
    ),
    "a cycle that does not count breaks the run": (
        [shows(1, QUARTER_1), cycle(2, ratings=NOT_YET), shows(3, QUARTER_2)],
        "in_progress",
        1,
    ),
    "absence is skipped": (
        [shows(1, QUARTER_1), cycle(2, absent=True), shows(3, QUARTER_2)],
        "met",
        2,
    ),
    "absence at the end is skipped": ([shows(1, HALF_1), cycle(2, absent=True)], "met", 2),
    "months of absence are not covered": (
        [shows(1, QUARTER_1), shows(2, QUARTER_2, absent=True)],
        "in_progress",
        1,
    ),
    "the latest does not count": (
        [shows(1, HALF_1), cycle(2, ratings=NOT_YET, **HALF_2)],
        "not_met",
        0,
    ),
    "the latest saw nothing": (
        [shows(1, HALF_1), cycle(2, ratings=NO_CHANCE, **HALF_2)],
        "not_assessed",
        None,
    ),
    "only absence": ([cycle(1, absent=True, **HALF_1)], "not_assessed", None),
    "no cycle": ([], "not_assessed", None),
    "scores are no observation": ([cycle(1, (5,), **HALF_1)], "not_assessed", None),
    "dates not known": ([shows(1, {})], "in_progress", 0),
    "a check-in inside a review counts its days once": (
        [shows(1, QUARTER_1), shows(2, {"from": "2026-02-01", "to": "2026-03-31"}, kind="checkin")],
        "in_progress",
        1,
    ),
    "a day short of six months": (
        [shows(1, {"from": "2026-01-02", "to": "2026-06-30"})],
        "in_progress",
        1,
    ),
    "halves of a month add up": (
        [
            shows(1, {"from": "2026-01-01", "to": "2026-02-14"}),
            shows(2, {"from": "2026-02-15", "to": "2026-06-30"}),
        ],
        "met",
        2,
    ),
}


@pytest.mark.parametrize(("cycles", "expected", "quarters"), RUNS.values(), ids=RUNS)
def test_next_level_behaviour_counts_in_runs(
    cycles: list[dict[str, Any]], expected: str, quarters: int | None
) -> None:
    found = finding(NEXT, observed(*cycles))
    assert (found["state"], found["value"]) == (expected, quarters)


@pytest.mark.parametrize(("shows", "not_yet", "expected"), [(7, 3, "met"), (6, 3, "not_met")])
def test_a_cycle_counts_from_seventy_percent_shown(shows: int, not_yet: int, expected: str) -> None:
    seen = [{"next": "shows"}] * shows + [{"next": "not_yet"}] * not_yet
    seen += [{"next": "no_opportunity"}] * 5
    ratings = dict(zip("abcdefghijklmno", seen, strict=False))
    assert state(NEXT, observed(cycle(1, ratings=ratings, **HALF_1)), competencies=15) == expected


def test_next_level_behaviour_of_named_competencies_reads_only_those() -> None:
    ratings = {"a": {"next": "not_yet"}, "leading": {"next": "shows"}}
    criterion = {"operating_at_next": {"quarters": 1, "of": ["leading"]}}
    assert state(criterion, observed(cycle(1, ratings=ratings, **HALF_1))) == "met"
