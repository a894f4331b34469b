"""What a table looks like: guessed, asked where it cannot be known, read as a person says."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis.framework.formats.detect import read_tables
from trellis.framework.formats.shape import (
    EACH,
    Layout,
    Question,
    Shape,
    asks,
    detect,
    families_of,
    levels_of,
)
from trellis.framework.formats.shape_columns import Role
from trellis.framework.formats.shape_levels import known_order
from trellis.framework.formats.shape_names import near_duplicates
from trellis.framework.formats.shape_read import check_shaped, read_shaped
from trellis.framework.formats.table import Sheet, letters
from trellis.framework.model import Framework

CARVAGO = (
    Path(__file__).resolve().parents[4]
    / "shared/data/frameworks/carvago/frontend-assessment-template.xlsx"
)


def sheets(text: str) -> list[Sheet]:
    found = read_tables(text.encode(), "table.csv")
    assert found
    return found[0]


def texts(framework: Framework) -> list[str]:
    return [statement.text for statement in framework.statements()]


@pytest.mark.parametrize(
    ("table", "layout", "questions"),
    [
        ("Competency,L1,L2\nDesign,a,b", Layout.ACROSS, ()),
        ("Competency,Senior,Junior\nDesign,a,b", Layout.ACROSS, (Question.ORDER,)),
        ("Competency,IC2,M1\nDesign,a,b", Layout.ACROSS, (Question.ORDER,)),
        ("Level,Design,Talk\nL1,a,b\nL2,c,d", Layout.DOWN, ()),
        ("Level,Competency,Statement\nL1,Design,a\nL2,Design,b", Layout.LONG, ()),
        ("Level,Rank,Competency,Statement\nJ,1,D,a\nS,2,D,b", Layout.LONG, ()),
        ("Level,Competency,Statement\nJ,D,a\nS,D,b", Layout.LONG, (Question.ORDER,)),
        ("Name,Email,Level\nMaya,m@x.test,L1", Layout.PEOPLE, (Question.PEOPLE,)),
        ("Tea,Price\nGreen,3\nBlack,4", Layout.UNKNOWN, (Question.HEADER,)),
        ("Family,Competency,L1,L2\nA,D,a,b\nB,E,c,d", Layout.ACROSS, (Question.FAMILY,)),
        ("Family,Notes,Skill,L1,L2,Score\nA,n,D,a,b,3", Layout.ACROSS, ()),
    ],
)
def test_a_table_is_recognised_and_what_cannot_be_known_is_asked(
    table: str, layout: Layout, questions: tuple[Question, ...]
) -> None:
    found = detect(sheets(table))
    assert found.layout is layout
    assert asks(sheets(table), found) == questions


def test_one_sheet_for_each_competency_with_scores_asks_nothing() -> None:
    assert CARVAGO.exists(), f"{CARVAGO} is missing: it lies beside the repository."
    tables = read_tables(CARVAGO.read_bytes(), CARVAGO.name)
    assert tables
    found = detect(tables[0])
    assert (found.layout, asks(tables[0], found)) == (Layout.SHEETS, ())
    assert len(texts(read_shaped(tables[0], found, CARVAGO.name)[0])) == 83


def test_several_sheets_with_a_whole_matrix_each_are_asked_about() -> None:
    rows = [["Competency", "L1", "L2"], ["Design", "a", "b"]]
    two = [Sheet("Design", rows), Sheet("Sales", rows)]
    found = detect(two)
    assert asks(two, found) == (Question.SHEET,)
    assert asks(two, replace(found, sheet=EACH)) == ()


def test_swapped_rows_and_columns_give_the_other_half_of_the_names() -> None:
    table = sheets("Topic,Design 1,Talk 2\nL1,a,b\nL2,c,d")
    found = detect(table).swapped()
    assert levels_of(table, found) == ("L1", "L2")
    framework, _ = read_shaped(table, found, "t")
    assert [each.title for each in framework.competencies] == ["Design 1", "Talk 2"]


def test_the_order_that_a_person_gave_is_the_rank() -> None:
    for text in (
        "Competency,Senior,Junior\nD,a,b",
        "Level,Competency,Statement\nSenior,D,a\nJunior,D,b",
    ):
        table = sheets(text)
        given_order = replace(detect(table), order=("Junior", "Senior"))
        ranks = {
            level.title.lower(): level.rank
            for _, level in read_shaped(table, given_order, "t")[0].levels()
        }
        assert ranks == {"junior": 1, "senior": 2}


def test_an_empty_family_cell_belongs_to_the_family_above() -> None:
    table = sheets("Family,Competency,L1,L2\nA,D,a,b\n,E,c,d\nB,F,e,f")
    found = detect(table)
    assert families_of(table, found) == ("A", "B")
    assert texts(read_shaped(table, replace(found, family="A"), "t")[0]) == ["a", "b", "c", "d"]
    assert texts(read_shaped(table, replace(found, family="B"), "t")[0]) == ["e", "f"]


def test_good_rows_are_read_and_bad_ones_are_named_and_kept_in_extra() -> None:
    table = sheets(
        "Level,Competency,Statement,Id\nL1,D,one,a\nL2,D,two,a\nL2,,three,\nL2,D,four,\n"
    )
    found = check_shaped(table, detect(table), "t")
    assert [(each.code, each.place) for each in found.errors] == [
        ("id-twice", "line 3"),
        ("competency", "line 4"),
    ]
    assert found.good
    framework = found.good[0]
    assert texts(framework) == ["one", "four"]
    kept = str([each.value for each in framework.extra])
    assert "two" in kept
    assert "three" in kept


def test_a_merged_name_puts_two_rows_together() -> None:
    table = sheets("Competency,L1,L2\nCommunication,a,b\nComunication,c,d")
    merged = replace(detect(table), merged=(("Comunication", "Communication"),))
    [competency] = read_shaped(table, merged, "t")[0].competencies
    assert competency.title == "Communication"
    assert len(texts(read_shaped(table, merged, "t")[0])) == 4


def test_a_column_that_nobody_needs_is_kept_in_extra() -> None:
    for text in (
        "Competency,L1,L2,Owner\nD,a,b,Hana",
        "Level,Competency,Statement,Owner\nL1,D,a,Hana\nL2,D,b,",
    ):
        table = sheets(text)
        framework, _ = read_shaped(table, detect(table), "t")
        assert "Hana" in str([each.value for each in framework.extra])


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["L3", "L1", "L2"], ("L1", "L2", "L3")),
        (["2/ Medior", "1/ Junior"], ("1/ Junior", "2/ Medior")),
        (["Junior", "Senior"], ()),
        (["L1", "L1 advanced"], ()),
        (["IC1", "M2"], ()),
    ],
)
def test_numbers_say_the_order_and_nothing_else_does(
    names: list[str], order: tuple[str, ...]
) -> None:
    assert known_order(names) == order


def test_names_are_alike_by_spelling_and_never_across_numbers() -> None:
    found = near_duplicates(
        ["Communication", "Comunication", "Area 1", "Area 11", "Product design", "System design"]
    )
    assert [(pair.first, pair.second) for pair in found] == [("Communication", "Comunication")]


def test_a_shape_is_stored_and_found_again() -> None:
    shape = Shape(
        Layout.DOWN, "Sheet1", 3, (Role.NAMES, Role.CELLS), ("a", "b"), "F", (("old", "new"),)
    )
    assert Shape.of(shape.as_dict()) == shape


@given(st.integers(0, 5_000), st.integers(0, 900), st.text(st.sampled_from("ab!C1 "), min_size=1))
def test_a_place_leads_back_to_its_cell(row: int, column: int, name: str) -> None:
    sheet = Sheet(name, [])
    assert sheet.locate(sheet.place(row, column)) == (row, column)
    assert sheet.locate(sheet.place(row)) == (row, None)
    assert sheet.locate(f"other{name}!{letters(column)}{row + 1}") is None


_CELL = st.text(st.sampled_from("abc L12;\n=-"), max_size=8)


@given(st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=7))
def test_no_table_breaks_the_guess(rows: list[list[str]]) -> None:
    table = [Sheet("S", rows)]
    if any(cell.strip() for row in rows for cell in row):
        found = detect(table)
        if not asks(table, found):
            checked = check_shaped(table, found, "t")
            assert checked.good or checked.rest or checked.errors
