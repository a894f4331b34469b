"""Tables from CSV and XLSX: ours come back as they were, others as they were meant."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.strategies import frameworks, texts
from trellis.findings import BadInput
from trellis.framework.formats import read_any, to_csv_long, to_xlsx
from trellis.framework.formats.csv import guarded, unguarded
from trellis.framework.model import CellStatus, Framework
from trellis.framework.resolve import resolve

WIDE = """\
Competency;Description;L1;L2;Notes
Design;How we build;"- Writes a design.
- Reviews it.";★ Leads a design.;old
;;Asks.;;
Talk;;n/a;TODO;
"""


def table(text: str, name: str = "engineering.csv") -> Framework:
    return read_any(text.encode(), name)[0]


def refusal(data: bytes | str, name: str = "e.csv") -> str:
    with pytest.raises(BadInput) as caught:
        read_any(data.encode() if isinstance(data, str) else data, name)
    return str(caught.value)


def cells(framework: Framework) -> dict[tuple[str, str], list[str] | str]:
    return {
        (competency.id, level): str(cell)
        if isinstance(cell, CellStatus)
        else [s.text for s in cell]
        for competency in framework.competencies
        for level, cell in competency.levels.items()
    }


def workbook(*sheets: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for rows in sheets:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return out.getvalue()


@given(frameworks(moves=False))
@settings(max_examples=60)
def test_long_csv_written_and_read_back_is_the_same(framework: Framework) -> None:
    again, findings = read_any(to_csv_long(framework), "any.csv")
    assert again == framework
    assert findings == []


@given(frameworks(moves=False))
@settings(max_examples=10, deadline=None)
def test_wide_xlsx_written_and_read_back_is_the_same(framework: Framework) -> None:
    again, findings = read_any(to_xlsx(framework), "any.xlsx")
    assert again == framework
    assert findings == []


@pytest.mark.parametrize(
    "file", ["monzo/engineering/backend.md", "financial-times/engineering.yml"]
)
def test_published_frameworks_survive_csv_and_xlsx(published: Path, file: str) -> None:
    framework, _ = read_any((published / file).read_bytes(), file)
    assert read_any(to_csv_long(framework), "x.csv")[0] == framework
    assert read_any(to_xlsx(framework), "x.xlsx")[0] == framework


@given(texts)
def test_the_guard_against_formulas_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[0] not in "=+-@\t\r"


def test_a_formula_is_written_as_text() -> None:
    framework = table('level,competency,statement\nL1,Design,"\'=1+1"\n')
    assert [s.text for s in framework.statements()] == ["=1+1"]
    assert b"'=1+1" in to_csv_long(framework)
    assert b"<f>" not in to_xlsx(framework)


def test_the_same_file_always_gives_the_same_ids() -> None:
    first, second = table(WIDE), table(WIDE)
    assert first == second
    assert [s.id for s in first.statements()] == [
        "design-l1-1",
        "design-l1-2",
        "design-l1-3",
        "design-l2-1",
    ]


def test_carvago_has_83_statements_4_levels_and_4_competencies(published: Path) -> None:
    path = published / "carvago/frontend-assessment-template.xlsx"
    framework, findings = read_any(path.read_bytes(), path.name)
    counts = resolve(framework).counts
    assert (counts["statements"], counts["levels"], counts["competencies"]) == (83, 4, 4)
    assert [level.title for _, level in framework.levels()] == [
        "1/ Junior",
        "2/ Medior",
        "3/ Senior",
        "4/ Expert",
    ]
    assert "Delivery!14: 'Level result' is the same for every level." in str(findings[0])


def test_a_wide_table_is_read_with_bullets_stars_statuses_and_what_stands_beside() -> None:
    framework = table(WIDE)
    assert cells(framework) == {
        ("design", "L1"): ["Writes a design.", "Reviews it.", "Asks."],
        ("design", "L2"): ["Leads a design."],
        ("talk", "L1"): "not_expected",
        ("talk", "L2"): "todo",
    }
    assert [s.id for s in framework.statements() if s.star] == ["design-l2-1"]
    assert framework.competencies[0].summary == "How we build"
    assert framework.extra[0].value == {"line 2": "old"}


def test_a_table_with_levels_going_down_is_turned() -> None:
    framework = table("Level,Design,Talk\nJunior,Writes.,Listens.\nSenior,Leads.,Teaches.\n")
    assert cells(framework)["talk", "senior"] == ["Teaches."]
    assert [level.rank for _, level in framework.levels()] == [1, 2]


def test_levels_that_fall_are_ranked_by_their_number_and_it_is_said() -> None:
    framework, findings = read_any(b"Competency,L3,L2\nDesign,Leads.,Writes.\n", "e.csv")
    assert {level.id: level.rank for _, level in framework.levels()} == {"L2": 1, "L3": 2}
    assert "The order of the levels was taken as: L2, L3." in str(findings[0])


def test_a_duplicate_row_name_is_reported() -> None:
    _, findings = read_any(b"Competency,L1,L2\nA,x,y\nB,x,y\nA,z,w\n", "e.csv")
    assert [str(f) for f in findings] == ["line 4: 'A' stands here twice. Both were put together."]


def test_todo_in_portuguese_is_a_word() -> None:
    assert cells(table("Competency,L1,L2\nA,todo,TODO\n")) == {
        ("a", "L1"): ["todo"],
        ("a", "L2"): "todo",
    }


def test_a_table_without_levels_asks_for_them() -> None:
    assert "Put 'Competency' in the corner" in refusal("a,b\nc,d\n")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("L1,,Writes.", "line 2: No competency is named."),
        (",Design,Writes.", "line 2: This statement has no level."),
        ("L1,Design,,draft", "line 2: The status 'draft' is not known."),
        ("L1,Design,Writes.,todo", "line 2: This cell has a status and a statement."),
        ("L1,Design,,todo\nL1,Design,Writes.,", "line 3: This cell has a status and a statement."),
        ('L1,Design,Writes.\nL1,Design,"open', "line 3: Not CSV"),
    ],
)
def test_a_row_that_cannot_be_placed_is_told_with_its_line(rows: str, message: str) -> None:
    assert refusal(f"level,competency,statement,status\n{rows}").startswith(message)


def test_two_families_in_one_table_are_refused_with_the_line() -> None:
    message = refusal("family,level,competency,statement\na,L1,D,x\nb,L1,D,y\n")
    assert message.startswith("line 3: The table holds 2 families: a, b.")


def test_a_long_table_of_others_gets_names_ids_and_ranks() -> None:
    framework, findings = read_any(
        b"Grade,Skill,Behaviour\nSenior I,System design,Leads.\n", "dev.csv"
    )
    assert (framework.id, cells(framework)) == ("dev", {("system-design", "senior-i"): ["Leads."]})
    assert "has no rank; taken as number 1" in str(findings[0])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter_is_read(delimiter: str) -> None:
    text = "level,competency,statement\nL1,Design,Writes.\n".replace(",", delimiter)
    assert cells(table(text)) == {("design", "L1"): ["Writes."]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheet_programs_are_read(encoding: str) -> None:
    data = "level,competency,statement\nL1,Entwürfe,Schreibt – größer.\n".encode(encoding)
    framework, findings = read_any(data, "e.csv")
    assert [s.text for s in framework.statements()] == ["Schreibt – größer."]
    assert ("encoding" in [f.code for f in findings]) == (encoding == "cp1252")


def test_bytes_of_no_encoding_are_refused_by_name_and_line() -> None:
    assert refusal(b"level\nL1,\x81\n").startswith("line 2: 'e.csv' is not UTF-8 or Windows-1252")
    utf16 = "level,competency\n".encode("utf-16-le")
    assert "UTF-16 without a byte order mark" in refusal(utf16)


def test_an_edit_in_the_matrix_keeps_the_id_of_what_was_there() -> None:
    framework = table(
        "level,rank,competency,id,statement\nL1,1,design,keep-1,One.\nL1,1,design,keep-2,Two.\n"
    )
    head = ["Competency", "Id", "L1"]
    ids = _ids_sheet(framework)
    data = _named_workbook({"Framework": [head, ["Design", "design", "Two.\nNew."]], "Ids": ids})
    again, _ = read_any(data, "e.xlsx")
    assert {s.id: s.text for s in again.statements()} == {"keep-2": "Two.", "design-l1-2": "New."}


def _ids_sheet(framework: Framework) -> list[list[str]]:
    from trellis.framework.formats.long_write import long_rows

    return long_rows(framework)


def _named_workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return out.getvalue()


@given(st.text())
@settings(max_examples=200)
def test_any_text_is_read_or_refused_with_findings(text: str) -> None:
    with suppress(BadInput):
        assert isinstance(read_any(text.encode(), "any.csv")[0], Framework)
