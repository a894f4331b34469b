"""Changing a cell: ids and comments stay, translations turn stale, an include may be overridden."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis.findings import BadInput
from trellis.framework.diff import diff
from trellis.framework.dump import dump
from trellis.framework.edit import (
    Sentence,
    as_in_core,
    cell_digest,
    cell_of,
    derived_id,
    localised,
    set_statements,
    set_status,
    stale_of,
    statements_of,
)
from trellis.framework.load import load
from trellis.framework.model import CellStatus, Framework, Statement
from trellis.framework.resolve import resolve

TEXT = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Individual contributor
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}]
competencies:
  # what we build
  - id: design
    title: Design
    levels:
      L1: [{id: d1, text: Writes a design., texts: {de: Schreibt einen Entwurf.}, links: [a]}]
      L3:
        # the hardest one
        - {id: d3, text: Leads a design.}
  - id: data
    title: Data
    steps: {working: [{id: w1, text: Reads a query plan.}], expert: []}
    expects: {L1: working, L2: working, L3: todo}
"""


def framework() -> Framework:
    return load(TEXT.encode(), "e.yaml")


def cell(of: Framework, competency: str, level: str) -> Any:
    return cell_of(next(c for c in of.competencies if c.id == competency), level)


def digest(of: Framework, competency: str, level: str) -> str:
    return cell_digest(next(c for c in of.competencies if c.id == competency), level)


def test_a_reworded_sentence_keeps_its_id_and_what_the_writer_did_not_see() -> None:
    changed = set_statements(framework(), "design", "L1", [Sentence("Writes it down.", id="d1")])
    [statement] = cell(changed, "design", "L1")
    assert (statement.id, statement.text, statement.links) == ("d1", "Writes it down.", ("a",))


def test_a_new_sentence_gets_an_id_of_its_own_that_no_version_has_had() -> None:
    first = derived_id("design", "L2", "Draws.", ())
    changed = set_statements(framework(), "design", "L2", [Sentence("Draws.")], taken={first})
    [statement] = cell(changed, "design", "L2")
    assert statement.id == f"{first}-2"
    assert load(dump(changed), "e.yaml") == changed


def test_an_id_does_not_come_back_for_another_sentence() -> None:
    one = set_statements(framework(), "design", "L2", [Sentence("Draws.")])
    gone = set_statements(one, "design", "L2", [])
    other = set_statements(gone, "design", "L2", [Sentence("Paints.")])
    assert cell(one, "design", "L2")[0].id != cell(other, "design", "L2")[0].id


def test_an_id_of_another_cell_is_refused() -> None:
    with pytest.raises(BadInput, match="'d3' is used twice"):
        set_statements(framework(), "design", "L1", [Sentence("Mine.", id="d3")])
    twice = [Sentence("One.", id="d1"), Sentence("Two.", id="d1")]
    with pytest.raises(BadInput, match="'d1' is used twice"):
        set_statements(framework(), "design", "L1", twice)


@pytest.mark.parametrize(("competency", "level"), [("gone", "L1"), ("design", "L9")])
def test_a_cell_that_is_gone_is_refused_with_a_way_on(competency: str, level: str) -> None:
    with pytest.raises(BadInput, match="no longer in this draft"):
        set_statements(framework(), competency, level, [Sentence("A.")])
    with pytest.raises(BadInput, match="no longer in this draft"):
        set_status(framework(), competency, level, CellStatus.TODO)


def test_the_file_changes_in_one_place_and_keeps_its_comments() -> None:
    changed = set_statements(framework(), "design", "L3", [Sentence("Leads it.", id="d3")])
    assert dump(changed, over=TEXT.encode()).decode() == TEXT.replace(
        "Leads a design.", "Leads it."
    )


def test_a_new_cell_stands_in_the_order_of_the_levels() -> None:
    changed = set_status(framework(), "design", "L2", CellStatus.AS_BELOW)
    assert list(changed.competencies[0].levels) == ["L1", "L2", "L3"]
    assert list(set_status(changed, "design", "L2", None).competencies[0].levels) == ["L1", "L3"]


def test_a_translation_turns_stale_with_its_text_until_somebody_looks_at_it() -> None:
    texts = {"de": "Schreibt einen Entwurf."}
    changed = set_statements(framework(), "design", "L1", [Sentence("Other.", "d1", texts=texts)])
    assert stale_of(cell(changed, "design", "L1")[0]) == ("de",)
    again = set_statements(changed, "design", "L1", [Sentence("Other.", "d1", texts=texts)])
    assert stale_of(cell(again, "design", "L1")[0]) == ("de",), "still nobody looked"
    looked = Sentence("Other.", "d1", texts=texts, current=frozenset({"de"}))
    assert stale_of(cell(set_statements(again, "design", "L1", [looked]), "design", "L1")[0]) == ()
    new = Sentence("Other.", "d1", texts={"de": "Anders."})
    assert stale_of(cell(set_statements(again, "design", "L1", [new]), "design", "L1")[0]) == ()


def test_a_stale_mark_is_a_matter_of_wording() -> None:
    texts = {"de": "Schreibt einen Entwurf."}
    sentence = Sentence("Writes a whole design.", "d1", texts=texts)
    changes = diff(framework(), set_statements(framework(), "design", "L1", [sentence]))
    assert "x-stale" in {each.place for each in changes.wording}
    assert not changes.structure


def test_the_digest_of_a_cell_is_about_that_cell_only() -> None:
    changed = set_statements(framework(), "design", "L3", [Sentence("Leads it.", id="d3")])
    assert digest(changed, "design", "L3") != digest(framework(), "design", "L3")
    assert digest(changed, "design", "L1") == digest(framework(), "design", "L1")
    assert digest(changed, "data", "L1") == digest(framework(), "data", "L1")


def test_a_step_is_written_once_for_every_level_that_expects_it() -> None:
    changed = set_statements(framework(), "data", "L1", [Sentence("Reads a plan.", id="w1")])
    assert cell(changed, "data", "L2")[0].text == "Reads a plan."
    expert = set_status(changed, "data", "L3", "expert")
    assert cell(expert, "data", "L3") == ()
    with pytest.raises(BadInput, match="expects none of them"):
        set_statements(changed, "data", "L3", [Sentence("A.")])
    with pytest.raises(BadInput, match="cannot be 'guru'"):
        set_status(changed, "data", "L3", "guru")
    with pytest.raises(BadInput, match="cannot be 'expert'"):
        set_status(changed, "design", "L3", "expert")


@given(frameworks(), st.data())
def test_writing_a_cell_changes_that_cell_only(of: Framework, data: st.DataObject) -> None:
    assume(of.competencies)
    competency = data.draw(st.sampled_from(of.competencies))
    levels = [level.id for _, level in of.levels()]
    level = data.draw(st.sampled_from(levels))
    assume(not competency.steps and not competency.expects)
    held = statements_of(cell_of(competency, level))
    kept = [Sentence(s.text, s.id, s.star, s.examples, s.texts) for s in held]
    changed = set_statements(of, competency.id, level, [*kept, Sentence("Writes one more.")])
    assert cell(changed, competency.id, level)[: len(held)] == held
    assert load(dump(changed, over=dump(of)), "f.yaml") == changed
    others = [other for other in levels if other != level]
    assert [cell(changed, competency.id, each) for each in others] == [
        cell_of(competency, each) for each in others
    ]


CORE = load(
    b"""\
schema: trellis/1
id: core
title: Core
tracks: [{id: all, title: All, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: X, rank: 3}]}]
competencies:
  - id: talk
    title: Talk
    kind: core
    levels:
      L1: [{id: t1, text: Writes it down.}]
      X: [{id: tx, text: Speaks for us.}]
""",
    "core.yaml",
)


def test_an_included_competency_is_overridden_cell_by_cell_and_taken_again() -> None:
    home = framework().model_copy(update={"include": ("core",)})
    talk = resolve(home, lambda _: CORE).competency["talk"]
    own = localised(home, talk)
    assert list(own.competencies[-1].levels) == ["L1"], "X is no level of this family"
    assert localised(own, talk) == own
    changed = set_statements(own, "talk", "L1", [Sentence("Draws it.", id="t1")])
    assert resolve(changed, lambda _: CORE).cell("talk", "L1").statements == (
        Statement(id="t1", text="Draws it."),
    )
    assert as_in_core(changed, talk, "L1") == home, "nothing differs: the include speaks again"
    both = set_statements(changed, "talk", "L2", [Sentence("Draws more.")])
    part = as_in_core(both, talk, "L1")
    assert cell(part, "talk", "L1") == talk.levels["L1"]
    assert cell(part, "talk", "L2")[0].text == "Draws more."
