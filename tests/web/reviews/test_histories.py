"""Random histories of a round through the database, compared with a diary after every step.

No step leaks a word before its phase, loses one, or leaves an impossible state. 300 histories on
SQLite and 50 on PostgreSQL; `make soak` plays 10,000.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.reviews.diary import Diary
from tests.web.reviews.stage import READERS, SHEETS, Company, step_names
from trellis_web.audit.models import Event
from trellis_web.reviews.actions import releases
from trellis_web.reviews.queries import beside

pytestmark = pytest.mark.django_db

Step = tuple[Any, ...]
STEPS = step_names()
SILENT = {"write", "answer", "end_peers", "overdue"}
"""Steps that may leave no event: autosave and sealed answers never do, timers may find nothing."""
HANDED_IN: list[Step] = [
    ("open",), ("write", "ana-self", None), ("submit", "ana-self"),
    ("write", "ana-tom", None), ("submit", "ana-tom"),
]  # fmt: skip
ANSWERED: list[Step] = [("open",), ("answer", "pia", None), ("answer", "paul", None)]
BEGINNINGS: dict[str, list[Step]] = {
    "from a draft": [],
    "from the opening": [("open",)],
    "handed in": HANDED_IN,
    "answered by colleagues": ANSWERED,
    "handed over": [("open",), ("move", "olga"), ("hand_over", "olga")],
    "about to be released": [*HANDED_IN, ("write", "ben-tom", None), ("submit", "ben-tom")],
}
WHOLE = [
    *HANDED_IN, *ANSWERED[1:], ("end_peers",), ("reopen", "ana-tom"), ("submit", "ana-tom"),
    ("leave", "ben"), ("release", "ana"), ("talk", "ana"), ("overdue",), ("close",),
]  # fmt: skip
LONGEST = 50


def histories() -> int:
    """How many are played from each beginning."""
    if "TRELLIS_SOAK" in os.environ:
        return 10_000 // len(BEGINNINGS) + 1
    whole = 300 if connection.vendor == "sqlite" else 50
    return whole // len(BEGINNINGS) + 1


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: Any) -> Iterator[Company]:
    """Built once; every history is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Company()
        transaction.set_rollback(True)


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def play(company: Company, history: Sequence[Step], *, is_told_first: bool) -> Diary:
    """Plays the steps; after each that was taken one reader is compared, at the end all are.

    What a step that was refused did all the same is seen by what is stored, and by the next reader.
    """
    company.begin(is_told_first=is_told_first)
    diary, words = Diary(is_told_first), map("word-{}".format, count(1))
    done: list[Step] = []
    for n, step in enumerate(history):
        verb, *what = (next(words) if part is None else part for part in step)
        done.append((verb, *what))
        events = Event.objects.count()
        with transaction.atomic():
            taken = company.take(verb, *what)
        assert taken == diary.take(verb, *what), f"taken: {taken}, after {done}"
        more = Event.objects.count() - events
        assert more == 0 if not taken or verb in ("write", "answer") else more or verb in SILENT
        if taken:
            read(company, diary, done, READERS[n % len(READERS)])
        compare(company, diary, done)
    for reader in READERS:
        read(company, diary, done, reader)
    return diary


def read(company: Company, diary: Diary, done: list[Step], reader: str) -> None:
    assert company.read_by(reader) == diary.read_by(reader), f"{reader} after {done}"


def compare(company: Company, diary: Diary, done: list[Step]) -> None:
    for name in SHEETS:
        word = diary.sheets[name].word if name in diary.sheets else ""
        assert company.stored(name) == ({word} - {""}), f"{name} after {done}"


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_no_history_leaks_or_loses_a_word(company: Company, beginning: str) -> None:
    @settings(max_examples=histories())
    @given(st.booleans(), st.lists(st.sampled_from(STEPS), min_size=15, max_size=LONGEST))
    def played(is_told_first: bool, steps: list[Step]) -> None:
        history = [*BEGINNINGS[beginning], *steps][:LONGEST]
        with rolled_back():
            play(company, history, is_told_first=is_told_first)

    played()


@pytest.mark.parametrize("is_told_first", [True, False])
def test_a_whole_life_ends_with_a_result_that_was_passed_on(
    company: Company, is_told_first: bool
) -> None:
    with rolled_back():
        diary = play(company, WHOLE, is_told_first=is_told_first)
    assert diary.is_closed
    assert diary.subjects["ana"].result
    assert len(diary.passed_on) == 2


def _drafts_are_released(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "_hold", lambda *args, **kwargs: 0)


def _the_self_assessment_is_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_rated", lambda answers, questions: set(questions))


def _a_word_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    write = Company.write
    monkeypatch.setattr(Company, "write", lambda self, name, word: write(self, name, "…"))


@pytest.mark.parametrize(
    "fault", [_drafts_are_released, _the_self_assessment_is_shown_at_once, _a_word_is_lost]
)
def test_a_planted_fault_is_found(
    company: Company, fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    with rolled_back(), pytest.raises(AssertionError):
        play(company, [*HANDED_IN[:3], *WHOLE], is_told_first=True)
