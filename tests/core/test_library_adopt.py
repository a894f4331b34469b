"""A competency comes from one family into another, and a move between two says what is missing."""

import pytest

from trellis import library
from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.resolve import resolve
from trellis.library.adopt import adopted, lateral


def template(name: str) -> Framework:
    return load(library.read(name), f"{name}.yaml")


def test_a_competency_comes_with_its_sentences_to_the_levels_of_the_same_rank() -> None:
    found = resolve(adopted(template("support"), template("product"), "discovery"))
    there = resolve(template("product"))
    for rank in range(1, 6):
        texts = [s.text for s in found.cell("discovery", f"S{rank}").statements]
        assert texts == [s.text for s in there.cell("discovery", f"PM{rank}").statements]


def test_a_competency_taken_twice_gets_ids_of_its_own() -> None:
    once = adopted(template("support"), template("product"), "discovery")
    twice = adopted(once, template("product"), "discovery")
    assert [c.id for c in twice.competencies][-2:] == ["discovery", "discovery-2"]
    assert load(dump(twice), "support.yaml") == twice


def test_a_competency_that_is_not_there_cannot_be_taken() -> None:
    with pytest.raises(KeyError):
        adopted(template("support"), template("product"), "astrology")


def test_a_lateral_move_names_what_both_ask_for_and_what_is_missing() -> None:
    move = lateral(template("support"), "S2", template("product"), "PM2")
    assert move.carries == ("communication", "ownership", "collaboration")
    assert set(move.gaps) == {"discovery", "roadmap", "delivery", "measures", "stakeholders"}
