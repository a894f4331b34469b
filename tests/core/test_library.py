"""The template library: what companies copy first is whole, consistent and well-formed."""

from itertools import pairwise

import pytest
from rapidfuzz import fuzz

from trellis import library
from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import CellStatus, Framework
from trellis.framework.resolve import family_of, level_of, resolve

NAMES = library.names()


def framework(name: str) -> Framework:
    return load(library.read(name), f"{name}.yaml")


def test_the_library_holds_ten_frameworks() -> None:
    assert NAMES == [
        "customer-success",
        "data",
        "design",
        "engineering",
        "finance",
        "marketing",
        "people",
        "product",
        "sales",
        "support",
    ]


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="people, product, sales, support"):
        library.read("astrology")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_the_id_of_its_file(name: str) -> None:
    assert framework(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_dumped_the_same_each_time(name: str) -> None:
    once = dump(framework(name))
    assert dump(load(once, name)) == once


@pytest.mark.parametrize("name", NAMES)
def test_each_track_has_six_to_ten_competencies(name: str) -> None:
    resolved = resolve(framework(name))
    counts = {
        track.id: len({c for level in track.levels for c in resolved.expected(level.id)})
        for track in resolved.framework.tracks
    }
    assert {track: n for track, n in counts.items() if not 6 <= n <= 10} == {}


@pytest.mark.parametrize("name", NAMES)
def test_each_level_has_a_promotion_to_the_one_above_it(name: str) -> None:
    document = framework(name)
    promoted = {
        (level_of(move.from_), level_of(move.to))
        for move in document.moves
        if move.kind == "promotion"
    }
    ladders = [sorted(track.levels, key=lambda level: level.rank) for track in document.tracks]
    pairs = {(low.id, high.id) for ladder in ladders for low, high in pairwise(ladder)}
    assert promoted == pairs


@pytest.mark.parametrize("name", NAMES)
def test_each_level_of_each_expected_competency_holds_statements(name: str) -> None:
    resolved = resolve(framework(name))
    empty = [
        (level, competency)
        for level in resolved.levels
        for competency in resolved.expected(level)
        if not resolved.cell(competency, level).statements
    ]
    assert empty == []


def test_no_statement_id_is_used_twice_over_the_library() -> None:
    ids = [statement.id for name in NAMES for statement in framework(name).statements()]
    assert sorted(ids) == sorted(set(ids))


def test_engineering_has_both_ladders_a_crossover_and_a_way_back() -> None:
    engineering = framework("engineering")
    assert {track.id: len(track.levels) for track in engineering.tracks} == {
        "ic": 7,
        "management": 4,
    }
    edges = {
        kind: {
            (level_of(move.from_), level_of(move.to))
            for move in engineering.moves
            if move.kind == kind
        }
        for kind in ("crossover", "return")
    }
    assert ("IC3", "M1") in edges["crossover"]
    assert ("M1", "IC3") in edges["return"]


@pytest.mark.parametrize("name", NAMES)
def test_a_lateral_move_names_what_carries_over_and_what_is_missing(name: str) -> None:
    document = framework(name)
    laterals = [move for move in document.moves if move.kind == "lateral"]
    assert laterals
    here = {competency.id for competency in document.competencies}
    for move in laterals:
        target = framework(family_of(move.to, name))
        there = {competency.id for competency in target.competencies}
        assert level_of(move.to) in {level.id for _, level in target.levels()}
        assert set(move.carries) <= here
        assert set(move.gaps) <= there
        assert move.carries
        assert move.gaps


@pytest.mark.parametrize("name", NAMES)
def test_no_two_sentences_of_neighbouring_levels_are_alike(name: str) -> None:
    alike = [
        (one.id, other.id)
        for competency in framework(name).competencies
        for lower, higher in pairwise(competency.levels.values() or competency.steps.values())
        if not isinstance(lower, CellStatus) and not isinstance(higher, CellStatus)
        for one in lower
        for other in higher
        if fuzz.ratio(one.text, other.text) > 70
    ]
    assert alike == []


def test_sales_asks_for_quota() -> None:
    leaves = [leaf for move in framework("sales").moves for leaf in move.leaves()]
    assert {leaf.metric.name for leaf in leaves if leaf.metric} == {"quota"}
