"""What holds for every move and every person."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.core.random_moves import IDS, facts, frameworks, nodes, with_ids
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Criterion, State
from trellis.readiness.facts import Facts
from trellis.readiness.judge import Judgement, judge
from trellis.readiness.rules import REACHED, UNKNOWN, met, unknown

trees = st.builds(lambda node: Criterion.model_validate(with_ids([node])[0]), nodes)
all_states = st.lists(st.sampled_from(State), min_size=40, max_size=40)


def judged(framework: ResolvedFramework, person: dict[str, Any]) -> Judgement:
    return judge(framework, "move", Facts.read(json.dumps(person)))


def reached(judgement: Judgement) -> set[str]:
    """Everything that is met: single conditions, the decision, the readiness."""
    found = {f.criterion for f in judgement.findings if f.state in REACHED}
    found |= {"decision met"} if judgement.decision == "met" else set()
    return found | ({"ready"} if judgement.readiness == "ready" else set())


def states_of(tree: Criterion, states: list[State]) -> dict[str, State]:
    return {leaf.id or "": state for leaf, state in zip(tree.leaves(), states, strict=False)}


@given(frameworks, facts, st.sampled_from(IDS))
def test_a_waiver_never_makes_anything_worse(
    framework: ResolvedFramework, person: dict[str, Any], waived: str
) -> None:
    more = person | {"waived": person.get("waived", {}) | {waived: "Agreed."}}
    assert reached(judged(framework, person)) <= reached(judged(framework, more))


@given(frameworks, facts, st.sampled_from([*IDS, "a-next", "b-next", "c-next"]))
def test_more_evidence_never_turns_met_into_unmet(
    framework: ResolvedFramework, person: dict[str, Any], name: str
) -> None:
    proofs = person.get("statements", {})
    had = proofs.get(name, {"evidence": 0, "confirmed": 0})
    more = {key: value + 1 for key, value in had.items()}
    richer = person | {"statements": proofs | {name: more}}
    assert reached(judged(framework, person)) <= reached(judged(framework, richer))


@given(frameworks, facts)
def test_a_rating_left_empty_is_as_if_it_were_not_there(
    framework: ResolvedFramework, person: dict[str, Any]
) -> None:
    padded = [
        cycle | {"ratings": {"a": {}, "b": {"score": None}, "c": {}} | cycle["ratings"]}
        for cycle in person.get("cycles", [])
    ]
    assert (
        judged(framework, person).as_dict()
        == judged(framework, person | {"cycles": padded}).as_dict()
    )


@given(frameworks, facts)
def test_nobody_fails_an_average_or_a_floor_without_a_score(
    framework: ResolvedFramework, person: dict[str, Any]
) -> None:
    unrated = [cycle | {"ratings": {}} for cycle in person.get("cycles", [])]
    findings = judged(framework, person | {"cycles": unrated}).findings
    assert not [f for f in findings if f.kind in ("average", "floor") and f.state is State.NOT_MET]


@given(frameworks, facts, st.randoms())
def test_the_order_in_which_cycles_come_does_not_matter(
    framework: ResolvedFramework, person: dict[str, Any], random: Any
) -> None:
    cycles = list(person.get("cycles", []))
    random.shuffle(cycles)
    shuffled = judged(framework, person | {"cycles": cycles})
    assert judged(framework, person).as_dict() == shuffled.as_dict()


@given(frameworks, facts)
def test_whoever_meets_the_decision_is_ready(
    framework: ResolvedFramework, person: dict[str, Any]
) -> None:
    judgement = judged(framework, person)
    assert judgement.decision != "met" or judgement.readiness == "ready"


@given(frameworks, facts)
def test_every_single_condition_has_one_finding_with_a_whole_sentence(
    framework: ResolvedFramework, person: dict[str, Any]
) -> None:
    findings = judged(framework, person).findings
    assert [f.criterion for f in findings] == [leaf.id for leaf in framework.moves["move"].leaves()]
    for found in findings:
        assert found.sentence.endswith(".")
        assert "{" not in found.sentence


@given(frameworks, facts)
def test_a_value_reaches_what_is_needed_exactly_when_a_figure_is_met(
    framework: ResolvedFramework, person: dict[str, Any]
) -> None:
    counted = {"average", "months_in_level", "endorsement", "metric", "starred", "calibration"}
    for found in judged(framework, person | {"waived": {}}).findings:
        if found.kind in counted and found.value is not None and found.needed is not None:
            assert (found.value >= found.needed) == (found.state is State.MET)


@given(trees, all_states)
def test_nothing_is_both_met_and_unknown(tree: Criterion, states: list[State]) -> None:
    known = states_of(tree, states)
    assert not (met(tree, known) and unknown(tree, known))


@given(trees, all_states)
def test_unknown_means_that_the_unknown_parts_alone_could_do_it(
    tree: Criterion, states: list[State]
) -> None:
    known = states_of(tree, states)
    hoped = {name: State.MET if state in UNKNOWN else state for name, state in known.items()}
    assert unknown(tree, known) == (met(tree, hoped) and not met(tree, known))


@given(trees, all_states, st.integers(0, 10))
def test_one_more_condition_met_never_unmeets_a_group(
    tree: Criterion, states: list[State], which: int
) -> None:
    known = states_of(tree, states)
    better = known | dict.fromkeys(list(known)[which : which + 1], State.MET)
    assert met(tree, better) or not met(tree, known)


@given(st.lists(nodes, max_size=4), all_states)
def test_any_is_at_least_one_and_all_is_at_least_every(
    parts: list[dict[str, Any]], states: list[State]
) -> None:
    children = with_ids(parts)
    every = Criterion.model_validate({"all": children})
    either = Criterion.model_validate({"any": children})
    known = states_of(every, states)
    hits = [met(child, known) for child in every.children]
    assert met(every, known) == all(hits)
    assert met(either, known) == any(hits)
    for n in range(1, len(children) + 1):
        some = Criterion.model_validate({"at_least": {"n": n, "of": children}})
        assert met(some, known) == (sum(hits) >= n)
