"""Tags suggested from a note's words: the right one is near the top, nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis import library
from trellis.framework.load import load
from trellis.framework.suggest import Index, index_of, stem, words_of

NOTES: dict[str, list[tuple[str, str]]] = {
    "engineering": [
        ("Wrote the design doc for the rate limiter that both APIs now share.", "system-design"),
        ("Moved the invoice export onto the event queue, agreed by the ledger team.",
         "system-design"),
        ("Reviewed 14 pull requests this week, two of them found a null pointer.", "code-quality"),
        ("Deleted the flaky test suite in billing; failures went from 9 to 0.", "code-quality"),
        ("Shipped the refund feature in three steps, each in production.", "delivery"),
        ("Warned product that the milestone slips, and offered two options.", "delivery"),
        ("Was on call when checkout went down, led the incident, published the review.",
         "operational-excellence"),
        ("Rolled back our release after the error rate went up.", "operational-excellence"),
        ("Paired with our intern on her first task and left a checklist.", "mentoring"),
        ("Ran a session for the team on the new profiling tool.", "mentoring"),
        ("Presented the migration to two other teams in the demo.", "communication"),
        ("Sent the meeting notes with decisions and owners an hour later.", "communication"),
        ("Put the technical debt of the scheduler into the quarterly plan with its cost.",
         "technical-direction"),
    ],
    "support": [
        ("Answered 60 tickets this week, reopened rate under 3 percent.", "ticket-handling"),
        ("Escalated the login outage within ten minutes and told all open cases.", "escalations"),
        ("Wrote the help article on importing invoices; tickets on it halved.", "knowledge-base"),
    ],
}  # fmt: skip
"""Invented notes, and the competency that a manager would tag."""


def index(name: str) -> Index:
    framework = load(library.read(name), f"{name}.yaml")
    return index_of({each.id: words_of(each) for each in framework.competencies})


def test_nine_of_ten_notes_find_their_competency_among_the_first_three() -> None:
    found = [
        key in index(name).rank(text, 3) for name, notes in NOTES.items() for text, key in notes
    ]
    assert sum(found) / len(found) >= 0.9


TEXTS = {"design": "Leads the design of a service.", "review": "Reviews changes of others."}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Designed two services", ["design"]),
        ("Reviewing a changed design", ["review", "design"]),
        ("Baked a cake", []),
        ("", []),
        ("with the team of this week", []),
        ("...---... 42", []),
    ],
)
def test_only_texts_that_share_a_word_are_suggested(text: str, keys: list[str]) -> None:
    assert index_of(TEXTS).rank(text) == keys


def test_the_longest_list_is_as_long_as_wanted() -> None:
    texts = {str(n): "Designs a service." for n in range(9)}
    assert index_of(texts).rank("design", 3) == ["0", "1", "2"]


@pytest.mark.parametrize(
    "words",
    [
        ("review", "reviews", "reviewed", "reviewing"),
        ("plan", "plans", "planned", "planning"),
        ("write", "writes", "writing"),
        ("story", "stories"),
    ],
)
def test_forms_of_a_word_are_one(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_without_texts_nothing_is_suggested() -> None:
    assert index_of({}).rank("anything") == []


@given(st.text(max_size=6_000))
def test_any_text_is_answered_with_known_keys_each_once(text: str) -> None:
    ranked = index_of(TEXTS).rank(text)
    assert len(set(ranked)) == len(ranked)
    assert set(ranked) <= TEXTS.keys()
