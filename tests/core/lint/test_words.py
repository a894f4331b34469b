"""Texts as words, and the word lists themselves."""

from importlib.resources import files

import pytest
from yaml import CBaseLoader

from trellis.lint.anchors import ANCHORS, anchored
from trellis.lint.figures import durations, numbers
from trellis.lint.hits import found
from trellis.lint.pack import Pack, pack_for
from trellis.lint.sentence import Sentence
from trellis.lint.words import spans, words


@pytest.fixture(name="pack")
def english() -> Pack:
    pack = pack_for("en")
    assert pack is not None
    return pack


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The team’s half-year plan", ["the", "team", "half-year", "plan"]),
        ("3.5 of 1,000 (20%)", ["3.5", "of", "1,000", "20%"]),
        ("IC3 and L4", ["ic3", "and", "l4"]),
        ("scope/plan, don't", ["scope", "plan", "don't"]),
        ("Straße – Ägypten", ["straße", "ägypten"]),
        ("…", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert len(spans(text)) == len(expected)


def test_words_are_compared_in_their_base_form(pack: Pack) -> None:
    assert pack.phrase("Leading the teams") == ("lead", "the", "team")


def test_the_longest_phrase_counts(pack: Pack) -> None:
    sentence = Sentence("Adds to the knowledge base.", pack)
    assert sentence.spans("mental") == []
    assert sentence.spans("plain") == [(3, 5)]


@pytest.mark.parametrize(
    ("anchor", "text"),
    [
        ("number", "Reviews three changes"),
        ("number", "Reviews 3 changes"),
        ("artefact", "Writes a runbook"),
        ("teams", "Works for more than one team"),
        ("unprompted", "Reports a risk without being asked"),
        ("cadence", "Reports every quarter"),
        ("measure", "Cuts the error rate"),
    ],
)
def test_an_anchor_is_found(pack: Pack, anchor: str, text: str) -> None:
    assert anchored(Sentence(text, pack), [anchor])


@pytest.mark.parametrize("text", ["Talks to people around the house", "Plans work", "Writes code"])
def test_a_bare_sentence_has_no_anchor(pack: Pack, text: str) -> None:
    assert not anchored(Sentence(text, pack), ANCHORS)


def test_rules_are_found_by_code(pack: Pack) -> None:
    assert found(Sentence("Is proactive, passionate about others and kind to all", pack)) == {
        "OBS102": [(1, 2), (2, 3)]
    }


def test_numbers_and_times_are_read_from_figures_and_words(pack: Pack) -> None:
    sentence = Sentence("At least two years, 6 months or 3.5 points of 1,000", pack)
    assert numbers(sentence) == {2, 6, 3.5, 1000}
    assert durations(sentence) == {24, 6}


def test_no_phrase_stands_twice_in_a_list() -> None:
    text = files("trellis.lint").joinpath("data/en/words.yaml").read_bytes()
    lists: dict[str, list[str]] = CBaseLoader(text).get_single_data()
    assert {name: [w for w in of if of.count(w) > 1] for name, of in lists.items()} == {
        name: [] for name in lists
    }
