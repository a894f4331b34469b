"""Every state of the process can be reached, has an owner and is explained."""

from typing import Any

import pytest

from trellis.process.blindness import READERS, Words
from trellis.process.cases import CASE, CaseState
from trellis.process.states import (
    ASSESSMENT,
    CYCLE,
    FIRST,
    AssessmentState,
    Phase,
    Role,
    Stage,
    State,
)


def table_faults(table: dict[Any, Stage], first: State | CaseState) -> list[str]:
    """States that are missing, cannot be reached, lead astray, or have no owner or meaning."""
    states = list(type(first))
    faults = [f"{state} is not in the table." for state in states if state not in table]
    reached: set[Any] = {first}
    ahead: list[Any] = [first]
    while ahead:
        state = ahead.pop()
        moves = table[state].moves if state in table else frozenset()
        ahead += moves - reached
        reached |= moves
    faults += [f"{state} cannot be reached." for state in states if state not in reached]
    faults += [f"{state} is no state of this table." for state in reached - set(states)]
    return faults + [
        f"{state} has no owner or no meaning."
        for state, stage in table.items()
        if stage.owner not in set(Role) or not stage.meaning.endswith(".")
    ]


@pytest.mark.parametrize(
    ("table", "first"),
    [(CYCLE, FIRST[0]), (ASSESSMENT, FIRST[1]), (CASE, CaseState.DRAFT)],
)
def test_every_state_is_reachable_and_owned(
    table: dict[Any, Stage], first: State | CaseState
) -> None:
    assert table_faults(table, first) == []


def test_every_phase_says_who_reads_whose_words() -> None:
    assert {phase: set(readers) for phase, readers in READERS.items()} == {
        phase: set(Words) for phase in Phase
    }


def test_a_state_that_nothing_leads_to_is_noticed() -> None:
    without_way: dict[Any, Stage] = {**ASSESSMENT}
    without_way[AssessmentState.SUBMITTED] = Stage(Role.MANAGER, frozenset(), "Handed in.")
    assert table_faults(without_way, FIRST[1]) == ["reopened cannot be reached."]


def test_a_state_without_owner_or_row_is_noticed() -> None:
    unowned = Stage("somebody", frozenset({AssessmentState.SUBMITTED}), "")  # type: ignore[arg-type]
    assert table_faults({AssessmentState.DRAFT: unowned}, FIRST[1]) == [
        "submitted is not in the table.",
        "reopened is not in the table.",
        "reopened cannot be reached.",
        "draft has no owner or no meaning.",
    ]
