"""Criteria in a few words."""

from dataclasses import replace

import pytest

from trellis.readiness.briefly import HELPS, NAMES, help_of, name_of
from trellis.readiness.criteria import Stage, State
from trellis.readiness.judge import FindingOfCriterion
from trellis.readiness.next_evidence import EFFORT
from trellis.readiness.sentences import say

OPEN = FindingOfCriterion(
    "x", "average", Stage.BEFORE, None, State.NOT_MET, 3, 4, say("Asks"), say("says")
)


def test_every_kind_has_a_name_and_a_help() -> None:
    assert set(NAMES) == set(HELPS) == set(EFFORT)


@pytest.mark.parametrize("kind", EFFORT)
@pytest.mark.parametrize("state", State)
def test_what_is_open_stays_short(kind: str, state: State) -> None:
    finding = replace(OPEN, kind=kind, state=state)
    assert len(str(name_of(finding))) <= 32
    assert len(str(help_of(finding))) <= 32


def test_what_nobody_has_rated_is_named_without_numbers_that_look_met() -> None:
    low = replace(OPEN, kind="floor", state=State.NOT_ASSESSED, value=3, needed=3)
    assert (str(name_of(low)), str(help_of(low))) == ("Lowest rating", "have everything rated")
    assert str(name_of(replace(low, state=State.NOT_MET, value=2))) == "Lowest rating 2 of 3"


def test_a_note_that_waits_needs_a_colleague_and_no_second_note() -> None:
    scope = replace(OPEN, kind="statement", state=State.IN_PROGRESS)
    assert str(help_of(scope)) == "have the note confirmed"
    assert str(help_of(replace(scope, state=State.NOT_EVIDENCED))) == "note an example"
