"""The life of a draft: each state is earned, and needs the one before it."""

from itertools import product

from trellis.process.writing import NEXT, DraftState, state_of


def test_each_state_needs_the_one_before_it() -> None:
    assert state_of(sentences=True, consistency=True, validation=True) is DraftState.VALIDATED
    assert state_of(sentences=True, consistency=True, validation=False) is DraftState.CONSISTENT
    assert state_of(sentences=True, consistency=False, validation=True) is DraftState.WRITTEN
    assert state_of(sentences=False, consistency=True, validation=True) is DraftState.DRAFT


def test_every_state_but_the_last_is_reached_and_has_somebody_whose_turn_it_is() -> None:
    flags = ("sentences", "consistency", "validation")
    reached = {
        state_of(**dict(zip(flags, signed, strict=True)))
        for signed in product((False, True), repeat=3)
    }
    assert reached == NEXT.keys() == set(DraftState) - {DraftState.PUBLISHED}
