"""The grade of a sentence, and the file of weights that it is summed from."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis.lint import grade
from trellis.lint.features import features
from trellis.lint.grade import Grade, Model, grade_of
from trellis.lint.pack import pack_for
from trellis.lint.run import lint_statement
from trellis.lint.sentence import Sentence

FILE = Path(grade.__file__).parent / "data" / "en" / "grade.json"
MOST_BYTES = 300_000

VAGUE = """
Demonstrates leadership
Is a proactive team player
Thinks strategically
Understands the customer
Drives impact across the organisation
Has excellent communication skills
Builds strong relationships with stakeholders
Has advanced knowledge of SQL
"""
OBSERVABLE = """
Writes the design of a change inside one service and has it reviewed before building.
Closes the month's accounts within five working days.
Runs a weekly pipeline review with each account executive and records next steps in the CRM.
Presents quarterly forecast variance to the finance committee
Answers tickets within the service level.
Turns each production incident into a ticket with its cause.
Has written a policy that the executive team has adopted.
"""
MIXED = """
Gives effective feedback to peers in code review
Designs complex systems for several teams
Delivers projects of moderate complexity on time
"""


def sentence(text: str) -> Sentence:
    pack = pack_for("en")
    assert pack is not None
    return Sentence(text, pack)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (line, expected)
        for lines, expected in (
            (VAGUE, Grade.VAGUE),
            (MIXED, Grade.MIXED),
            (OBSERVABLE, Grade.OBSERVABLE),
        )
        for line in lines.strip().splitlines()
    ],
)
def test_a_clear_case_gets_its_grade(text: str, expected: Grade) -> None:
    assert lint_statement(text).grade is expected


@given(st.text(max_size=200))
def test_any_text_gets_a_grade_and_always_the_same(text: str) -> None:
    assert grade_of(sentence(text)) is grade_of(sentence(text))


def test_a_text_without_words_has_no_words_among_its_features() -> None:
    assert features(sentence("… !")) == {"pair:^ $"}


def test_a_word_that_is_verb_and_noun_is_told_apart_by_its_place() -> None:
    assert "at0:do_write" in features(sentence("Documents each decision"))
    assert "kind:thing_document" in features(sentence("Writes two documents"))
    assert "kind:do_write" not in features(sentence("Reads two documents"))


def test_has_before_what_was_done_is_left_out() -> None:
    assert features(sentence("Has led two projects")) == features(sentence("Led two projects"))
    assert "at0:hav" in features(sentence("Has advanced knowledge of SQL"))


def test_a_score_starts_from_the_bias_and_adds_each_feature_that_holds_once() -> None:
    model = Model((1, -2), {"word:writ": (10, 20), "word:absent": (500, 500)})
    assert model.scores(sentence("Writes what others write")) == (11, 18)


def test_the_weights_are_whole_sorted_and_few() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text.encode()) <= MOST_BYTES
    weights = json.loads(text)["weights"]
    assert all(before < after for before, after in pairwise(weights))
    assert all(type(value) is int for pair in weights.values() for value in pair)
