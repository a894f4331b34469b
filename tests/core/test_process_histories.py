"""10,000 random lives of a round, step by step, against a reference that only knows its diary.

The tables of `trellis.process` decide what is taken and who reads it. The reference never looks at
them: it answers from what was taken before, in the words of the design.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trellis.process import blindness, states
from trellis.process.blindness import Words
from trellis.process.states import AssessmentState, CycleState, Role

HISTORIES, LONGEST = 10_000, 50
VERBS = ("write", "submit", "reopen")
STEPS: list[tuple[str, str]] = [
    *(("move", state) for state in CycleState),
    *((verb, words) for verb in VERBS for words in Words),
]


@dataclass
class Round:
    """A round as the tables carry it."""

    state: CycleState = CycleState.DRAFT
    sheets: dict[Words, AssessmentState] = field(
        default_factory=lambda: dict.fromkeys(Words, AssessmentState.DRAFT)
    )
    texts: dict[Words, int] = field(default_factory=lambda: dict.fromkeys(Words, 0))

    def may(self, verb: str, what: str) -> bool:
        """Whether the tables take a step."""
        if verb == "move":
            return states.may_move(self.state, CycleState(what))
        sheet = self.sheets[Words(what)]
        if verb == "reopen":
            is_handed_in = sheet is AssessmentState.SUBMITTED
            return is_handed_in and states.may_write(self.state, AssessmentState.REOPENED)
        return states.may_write(self.state, sheet)

    def take(self, verb: str, what: str) -> bool:
        """Carries a step out when the tables take it; says whether they did."""
        if not self.may(verb, what):
            return False
        if verb == "move":
            self.state = CycleState(what)
        elif verb == "write":
            self.texts[Words(what)] += 1
        else:
            there = AssessmentState.SUBMITTED if verb == "submit" else AssessmentState.REOPENED
            assert states.may_move(self.sheets[Words(what)], there)
            self.sheets[Words(what)] = there
        return True

    def reads(self, reader: Role, words: Words) -> bool:
        """Whether the tables let somebody read these words now."""
        manager = self.sheets[Words.MANAGER] is AssessmentState.SUBMITTED
        phase = blindness.phase_of(self.state, self.sheets[words], manager_has_submitted=manager)
        return blindness.sees(reader, words, phase)


@dataclass
class Diary:
    """Everything that was taken, oldest first."""

    taken: list[tuple[str, str]] = field(default_factory=list)

    def was(self, verb: str, what: str) -> bool:
        return (verb, what) in self.taken

    @property
    def is_released(self) -> bool:
        return self.was("move", "released")

    @property
    def is_calibrated_now(self) -> bool:
        moves = [what for verb, what in self.taken if verb == "move"]
        return bool(moves) and moves[-1] == "calibrating"

    def is_handed_in(self, words: str) -> bool:
        acts = [verb for verb, what in self.taken if what == words and verb != "write"]
        return bool(acts) and acts[-1] == "submit"

    def may_be_written(self, words: str) -> bool:
        """Words are open from the opening to the release, unless they are handed in."""
        open_ = self.was("move", "open") and not self.is_released
        calm = not self.is_calibrated_now or self.was("reopen", words)
        return open_ and calm and not self.is_handed_in(words)

    def readers(self, words: str) -> set[Role]:
        """Who may read, as `domain.md` says it; the author always."""
        if not self.is_handed_in(words):
            return {Role.AUTHOR}
        readers = {Role.AUTHOR, Role.HR_PARTNER}
        apart = words == "upward"
        decided = self.is_released or self.is_calibrated_now or self.is_handed_in("manager")
        if decided and not apart:
            readers |= {Role.MANAGER, Role.CALIBRATOR}
        if self.is_released and words in ("manager", "self"):
            readers.add(Role.SUBJECT)
        return readers

    def text(self, words: str) -> int:
        return self.taken.count(("write", words))


def live(history: bytes, round_: Round) -> None:
    """Plays a history, and compares after every step. Half of the steps are ones that are taken."""
    diary = Diary()
    for byte in history:
        offered = [step for step in STEPS if round_.may(*step)] if byte % 2 else STEPS
        verb, what = (offered or STEPS)[byte // 2 % len(offered or STEPS)]
        expected = diary.may_be_written(what) if verb in ("write", "submit") else None
        taken = round_.take(verb, what)
        assert expected in (None, taken), f"{verb} {what} after {diary.taken}"
        if taken:
            diary.taken.append((verb, what))
        compare(round_, diary)


def compare(round_: Round, diary: Diary) -> None:
    """No word is lost, none is read too early or too late, and no state is impossible."""
    for words in Words:
        assert round_.texts[words] == diary.text(words), f"lost a word of {words}"
        seen = {role for role in Role if round_.reads(role, words)}
        assert seen == diary.readers(words), f"{words} after {diary.taken}"
        if diary.is_handed_in(words):
            assert diary.was("move", "open"), "handed in before the opening"
    if diary.is_released:
        assert round_.state in (CycleState.RELEASED, CycleState.CLOSED), "went back"


@settings(max_examples=HISTORIES)
@given(st.binary(min_size=LONGEST // 2, max_size=LONGEST))
def test_no_history_leaks_or_loses_a_word_or_reaches_an_impossible_state(history: bytes) -> None:
    live(history, Round())


WHOLE_LIFE = [
    ("move", "checked"),
    ("move", "open"),
    ("write", "self"),
    ("submit", "self"),
    ("write", "manager"),
    ("submit", "manager"),
    ("reopen", "manager"),
    ("write", "manager"),
    ("submit", "manager"),
    ("move", "calibrating"),
    ("move", "released"),
    ("move", "closed"),
]


def test_a_whole_life_is_among_what_is_taken() -> None:
    round_, diary = Round(), Diary()
    for step in WHOLE_LIFE:
        assert round_.take(*step)
        diary.taken.append(step)
        compare(round_, diary)
    assert diary.readers("manager") >= {Role.SUBJECT}


def _peers_read_early(round_: Round) -> None:
    round_.reads = lambda reader, words: True  # type: ignore[method-assign]


def _a_write_is_forgotten(round_: Round) -> None:
    take = round_.take

    def forgetful(verb: str, what: str) -> bool:
        taken = take(verb, what)
        round_.texts[Words.SELF] = 0
        return taken

    round_.take = forgetful  # type: ignore[method-assign]


def _the_release_can_be_taken_back(round_: Round) -> None:
    take = round_.take

    def undone(verb: str, what: str) -> bool:
        taken = take(verb, what)
        if round_.state is CycleState.RELEASED:
            round_.state = CycleState.OPEN
        return taken

    round_.take = undone  # type: ignore[method-assign]


@pytest.mark.parametrize(
    "fault", [_peers_read_early, _a_write_is_forgotten, _the_release_can_be_taken_back]
)
def test_a_planted_fault_is_found(fault: Callable[[Round], None]) -> None:
    round_ = Round()
    fault(round_)
    history = bytes(2 * STEPS.index(step) for step in WHOLE_LIFE)
    with pytest.raises(AssertionError):
        live(history, round_)
