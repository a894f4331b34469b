"""A template fits the company: few levels for a small one, two tracks for a large one."""

import pytest

from trellis import library
from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.resolve import level_of, resolve
from trellis.library.sizes import SHAPES, Size, individual, sized, with_levels

NAMES = library.names()


def template(name: str) -> Framework:
    return load(library.read(name), f"{name}.yaml")


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("name", NAMES)
def test_each_template_in_each_size_is_a_framework(name: str, size: Size) -> None:
    found = sized(template(name), SHAPES[size])
    again = load(dump(found), name)
    assert again == found
    ids = [statement.id for statement in found.statements()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("size", "levels", "tracks"),
    [(Size.SMALL, range(3, 5), 1), (Size.MEDIUM, range(5, 7), 2), (Size.LARGE, range(6, 8), 2)],
)
def test_the_size_decides_levels_and_tracks(
    name: str, size: Size, levels: range, tracks: int
) -> None:
    found = sized(template(name), SHAPES[size])
    assert len(individual(found).levels) in levels
    assert len(found.tracks) == tracks


@pytest.mark.parametrize("name", NAMES)
def test_a_small_company_has_one_ladder_and_no_laterals(name: str) -> None:
    assert {m.kind for m in sized(template(name), SHAPES[Size.SMALL]).moves} == {"promotion"}


@pytest.mark.parametrize("name", NAMES)
def test_a_second_track_has_a_way_in_and_a_way_back(name: str) -> None:
    kinds = {move.kind for move in sized(template(name), SHAPES[Size.MEDIUM]).moves}
    assert {"crossover", "lateral", "promotion", "return"} <= kinds


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", list(Size))
def test_no_move_leads_to_a_level_that_was_cut(name: str, size: Size) -> None:
    found = resolve(sized(template(name), SHAPES[size]))
    for move in found.framework.moves:
        assert level_of(move.from_) in found.levels
        assert move.kind == "lateral" or level_of(move.to) in found.levels


def test_a_level_beyond_the_template_is_still_to_write() -> None:
    found = resolve(with_levels(template("support"), 6))
    assert {found.cell(c.id, "S6").expectation.value for c in found.competencies} == {"todo"}
    assert found.levels["S6"].scope
    assert "S5-S6" in found.moves


def test_cutting_and_adding_again_leaves_the_lower_levels_alone() -> None:
    before = resolve(template("support"))
    found = resolve(with_levels(with_levels(template("support"), 3), 5))
    kept = [key for key in before.cells if key[1] in ("S1", "S2", "S3")]
    assert [found.cells[key] for key in kept] == [before.cells[key] for key in kept]
