"""Changing the outline: adding, renaming, reordering and taking out, and what goes along."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis.findings import BadInput
from trellis.framework.dump import dump
from trellis.framework.edit_outline import (
    PartKind,
    add_competency,
    add_level,
    add_track,
    move,
    remove,
    rename,
    slug_of,
)
from trellis.framework.load import load
from trellis.framework.model import Framework

TEXT = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  # those who build
  - id: ic
    title: Individual contributor
    levels: [{id: L1, rank: 2}, {id: L2, rank: 3, titles: [Engineer, Developer]}]
  - {id: lead, title: Lead, levels: [{id: M1, rank: 3}]}
competencies:
  - {id: design, title: Design, levels: {L1: [{id: d1, text: Draws.}], L2: as_below}}
  - {id: people, title: People, tracks: [lead], levels: {M1: [{id: p1, text: Asks.}]}}
moves:
  - {id: L1-L2, from: ic/L1, to: ic/L2, criteria: [{id: avg, average: {min: 3, of: [design]}}]}
  - {id: L2-M1, kind: crossover, from: ic/L2, to: lead/M1, gaps: [people]}
equivalences: [{a: ic/L2, b: lead/M1}]
"""
LEVEL, TRACK, COMPETENCY = PartKind.LEVEL, PartKind.TRACK, PartKind.COMPETENCY


def framework() -> Framework:
    return load(TEXT.encode(), "e.yaml")


def ranks(of: Framework) -> list[tuple[str, int]]:
    return [(level.id, level.rank) for level in of.tracks[0].levels]


def test_what_is_added_stands_last_with_an_id_of_its_own() -> None:
    changed = add_competency(add_track(framework(), "Design"), "Über Design", taken={"uber-design"})
    assert (changed.tracks[-1].id, changed.competencies[-1].id) == ("design", "uber-design-2")
    changed = add_level(changed, "ic", "L3", "Senior")
    assert ranks(changed) == [("L1", 2), ("L2", 3), ("L3", 4)]
    assert load(dump(changed, over=TEXT.encode()), "e.yaml") == changed


@pytest.mark.parametrize(
    ("id_", "sentence"), [("M1", "'M1' is used twice"), ("a b", "cannot be an id")]
)
def test_a_level_needs_an_id_that_is_new_and_can_be_one(id_: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        add_level(framework(), "ic", id_)


def test_a_renamed_part_keeps_its_id_and_other_titles() -> None:
    changed = rename(framework(), LEVEL, "L2", title="Builder", scope="One service")
    level = changed.tracks[0].levels[1]
    assert (level.titles, level.scope) == (("Builder", "Developer"), "One service")
    changed = rename(changed, COMPETENCY, "design", title="Drawing", kind="core", summary="")
    assert (changed.competencies[0].title, changed.competencies[0].summary) == ("Drawing", None)
    assert rename(changed, TRACK, "ic", title="").tracks[0].title == "ic"


def test_a_moved_level_takes_the_rank_of_its_new_place() -> None:
    assert ranks(move(framework(), LEVEL, "L2", 0)) == [("L2", 2), ("L1", 3)]
    assert ranks(move(framework(), LEVEL, "L1", 99)) == [("L2", 2), ("L1", 3)]
    assert move(framework(), COMPETENCY, "people", -3).competencies[0].id == "people"
    assert [t.id for t in move(framework(), TRACK, "ic", 1).tracks] == ["lead", "ic"]


def test_a_level_goes_with_its_cells_and_the_moves_to_it() -> None:
    changed = remove(framework(), LEVEL, "L2")
    assert list(changed.competencies[0].levels) == ["L1"]
    assert (changed.moves, changed.equivalences) == ((), ())


def test_a_track_goes_with_what_is_only_about_it() -> None:
    changed = remove(framework(), TRACK, "lead")
    assert [c.id for c in changed.competencies] == ["design"]
    assert [m.id for m in changed.moves] == ["L1-L2"]


def test_a_competency_that_criteria_name_stays_and_the_move_is_named() -> None:
    with pytest.raises(BadInput, match="criteria of L1-L2 name 'Design'"):
        remove(framework(), COMPETENCY, "design")
    assert remove(framework(), COMPETENCY, "people").moves[1].gaps == ()


@pytest.mark.parametrize("kind", list(PartKind))
def test_a_part_that_is_gone_is_refused_with_a_way_on(kind: PartKind) -> None:
    with pytest.raises(BadInput, match="no longer in this draft"):
        move(framework(), kind, "x", 0)
    with pytest.raises(BadInput, match="no longer in this draft"):
        remove(framework(), kind, "x")


@given(st.text(max_size=120), st.sets(st.sampled_from(["part", "a", "a-2"])))
def test_every_title_gives_an_id_that_is_free(title: str, used: set[str]) -> None:
    id_ = slug_of(title, used)
    assert id_ not in used
    track = {"id": id_, "title": "Any"}
    assert Framework.model_validate({"id": "f", "title": "F", "tracks": [track]}).tracks[0].id


@given(frameworks(moves=False), st.data())
def test_reordering_loses_nothing_and_keeps_the_ranks(of: Framework, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(PartKind))
    parts = {
        LEVEL: [level.id for _, level in of.levels()],
        TRACK: [track.id for track in of.tracks],
        COMPETENCY: [each.id for each in of.competencies],
    }[kind]
    assume(parts)
    changed = move(of, kind, data.draw(st.sampled_from(parts)), data.draw(st.integers(-1, 6)))
    for a, b in zip(
        sorted(of.tracks, key=lambda t: t.id),
        sorted(changed.tracks, key=lambda t: t.id),
        strict=True,
    ):
        assert {x.id for x in a.levels} == {x.id for x in b.levels}
        assert sorted(x.rank for x in a.levels) == sorted(x.rank for x in b.levels)
    assert {c.id for c in of.competencies} == {c.id for c in changed.competencies}
    assert load(dump(changed, over=dump(of)), "f.yaml") == changed
