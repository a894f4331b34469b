"""The resolved view: what every level expects, after includes, steps and statuses."""

from typing import Any

import pytest
from hypothesis import given

from tests.core.strategies import frameworks
from trellis.findings import BadInput
from trellis.framework.model import CellStatus, Framework
from trellis.framework.resolve import Expectation, ResolvedFramework, family_of, level_of, resolve

S1, S2 = {"id": "s1", "text": "Writes."}, {"id": "s2", "text": "Leads.", "star": True}
TRACKS = [
    {"id": "ic", "title": "IC", "levels": [{"id": f"L{n}", "rank": n} for n in (3, 1, 2)]},
    {"id": "m", "title": "M", "kind": "management", "levels": [{"id": "M1", "rank": 3}]},
]


def build(*competencies: dict[str, Any], **values: Any) -> Framework:
    named = [{"title": "T", **competency} for competency in competencies]
    return Framework.model_validate(
        {"id": "e", "title": "E", "tracks": TRACKS, "competencies": named, **values}
    )


def view(*competencies: dict[str, Any], **values: Any) -> ResolvedFramework:
    return resolve(build(*competencies, **values))


def test_as_below_takes_the_statements_of_the_nearest_lower_level_by_rank() -> None:
    seen = view({"id": "c", "levels": {"L1": [S1], "L2": "as_below", "L3": "as_below"}})
    assert [seen.cell("c", level).statements[0].id for level in ("L1", "L2", "L3")] == ["s1"] * 3
    assert seen.cell("c", "L3").expectation is Expectation.AS_BELOW


def test_as_below_looks_through_a_level_that_expects_nothing() -> None:
    seen = view({"id": "c", "levels": {"L1": [S1], "L2": "not_expected", "L3": "as_below"}})
    assert seen.cell("c", "L3").statements[0].id == "s1"
    assert not seen.cell("c", "L2").is_expected


def test_as_below_with_nothing_below_has_no_statements() -> None:
    cell = view({"id": "c", "levels": {"L1": "as_below"}}).cell("c", "L1")
    assert (cell.expectation, cell.statements) == (Expectation.AS_BELOW, ())


def test_as_below_never_looks_into_another_track() -> None:
    seen = view({"id": "c", "levels": {"L1": [S1], "M1": "as_below"}})
    assert seen.cell("c", "M1").statements == ()


def test_steps_give_their_statements_where_a_level_expects_them_and_may_fall_again() -> None:
    steps = {"able": [S1], "expert": [S2]}
    expects = {"L1": "able", "L2": "expert", "L3": "able", "M1": "todo"}
    seen = view({"id": "c", "steps": steps, "expects": expects})
    assert [seen.cell("c", level).step for level in ("L1", "L2", "L3")] == [
        "able",
        "expert",
        "able",
    ]
    assert seen.cell("c", "L2").statements[0].id == "s2"
    assert seen.cell("c", "M1").expectation is Expectation.TODO


def test_a_competency_of_one_track_is_not_expected_in_the_other() -> None:
    seen = view({"id": "c", "tracks": ["ic"], "levels": {"L1": [S1], "M1": [S2]}})
    assert (seen.expected("L1"), seen.expected("M1")) == (("c",), ())


def test_todo_not_expected_and_empty_cells_are_not_rated() -> None:
    seen = view(
        {"id": "a", "levels": {"L1": "todo"}}, {"id": "b", "levels": {"L1": "not_expected"}},
        {"id": "c", "levels": {"L1": []}}, {"id": "d", "levels": {"L1": [S1]}},
    )  # fmt: skip
    assert seen.expected("L1") == ("d",)


def test_starred_statements_are_those_of_the_level() -> None:
    seen = view({"id": "c", "levels": {"L1": [S1], "L2": [S2]}})
    assert ([s.id for s in seen.starred("L1")], [s.id for s in seen.starred("L2")]) == ([], ["s2"])


def test_an_included_block_comes_first_and_a_local_competency_replaces_its_own() -> None:
    block = build({"id": "values"}, {"id": "talk", "title": "Theirs"}, {"id": "old"})
    own = build({"id": "talk", "title": "Ours"}, {"id": "design"}, include=["core"], hide=["old"])
    seen = resolve(own, lambda name: block)
    assert [(c.id, c.title) for c in seen.competencies] == [
        ("values", "T"), ("talk", "Ours"), ("design", "T"),
    ]  # fmt: skip


def test_an_unknown_include_is_refused() -> None:
    with pytest.raises(BadInput, match="'core' is included but not known"):
        resolve(build(include=["core"]))


def test_references_name_level_and_family() -> None:
    assert (level_of("ic/L2"), level_of("data/ic/D2")) == ("L2", "D2")
    assert (family_of("ic/L2", "e"), family_of("data/ic/D2", "e")) == ("e", "data")


def test_moves_are_found_by_where_they_start() -> None:
    seen = view(
        moves=[
            {"id": "up", "from": "ic/L1", "to": "ic/L2"},
            {"id": "x", "from": "ic/L2", "to": "m/M1"},
        ]
    )
    assert [move.id for move in seen.moves_from("L2")] == ["x"]


@given(frameworks())
def test_every_statement_counts_once_and_every_expected_cell_comes_from_the_file(
    framework: Framework,
) -> None:
    seen = resolve(framework)
    written = {s.id for s in framework.statements()}
    assert seen.counts["statements"] == len(written)
    shown = {s.id for cell in seen.cells.values() for s in cell.statements}
    assert shown <= written
    for competency in framework.competencies:
        for level, cell in competency.levels.items():
            if isinstance(cell, CellStatus):
                assert seen.cell(competency.id, level).expectation in (
                    cell.value,
                    Expectation.EMPTY,
                )
