"""A rule is tried on today's people before it is published."""

import pytest

from trellis import library
from trellis.framework.load import load
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.readiness.dry_run import Warned, dry_run
from trellis.readiness.facts import Cycle, Facts, Rating

MOVE = {
    "id": "L1-L2",
    "from": "ic/L1",
    "to": "ic/L2",
    "criteria": [
        {"id": "avg", "average": {"min": 3}},
        {"id": "tenure", "months_in_level": {"min": 12}},
        {"id": "boss", "endorsement": {"by": "manager", "count": 1}},
    ],
}


@pytest.fixture
def framework() -> ResolvedFramework:
    document = load(library.read("support"), "support.yaml")
    ladder = document.tracks[0].levels
    move = dict(MOVE, **{"from": f"ic/{ladder[0].id}", "to": f"ic/{ladder[1].id}"})
    moves = tuple(type(document.moves[0]).model_validate(each) for each in (move,))
    return resolve(document.model_copy(update={"moves": moves}))


def somebody(framework: ResolvedFramework, score: int, months: int) -> Facts:
    rated = {c: Rating(score=score) for c in framework.expected("S1")}
    return Facts(cycles=(Cycle(seq=1, ratings=rated),), months_in_level=months)


def test_those_who_meet_what_is_asked_before_a_case_are_counted(
    framework: ResolvedFramework,
) -> None:
    people = [somebody(framework, 4, 24), somebody(framework, 4, 3), somebody(framework, 2, 3)]
    found = dry_run(framework, framework.moves["L1-L2"], people)
    assert (found.people, found.ready) == (3, 1)
    assert found.open_criteria == (("tenure", 2), ("avg", 1))


def test_the_criterion_that_alone_holds_people_back_is_named(framework: ResolvedFramework) -> None:
    people = [somebody(framework, 4, 3), somebody(framework, 4, 6), somebody(framework, 2, 3)]
    found = dry_run(framework, framework.moves["L1-L2"], people)
    assert found.binding == (("tenure", 2),)


def test_a_rule_that_nobody_meets_is_warned_of(framework: ResolvedFramework) -> None:
    found = dry_run(framework, framework.moves["L1-L2"], [somebody(framework, 2, 3)] * 30)
    assert found.warned is Warned.FEW


def test_a_rule_that_everybody_meets_is_warned_of(framework: ResolvedFramework) -> None:
    found = dry_run(framework, framework.moves["L1-L2"], [somebody(framework, 4, 24)] * 3)
    assert found.warned is Warned.MANY


def test_people_of_whom_nothing_is_known_are_counted_apart(framework: ResolvedFramework) -> None:
    found = dry_run(framework, framework.moves["L1-L2"], [Facts(), somebody(framework, 4, 24)])
    assert (found.unknown, found.ready) == (1, 1)


def test_a_move_that_nobody_stands_before_has_no_share(framework: ResolvedFramework) -> None:
    found = dry_run(framework, framework.moves["L1-L2"], [])
    assert (found.share, found.warned) == (None, None)
