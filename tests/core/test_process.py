"""The tables of states and of blindness."""

from enum import StrEnum
from itertools import pairwise
from typing import Any

import pytest

from trellis.process.blindness import READERS, Words, phase_of, sees
from trellis.process.states import (
    ASSESSMENT,
    CYCLE,
    AssessmentState,
    CycleState,
    Phase,
    Role,
    Stage,
    State,
    may_move,
    may_write,
)

ORDER = list(Phase)


def reachable(table: dict[Any, Stage], first: State) -> set[StrEnum]:
    found: set[StrEnum] = set()
    ahead: list[StrEnum] = [first]
    while ahead:
        state = ahead.pop()
        if state not in found:
            found.add(state)
            ahead.extend(table[state].moves)
    return found


@pytest.mark.parametrize(
    ("table", "first"), [(CYCLE, CycleState.DRAFT), (ASSESSMENT, AssessmentState.DRAFT)]
)
def test_every_state_is_reachable_owned_and_explained(
    table: dict[Any, Stage], first: State
) -> None:
    assert reachable(table, first) == set(type(first))
    assert all(stage.owner in Role and stage.meaning.endswith(".") for stage in table.values())


def test_a_cycle_goes_through_its_states_in_order() -> None:
    states = list(CycleState)
    assert all(may_move(here, there) for here, there in pairwise(states))


def test_a_released_cycle_never_goes_back() -> None:
    assert CYCLE[CycleState.RELEASED].moves == {CycleState.CLOSED}
    assert [state for state in CycleState if not CYCLE[state].moves] == [CycleState.CLOSED]


def test_a_cycle_cannot_be_released_before_it_was_open() -> None:
    assert not may_move(CycleState.DRAFT, CycleState.OPEN)
    assert not may_move(CycleState.CHECKED, CycleState.RELEASED)


def test_a_submitted_assessment_can_only_be_reopened() -> None:
    assert ASSESSMENT[AssessmentState.SUBMITTED].moves == {AssessmentState.REOPENED}
    assert not may_write(CycleState.OPEN, AssessmentState.SUBMITTED)


def test_an_author_writes_while_the_cycle_is_open() -> None:
    writable = {c for c in CycleState if may_write(c, AssessmentState.DRAFT)}
    assert writable == {CycleState.OPEN}
    assert may_write(CycleState.CALIBRATING, AssessmentState.REOPENED)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("words", Words)
def test_authors_always_read_their_own_words(phase: Phase, words: Words) -> None:
    assert sees(Role.AUTHOR, words, phase)


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.RELEASED])
@pytest.mark.parametrize("words", Words)
def test_the_subject_reads_nothing_of_others_before_the_release(phase: Phase, words: Words) -> None:
    assert not sees(Role.SUBJECT, words, phase)


def test_the_subject_reads_the_manager_after_the_release_but_never_a_peer() -> None:
    assert sees(Role.SUBJECT, Words.MANAGER, Phase.RELEASED)
    assert not sees(Role.SUBJECT, Words.PEER, Phase.RELEASED)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("words", Words)
def test_other_people_never_read_an_assessment(phase: Phase, words: Words) -> None:
    assert not sees(Role.OTHER, words, phase)


@pytest.mark.parametrize("words", Words)
@pytest.mark.parametrize("role", Role)
def test_nobody_loses_sight_of_words_in_a_later_phase(words: Words, role: Role) -> None:
    seen = [sees(role, words, phase) for phase in ORDER]
    assert seen == sorted(seen)


def test_the_table_speaks_of_all_words_in_all_phases() -> None:
    assert set(READERS) == set(Phase)
    assert all(set(row) == set(Words) for row in READERS.values())


def test_the_self_assessment_is_hidden_from_the_manager_until_the_manager_has_rated() -> None:
    submitted = AssessmentState.SUBMITTED
    before = phase_of(CycleState.OPEN, submitted, manager_has_submitted=False)
    after = phase_of(CycleState.OPEN, submitted, manager_has_submitted=True)
    assert not sees(Role.MANAGER, Words.SELF, before)
    assert sees(Role.MANAGER, Words.SELF, after)


def test_an_organisation_may_show_the_self_assessment_to_the_manager_early() -> None:
    phase = phase_of(
        CycleState.OPEN, AssessmentState.SUBMITTED, manager_has_submitted=False, early=True
    )
    assert sees(Role.MANAGER, Words.SELF, phase)


@pytest.mark.parametrize("cycle", CycleState)
@pytest.mark.parametrize("state", [AssessmentState.DRAFT, AssessmentState.REOPENED])
def test_what_is_not_handed_in_stays_with_its_author(
    cycle: CycleState, state: AssessmentState
) -> None:
    assert phase_of(cycle, state, manager_has_submitted=True, early=True) is Phase.AUTHOR


def test_released_words_stay_released_when_the_cycle_is_closed() -> None:
    for cycle in (CycleState.RELEASED, CycleState.CLOSED):
        assert (
            phase_of(cycle, AssessmentState.SUBMITTED, manager_has_submitted=False)
            is Phase.RELEASED
        )
