"""How findings combine: groups, stages, the decision and the readiness of a whole move."""

from typing import Any

import pytest

from tests.core.judging import judged
from trellis.readiness.criteria import Criterion, State
from trellis.readiness.rules import group_state


def leaf(name: str, **more: Any) -> dict[str, Any]:
    """A condition that is met by a waiver, in progress by evidence and else not evidenced."""
    return {"id": name, "statement": f"Has done {name}.", **more}


def months(name: str) -> dict[str, Any]:
    """A condition that is in progress with the facts `{"months_in_level": 0}`."""
    return {"id": name, "months_in_level": {"min": 12}}


def boss(name: str = "boss", **more: Any) -> dict[str, Any]:
    return {"id": name, "endorsement": {"by": "manager"}, **more}


def outcome(criteria: list[dict[str, Any]], *done: str, **about: Any) -> tuple[str, str]:
    """Decision and readiness when the statements named are confirmed and months are known."""
    statements = {name: {"evidence": 1, "confirmed": 1} for name in done if name != "boss"}
    facts = {"statements": statements, "months_in_level": 0}
    if "boss" in done:
        facts["endorsements"] = {"manager": 1}
    answer = judged(criteria, facts, **about).as_dict()
    return answer["decision"], answer["readiness"]


TWO = [leaf("a"), leaf("b")]


def test_all_criteria_met_is_met_and_ready() -> None:
    assert outcome(TWO, "a", "b") == ("met", "ready")


def test_a_move_without_criteria_is_met_and_ready() -> None:
    assert outcome([]) == ("met", "ready")


def test_at_least_n_counts_the_criteria_before_the_case() -> None:
    some = {"decision": {"at_least": 2}}
    three = [leaf("a"), leaf("b"), leaf("c"), boss()]
    assert outcome(three, "a", "b", **some) == ("open", "ready")
    assert outcome(three, "a", "boss", **some)[0] == "open"
    assert outcome(three, "a", "b", "boss", **some) == ("met", "ready")


def test_readiness_never_waits_for_the_case() -> None:
    assert outcome([leaf("a"), boss()], "a") == ("open", "ready")
    assert outcome([leaf("a"), leaf("b", stage="case")], "a") == ("open", "ready")
    assert outcome([{"all": [leaf("a"), boss()]}], "a") == ("open", "ready")


def test_an_endorsement_can_be_asked_for_before_the_case() -> None:
    assert outcome([leaf("a"), boss(stage="before")], "a") == ("open", "not enough evidence")


def test_a_group_of_endorsements_belongs_to_the_case() -> None:
    both = [leaf("a"), {"any": [boss(), {"id": "vp", "endorsement": {"by": "vp"}}]}]
    assert outcome(both, "a") == ("open", "ready")
    assert outcome(both, "a", "boss") == ("met", "ready")


def test_an_endorsement_is_one_way_of_several_inside_a_group() -> None:
    either = [{"any": [leaf("a"), boss()]}]
    assert outcome(either) == ("open", "ready")
    assert outcome(either, "a") == ("met", "ready")
    assert outcome(either, "boss") == ("met", "ready")


def test_a_nested_group_that_may_be_filled_in_the_case_is_not_unknown_before_it() -> None:
    nested = [{"all": [months("m"), {"at_least": {"n": 2, "of": [leaf("a"), boss()]}}]}]
    assert outcome(nested) == ("open", "nearly")
    assert outcome([{"at_least": {"n": 2, "of": [leaf("a"), boss()]}}]) == (
        "open",
        "not enough evidence",
    )
    assert outcome([{"any": [{"all": [leaf("a"), boss()]}, months("m")]}], "a") == ("open", "ready")


LATER = {"id": "later", "months_in_level": {"min": 12}, "stage": "case"}


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([{"any": [boss(), leaf("a")]}, months("m")], "nearly"),
        ([{"all": [LATER, leaf("a")]}], "not enough evidence"),
        ([{"any": [{"all": [LATER, leaf("a")]}]}], "not enough evidence"),
    ],
)
def test_what_is_unknown_before_the_case_never_depends_on_the_case(
    criteria: list[dict[str, Any]], expected: str
) -> None:
    assert outcome(criteria)[1] == expected


def test_at_least_two_of_three_is_met_by_two_and_not_by_one() -> None:
    group = [{"at_least": {"n": 2, "of": [leaf("a"), leaf("b"), leaf("c")]}}]
    assert outcome(group, "a", "c") == ("met", "ready")
    assert outcome(group, "a")[0] == "open"


def test_with_judgement_people_decide_and_nobody_is_ready() -> None:
    assert outcome(TWO, "a", "b", decision="judgement") == ("for people", "nearly")


@pytest.mark.parametrize(
    ("criteria", "done", "expected"),
    [
        pytest.param([leaf("a"), leaf("b")], ["a"], "not enough evidence", id="half unknown"),
        pytest.param([leaf("a"), leaf("b"), leaf("c")], ["a", "b"], "nearly", id="a third unknown"),
        pytest.param([months("a"), months("b")], [], "nearly", id="two open"),
        pytest.param([months("a"), months("b"), months("c")], [], "building", id="three open"),
        pytest.param([{"any": []}], [], "nearly", id="any of nothing is not met, and known"),
        pytest.param([{"all": []}], [], "ready", id="all of nothing is met"),
        pytest.param(
            [{"any": [leaf("a"), months("m")]}],
            [],
            "not enough evidence",
            id="the unknown could do",
        ),
        pytest.param(
            [{"all": [leaf("a"), months("m")]}], [], "nearly", id="the unknown alone cannot"
        ),
    ],
)
def test_readiness_is_the_first_that_matches(
    criteria: list[dict[str, Any]], done: list[str], expected: str
) -> None:
    assert outcome(criteria, *done)[1] == expected


def test_nearly_counts_what_the_rule_still_needs() -> None:
    five = [months(name) for name in "abcde"]
    assert outcome(five, decision={"at_least": 2})[1] == "nearly"
    assert outcome(five, decision={"at_least": 3})[1] == "building"


def test_a_waived_group_counts_as_met() -> None:
    facts = {"waived": {"both": "The committee of May agreed."}}
    assert judged([{"id": "both", "all": TWO}], facts).decision == "met"


def test_a_waived_group_has_a_finding_that_names_what_is_in_it() -> None:
    inner = {"at_least": {"n": 2, "of": [{"id": "c", "text": "Mentors."}, months("m")]}}
    group = {"id": "way", "any": [{"id": "t", "text": "Led a team."}, inner]}
    found = judged([months("m0"), group], {"waived": {"way": "Agreed in May."}})
    assert [each.criterion for each in found.all_findings] == ["m0", "way", "t", "c", "m"]
    [way] = found.waived_groups
    assert way.sentence == (
        "Any of: Led a team; (At least 2 of: Mentors; At least 12 months in the level):"
        " waived, Agreed in May."
    )
    assert {found.states[each] for each in ("way", "t", "c", "m")} == {"waived"}
    assert judged([group], {}).waived_groups == ()


@pytest.mark.parametrize(
    ("group", "states", "expected"),
    [
        ("all", ("met", "waived"), "met"),
        ("all", ("met", "not_assessed"), "not_assessed"),
        ("all", ("met", "not_met"), "in_progress"),
        ("all", ("in_progress", "not_met"), "not_met"),
        ("any", ("met", "not_met"), "met"),
        ("any", ("not_evidenced", "not_met"), "not_assessed"),
        ("any", ("not_met", "not_met"), "not_met"),
    ],
)
def test_a_group_has_one_state_on_a_page(
    group: str, states: tuple[str, str], expected: str
) -> None:
    criterion = Criterion.model_validate({group: TWO})
    assert group_state(criterion, dict(zip("ab", map(State, states), strict=True))) == expected
