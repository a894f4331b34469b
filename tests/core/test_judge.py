"""What `judge` decides for each kind of criterion: one person, one move."""

import json
from typing import Any

import pytest

from tests.core.judging import cycle, framework, judged
from trellis.findings import BadInput
from trellis.readiness.facts import Facts
from trellis.readiness.judge import Judgement, judge


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


AVERAGE = {"average": {"min": 3.4}}
FLOOR = {"floor": {"min": 3}}
COUNT = {"count": {"n": 3, "min": 4}}
NEXT = {"operating_at_next": {"quarters": 2}}
METRIC = {"metric": {"name": "quota", "min": 100, "m": 3, "of": 4}}


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((3, 3, 3, 4, 4), "met"),
        ((3, 3, 3, 3, 4), "not_met"),
        ((4, 4, 4, 4, None), "met"),
        ((3, 3, 4, 4, None), "met"),
        ((5, 5, 5, None, None), "not_assessed"),
        ((None,) * 5, "not_assessed"),
    ],
)
def test_an_average_is_exact_and_needs_seventy_percent_coverage(scores: Any, expected: str) -> None:
    assert state(AVERAGE, review(*scores), competencies=5) == expected


def test_seventy_percent_coverage_itself_is_enough() -> None:
    assert state(AVERAGE, review(*[4] * 7, None, None, None), competencies=10) == "met"


def test_an_average_just_below_never_reads_as_reached() -> None:
    found = finding({"average": {"min": 3.5}}, review(*[3] * 5, *[4] * 4), competencies=9)
    assert found["value"] == 3.4
    assert found["sentence"] == "Average 3.5 or higher: not yet, 3.4 from 9 ratings."


def test_an_average_over_no_expected_competency_is_not_assessed() -> None:
    assert state(AVERAGE, review(5), competencies=0) == "not_assessed"


def test_an_average_looks_only_at_the_competencies_it_names() -> None:
    assert state({"average": {"min": 4, "of": ["b"]}}, review(1, 4), competencies=2) == "met"


def test_ratings_of_competencies_that_the_level_does_not_expect_do_not_count() -> None:
    facts = review(3, 3, 5, 5, 5)
    assert state(AVERAGE, facts, competencies=2) == "not_met"


def test_a_named_competency_counts_even_if_only_the_target_level_expects_it() -> None:
    facts = observed(cycle(1, ratings={"leading": {"score": 4}}))
    assert state({"average": {"min": 4, "of": ["leading"]}}, facts) == "met"


def test_a_check_in_never_replaces_the_scores_of_a_review() -> None:
    facts = observed(cycle(1, (4, 4)), cycle(2, (1, 1), kind="checkin"))
    assert state(AVERAGE, facts, competencies=2) == "met"


def test_only_the_latest_review_is_read() -> None:
    facts = observed(cycle(2, (2, 2)), cycle(1, (5, 5)))
    assert state(AVERAGE, facts, competencies=2) == "not_met"


def test_a_review_missed_through_absence_is_skipped() -> None:
    facts = observed(cycle(1, (4, 4), calibrated=True), cycle(2, absent=True))
    assert state(AVERAGE, facts, competencies=2) == "met"
    assert state({"calibration": "confirmed"}, facts, competencies=2) == "met"


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((3, 3, 5), "met"),
        ((2, None, None), "not_met"),
        ((2, 3, 5), "not_met"),
        ((3, 3, None), "not_assessed"),
        ((None, None, None), "not_assessed"),
    ],
)
def test_a_floor_falls_with_one_low_score_and_holds_only_when_all_are_rated(
    scores: Any, expected: str
) -> None:
    assert state(FLOOR, review(*scores)) == expected


def test_a_floor_says_what_was_rated_and_what_it_needs() -> None:
    found = finding(FLOOR, review(2, 3, 5))
    assert (found["value"], found["needed"]) == (2, 3)
    assert found["sentence"] == "No rating below 3: rated 2, needs 3."


def test_a_floor_over_no_expected_competency_is_not_assessed() -> None:
    assert state(FLOOR, review(), competencies=0) == "not_assessed"


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((4, 4, 5, None), "met"),
        ((4, 4, 3, None), "not_assessed"),
        ((4, 3, 3, None), "not_met"),
        ((None, None, None, None), "not_assessed"),
    ],
)
def test_a_count_is_lost_only_when_it_is_out_of_reach(scores: Any, expected: str) -> None:
    assert state(COUNT, review(*scores), competencies=4) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [(12, "met"), (11, "in_progress"), (0, "in_progress"), (None, "not_assessed")],
)
def test_too_few_months_are_in_progress(months: int | None, expected: str) -> None:
    facts = {} if months is None else {"months_in_level": months}
    assert state({"months_in_level": {"min": 12}}, facts) == expected


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([101, 97, 110, 120], "met"),
        ([100, 100, 100], "met"),
        ([120, 120, 120, 1, 1], "not_met"),
        ([1, 120, 120, 120, 1], "met"),
        ([120], "in_progress"),
        ([1], "in_progress"),
        ([1, 1], "not_met"),
        ([99.99, 100, 100, 1], "not_met"),
        ([], "not_assessed"),
    ],
)
def test_a_metric_reads_its_last_periods(periods: list[float], expected: str) -> None:
    assert state(METRIC, {"metrics": {"quota": periods}}) == expected


@pytest.mark.parametrize(
    ("proof", "expected"),
    [
        ({"evidence": 2, "confirmed": 1}, "met"),
        ({"evidence": 1}, "in_progress"),
        ({"evidence": 0, "confirmed": 1}, "not_evidenced"),
        ({}, "not_evidenced"),
    ],
)
def test_a_statement_needs_evidence_and_a_confirmation(
    proof: dict[str, int], expected: str
) -> None:
    assert state({"statement": "Led a project."}, {"statements": {"it": proof}}) == expected


@pytest.mark.parametrize(
    ("confirmed", "expected", "value"),
    [
        (["a-next", "b-next", "c-next-2"], "met", 3),
        (["a-next", "b-next"], "in_progress", 2),
        (["a-next", "c-next", "c-next-2"], "in_progress", 2),
        (["c-next"], "in_progress", 1),
        (["a-now"], "not_evidenced", 0),
        ([], "not_evidenced", 0),
    ],
)
def test_starred_asks_for_all_stars_of_the_next_level_and_some_others(
    confirmed: list[str], expected: str, value: int
) -> None:
    facts = {"statements": {name: {"evidence": 1, "confirmed": 1} for name in confirmed}}
    found = finding({"starred": {"any": 1}}, facts, starred="ab")
    assert (found["state"], found["value"], found["needed"]) == (expected, value, 3)


def test_evidence_that_nobody_confirmed_is_no_confirmed_star() -> None:
    facts = {"statements": {"a-next": {"evidence": 3}}}
    assert state({"starred": {}}, facts, starred="a") == "not_evidenced"


def test_stars_of_another_family_are_not_assessed_when_its_framework_is_not_known() -> None:
    facts = {"statements": {"a-next": {"evidence": 1, "confirmed": 1}}}
    assert state({"starred": {}}, facts, starred="a", to="data/ic/NEXT") == "not_assessed"


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"peer": 2}, "met"), ({"peer": 1}, "in_progress"), ({"manager": 2}, "not_evidenced")],
)
def test_endorsements_count_by_role(given: dict[str, int], expected: str) -> None:
    assert state({"endorsement": {"by": "peer", "count": 2}}, {"endorsements": given}) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (review(3, calibrated=True), "met"),
        (review(3), "not_assessed"),
        (observed(cycle(1, (3,), calibrated=True), cycle(2, (3,))), "not_assessed"),
        (observed(cycle(1, (3,), calibrated=True), cycle(2, kind="checkin")), "met"),
        ({}, "not_assessed"),
    ],
)
def test_calibration_is_read_from_the_latest_review(facts: dict[str, Any], expected: str) -> None:
    assert state({"calibration": "confirmed"}, facts) == expected


def test_a_criterion_of_words_only_waits_for_people() -> None:
    found = finding({"text": "Acts as an owner."}, review(5, 5, 5))
    assert found["state"] == "not_assessed"
    assert found["sentence"] == "Acts as an owner: not assessed, people decide this one."


def test_a_waiver_keeps_the_value_and_tells_the_reason() -> None:
    found = finding(
        {"months_in_level": {"min": 12}},
        {"months_in_level": 9, "waived": {"it": "The committee of May agreed."}},
    )
    assert found == {
        "criterion": "it",
        "state": "waived",
        "value": 9,
        "needed": 12,
        "sentence": "At least 12 months in the level: waived, The committee of May agreed.",
    }


def test_the_published_wording_of_a_criterion_opens_its_sentence() -> None:
    found = finding({"text": "Time served.", "months_in_level": {"min": 2}}, {"months_in_level": 1})
    assert found["sentence"] == "Time served: in progress, 1 of 2."


HALF_1: dict[str, Any] = {"from": "2026-01-01", "to": "2026-06-30"}
STEPS = {"basis": "step"}


@pytest.mark.parametrize(
    ("step", "score", "criterion", "expected"),
    [
        ("novice", None, {"floor": {"min": 3}}, "not_met"),
        ("working", None, {"floor": {"min": 3}}, "met"),
        ("expert", None, {"floor": {"min": 5}}, "met"),
        ("novice", 4, {"floor": {"min": 4}}, "met"),
        ("unheard-of", None, {"floor": {"min": 1}}, "not_assessed"),
        ("working", None, {"operating_at_next": {"quarters": 1}}, "not_met"),
        ("practitioner", None, {"operating_at_next": {"quarters": 1}}, "met"),
        ("expert", None, {"operating_at_next": {"quarters": 1}}, "met"),
    ],
)
def test_a_step_shown_gives_the_score_and_the_observation(
    step: str, score: int | None, criterion: dict[str, Any], expected: str
) -> None:
    facts = observed(cycle(1, ratings={"a": {"step": step, "score": score}}, **HALF_1))
    assert state(criterion, facts, competencies=1, **STEPS) == expected


def test_an_observation_that_was_given_wins_over_the_step() -> None:
    ratings = {"a": {"step": "expert", "next": "not_yet"}}
    facts = observed(cycle(1, ratings=ratings, **HALF_1))
    assert state(NEXT, facts, competencies=1, **STEPS) == "not_met"


def test_a_step_says_nothing_where_people_are_rated_by_level() -> None:
    facts = observed(cycle(1, ratings={"a": {"step": "expert"}}, **HALF_1))
    assert state(FLOOR, facts, competencies=1, basis="step", rated_by="level") == "not_assessed"


def test_the_answer_has_exactly_the_published_keys() -> None:
    answer = judged([{"id": "it", **AVERAGE}], review(4, 4, 4)).as_dict()
    assert set(answer) == {"move", "decision", "readiness", "findings"}
    assert json.loads(json.dumps(answer)) == answer


def test_an_unknown_move_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"no move 'up'.*its moves: move"):
        judge(framework([]), "up", Facts())


def test_a_judgement_keeps_the_stage_of_every_single_condition() -> None:
    result: Judgement = judged(
        [
            {"all": [{"id": "avg", **AVERAGE}, {"id": "boss", "endorsement": {"by": "manager"}}]},
            {"stage": "case", "any": [{"id": "late", **FLOOR}]},
        ],
        {},
    )
    assert {f.criterion: f.stage.value for f in result.findings} == {
        "avg": "before",
        "boss": "case",
        "late": "case",
    }
