"""Versions compared, and sentences compared."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis.framework.diff import Change, Kind, diff
from trellis.framework.model import Framework
from trellis.framework.words import changed_words

BASE: dict[str, Any] = {
    "id": "e",
    "title": "E",
    "tracks": [
        {"id": "ic", "title": "IC", "levels": [{"id": "L1", "rank": 1}, {"id": "L2", "rank": 2}]}
    ],
    "competencies": [
        {
            "id": "c",
            "title": "C",
            "levels": {"L1": [{"id": "s1", "text": "Writes."}], "L2": "todo"},
        },
    ],
    "moves": [
        {"id": "m", "from": "ic/L1", "to": "ic/L2", "criteria": [{"id": "a", "floor": {"min": 3}}]}
    ],
}


def competency(**changes: Any) -> dict[str, Any]:
    return BASE | {"competencies": [BASE["competencies"][0] | changes]}


def compare(new: dict[str, Any]) -> tuple[list[Change], list[Change]]:
    found = diff(Framework.model_validate(BASE), Framework.model_validate(new))
    return list(found.wording), list(found.structure)


def kinds(new: dict[str, Any]) -> list[tuple[str, str, str]]:
    wording, structure = compare(new)
    return [(change.kind, change.part, change.subject) for change in (*wording, *structure)]


@given(frameworks())
def test_a_framework_does_not_differ_from_itself(framework: Framework) -> None:
    assert not diff(framework, framework)


@given(frameworks(), frameworks())
def test_what_was_added_one_way_was_removed_the_other_way(old: Framework, new: Framework) -> None:
    there, back = diff(old, new).structure, diff(new, old).structure
    added = {(c.part, c.subject) for c in there if c.kind is Kind.ADDED}
    assert added == {(c.part, c.subject) for c in back if c.kind is Kind.REMOVED}


def test_a_reworded_statement_is_wording_and_nothing_else() -> None:
    wording, structure = compare(
        competency(levels={"L1": [{"id": "s1", "text": "Writes code."}], "L2": "todo"})
    )
    assert wording == [Change(Kind.REWORDED, "statement", "s1", "Writes.", "Writes code.", "c L1")]
    assert structure == []


S1 = {"id": "s1", "text": "Writes."}


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (
            competency(levels={"L2": [S1]}),
            [("changed", "cell", "c L2"), ("moved", "statement", "s1")],
        ),
        (
            competency(levels={"L1": [S1 | {"star": True}], "L2": "todo"}),
            [("starred", "statement", "s1")],
        ),
        (competency(levels={"L1": [S1]}), [("changed", "cell", "c L2")]),
        (competency(levels={"L1": [], "L2": "todo"}), [("removed", "statement", "s1")]),
        (competency(title="D"), [("reworded", "competency", "c")]),
        (competency(kind="core"), [("changed", "competency", "c")]),
        (BASE | {"title": "F"}, [("reworded", "framework", "e")]),
        (BASE | {"moves": []}, [("removed", "move", "m"), ("removed", "criterion", "m a")]),
    ],
)
def test_a_change_is_named(new: dict[str, Any], found: list[tuple[str, str, str]]) -> None:
    assert kinds(new) == found


def test_a_threshold_is_structure() -> None:
    move = BASE["moves"][0] | {"criteria": [{"id": "a", "floor": {"min": 4}}]}
    wording, structure = compare(BASE | {"moves": [move]})
    assert wording == []
    assert [(c.subject, c.place) for c in structure] == [("m a", "floor")]


@pytest.mark.parametrize(
    ("today", "after", "marked"),
    [
        ("Writes a design.", "Writes a design.", []),
        ("Writes a design.", "Leads a design.", ["Leads"]),
        ("Writes code.", "Writes and reviews code.", ["and reviews"]),
        ("Works in a team", "Works in a team, and across teams.", ["and across teams"]),
        ("writes code", "Writes code.", []),
        ("", "All of it, new.", ["All of it, new"]),
        ("Helps people", "Helps the team's people", ["the team's"]),
        ("All gone", "", []),
    ],
)
def test_words_that_are_new_are_marked(today: str, after: str, marked: list[str]) -> None:
    assert [piece for piece, new in changed_words(today, after) if new] == marked


@given(st.text(), st.text())
def test_the_pieces_give_the_sentence(today: str, after: str) -> None:
    pieces = changed_words(today, after)
    assert "".join(piece for piece, _ in pieces) == after
    assert all(a[1] != b[1] for a, b in pairwise(pieces))


@given(st.text())
def test_nothing_is_new_in_the_same_sentence(text: str) -> None:
    assert not any(new for _, new in changed_words(text, text))
