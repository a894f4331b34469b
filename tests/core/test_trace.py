"""The rule in words, line by line; what would help most; how firm the verdict is."""

import json
from typing import Any

from hypothesis import given

from tests.core import random_moves
from tests.core.judging import cycle, framework
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Readiness, Stage, State
from trellis.readiness.facts import Facts
from trellis.readiness.judge import Judgement, judge
from trellis.readiness.next_evidence import next_evidence
from trellis.readiness.raters import firmness
from trellis.readiness.rules import REACHED, readiness, still_needed
from trellis.readiness.standpoint import Standpoint
from trellis.readiness.trace import trace

AVERAGE = {"id": "mean", "average": {"min": 3.5}}
SCOPE = {"id": "scope", "statement": "Led work over three teams."}
MONTHS = {"id": "time", "months_in_level": {"min": 12}}
VOUCH = {"id": "vouch", "endorsement": {"by": "manager"}}


def seen(
    criteria: list[dict[str, Any]], facts: dict[str, Any], **about: Any
) -> tuple[Judgement, Standpoint]:
    world = framework(criteria, **about)
    read = Facts.read(json.dumps(facts))
    judgement = judge(world, "move", read)
    return judgement, Standpoint.towards(world, judgement.move, read)


def sentences(criteria: list[dict[str, Any]], facts: dict[str, Any]) -> list[str]:
    return [line.sentence for line in trace(*seen(criteria, facts))]


def helps(criteria: list[dict[str, Any]], facts: dict[str, Any]) -> tuple[str, str, str]:
    found = next_evidence(*seen(criteria, facts))
    assert found
    return found.criterion, str(found.does), str(found.changes)


def rated(*scores: int, **more: Any) -> dict[str, Any]:
    return {"cycles": [cycle(1, scores, title="May cycle", **more)]}


def test_a_line_says_what_is_asked_how_it_stands_and_from_which_round() -> None:
    assert sentences([AVERAGE], rated(3, 3, 4)) == [
        "Average 3.5 or higher: not yet, 3.3 from 3 ratings, May cycle."
    ]


def test_a_round_without_a_title_is_named_by_its_last_day() -> None:
    facts = {"cycles": [cycle(1, (4, 4, 4), **{"from": "2026-01-01", "to": "2026-05-31"})]}
    (line,) = sentences([AVERAGE], facts)
    assert line.endswith("met, 4 from 3 ratings, cycle that ended on 2026-05-31.")


def test_a_group_stands_before_what_is_in_it_and_counts_what_is_met() -> None:
    found = trace(*seen([{"any": [SCOPE, MONTHS]}, VOUCH], {"months_in_level": 8}))
    assert [(line.depth, line.stage, line.sentence) for line in found] == [
        (0, Stage.BEFORE, "One of these: not assessed, 0 of 2 met."),
        (1, Stage.BEFORE, "Led work over three teams: no evidence yet."),
        (1, Stage.BEFORE, "At least 12 months in the level: in progress, 8 of 12."),
        (0, Stage.CASE, "1 endorsement by manager: none yet."),
    ]


def test_a_waived_line_names_its_reason_and_no_source() -> None:
    facts = {**rated(3, 3, 3), "waived": {"mean": "Agreed in May."}}
    assert sentences([AVERAGE], facts) == ["Average 3.5 or higher: waived, Agreed in May."]


def test_a_waived_group_says_why_and_nothing_in_it_is_asked_any_more() -> None:
    criteria = [{"id": "way", "any": [SCOPE, {"all": [MONTHS]}]}]
    facts = {"waived": {"way": "Came as a senior."}}
    assert sentences(criteria, facts) == [
        "One of these: waived, Came as a senior.",
        "Led work over three teams: waived, Came as a senior.",
        "All of these: waived, Came as a senior.",
        "At least 12 months in the level: waived, Came as a senior.",
    ]
    assert next_evidence(*seen(criteria, facts)) is None


def test_the_average_says_how_many_points_are_missing() -> None:
    facts = {**rated(3, 3, 4), "months_in_level": 20}
    assert helps([AVERAGE, MONTHS], facts) == (
        "mean",
        "1 point more, over 3 ratings, reaches 3.5",
        "Nothing else is needed before a case",
    )


def test_what_a_colleague_can_do_today_comes_before_what_only_time_does() -> None:
    facts = {"months_in_level": 4, "statements": {"scope": {"evidence": 1}}}
    criterion, does, changes = helps([MONTHS, SCOPE], facts)
    assert (criterion, changes) == ("scope", "1 other is open then")
    assert does == "Ask a colleague to confirm the note for “Led work over three teams”"


def test_a_criterion_that_closes_a_group_comes_before_one_that_does_not() -> None:
    one, two = {"id": "one", "statement": "One."}, {"id": "two", "statement": "Two."}
    criteria: list[dict[str, Any]] = [{"all": [one, two]}, AVERAGE]
    assert helps(criteria, rated(3, 3, 3))[0] == "mean"


def test_once_ready_the_next_piece_belongs_to_the_case_and_then_there_is_none() -> None:
    done = {"months_in_level": 12}
    assert helps([MONTHS, VOUCH], done)[::2] == ("vouch", "It is looked at in the case")
    assert next_evidence(*seen([MONTHS, VOUCH], {**done, "endorsements": {"manager": 1}})) is None


@given(random_moves.frameworks, random_moves.facts)
def test_no_open_criterion_brings_anybody_further_than_the_one_that_is_named(
    world: ResolvedFramework, document: dict[str, Any]
) -> None:
    facts = Facts.read(json.dumps(document))
    found = judge(world, "move", facts)
    best = next_evidence(found, Standpoint.towards(world, found.move, facts))
    open_ones = [
        each.criterion
        for each in found.findings
        if each.stage is Stage.BEFORE and each.state not in REACHED
    ]
    if found.readiness is Readiness.READY or not open_ones:
        return
    assert best
    left = {each: _needed(found, each) for each in open_ones}
    assert left[best.criterion] == min(left.values())
    then = readiness(found.move, {**found.states, best.criterion: State.MET})
    assert then is not Readiness.READY or "Nothing else" in str(best.changes)


def _needed(found: Judgement, criterion: str) -> int:
    states = {**found.states, criterion: State.MET}
    return still_needed(found.move, states, before_case=True)


def firm(*raters: dict[str, int]) -> tuple[int, int, str]:
    facts = Facts.read(json.dumps(rated(4, 4, 4)))
    named = {f"r{number}": scores for number, scores in enumerate(raters)}
    found = firmness(framework([AVERAGE]), "move", facts, named)
    return found.raters, found.changing, str(found.sentence)


def alike(score: int) -> dict[str, int]:
    return dict.fromkeys("abc", score)


def test_with_one_rater_nothing_is_claimed() -> None:
    raters, changing, sentence = firm(alike(4))
    assert (raters, changing) == (1, 0)
    assert sentence.startswith("All ratings come from one person")


def test_raters_who_agree_can_each_be_left_out() -> None:
    words = "Leaving out any one of the 3 raters changes nothing"
    assert firm(alike(4), alike(4), alike(5)) == (3, 0, words)


def test_a_verdict_that_hangs_on_one_rater_says_so_and_names_nobody() -> None:
    raters, changing, sentence = firm(alike(5), alike(3), alike(3))
    assert (raters, changing) == (3, 1)
    assert sentence.startswith("It hangs on 1 of the 3 raters")


def test_without_ratings_there_is_nothing_to_leave_out() -> None:
    assert firm()[:2] == (0, 0)
