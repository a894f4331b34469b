"""The blank matrix: it holds, it works things out, and it imports back."""

import io
import re
import zipfile
from typing import Any

import pytest
import xlsxwriter

from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.blank import MATRIX_HEAD, ROLES, ROWS, STEPS, blank_matrix, example
from trellis.framework.model import Framework
from trellis.framework.resolve import resolve


def parts(data: bytes) -> dict[str, str]:
    """The XML of every part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}


def sheet(data: bytes, number: int) -> str:
    return parts(data)[f"xl/worksheets/sheet{number}.xml"]


def filled(matrix: list[list[Any]], scale: list[list[str]], **more: list[list[str]]) -> bytes:
    """A matrix as somebody filled it in."""
    out = io.BytesIO()
    sheets = {"Matrix": [list(MATRIX_HEAD), *matrix], "Scale": [["Competency", *STEPS], *scale]}
    sheets["Matrix"][0] += ["Clerk", "Lead"]
    with xlsxwriter.Workbook(out) as book:
        for name, rows in {**sheets, **more}.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return out.getvalue()


def test_the_example_imports_back_whole() -> None:
    framework, findings = read_any(blank_matrix(), "matrix.xlsx")
    told = example()
    assert (framework.id, framework.title) == ("engineering", "Engineering")
    assert [level.title for _, level in framework.levels()] == told["roles"]
    assert [c.title for c in framework.competencies] == [c["title"] for c in told["competencies"]]
    assert [s.text for s in framework.statements()] == [
        text for competency in told["competencies"] for text in competency["steps"]
    ]
    assert [
        [int(c.expects.get(level.id, 0)) for _, level in framework.levels()]
        for c in framework.competencies
    ] == [competency["expected"] for competency in told["competencies"]]
    assert [finding.code for finding in findings] == ["level-order"]


def test_the_example_is_a_framework_that_resolves() -> None:
    view = resolve(read_any(blank_matrix(), "m.xlsx")[0])
    assert view.cell("system-design", "staff-engineer").step == "5"
    assert "coaching" not in view.expected("junior-engineer")
    assert view.framework.rating.basis == "step"


def test_an_empty_matrix_imports_as_an_empty_framework_and_says_so() -> None:
    framework, findings = read_any(blank_matrix(with_example=False), "our team.xlsx")
    assert framework == Framework.model_validate(
        {
            "id": "our-team",
            "title": "our team",
            "rating": {"basis": "step"},
            "tracks": [{"id": "roles", "title": "Roles", "kind": "other"}],
        }
    )
    assert [str(finding) for finding in findings] == [
        "Matrix!A2: Nothing is filled in yet. Start there."
    ]


def test_a_matrix_that_was_filled_in_imports_with_its_numbers_and_sentences() -> None:
    matrix: list[list[Any]] = [["Till", "Cash", 1, 3], ["Till", "", "", "2"], ["Stock", "", "-", 0]]
    scale = [["Till", "Counts.", "", "Closes.\n- Trains."], ["Till", "x"], ["Old", "gone"]]
    framework, findings = read_any(filled(matrix, scale, Notes=[["by hand"]]), "shop.xlsx")
    first, second, stock = framework.competencies
    assert first.expects == {"clerk": "1", "lead": "3"}
    assert [s.text for s in first.statements()] == ["Counts.", "Closes.", "Trains."]
    assert (second.id, second.expects) == ("till-2", {"lead": "2"})
    assert [s.text for s in second.statements()] == ["x"]
    assert stock.expects == {}
    assert [f.code for f in findings] == ["sheet", "scale", "level-order"]
    assert [extra.place for extra in framework.extra] == ["sheet Notes", "Scale!4"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["Till", "", 6, ""], "Matrix!C2: '6' is no step. Write a whole number from 1 to 5"),
        (["Till", "", "good", ""], "Matrix!C2: 'good' is no step."),
        (["Till", "", 2.5, ""], "Matrix!C2: '2.5' is no step."),
        (["", "", 2, ""], "Matrix!A2: This row has no competency. Name it."),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused_with_its_place(
    row: list[Any], message: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        read_any(filled([row], []), "shop.xlsx")
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize("with_example", [True, False])
def test_cells_accept_1_to_5_panes_are_frozen_and_pages_fit(with_example: bool) -> None:
    data = blank_matrix(with_example=with_example)
    matrix, gap = sheet(data, 2), sheet(data, 4)
    rule = '<dataValidation type="whole"[^>]*sqref="([A-Z0-9:]+)"><formula1>1</formula1>'
    assert re.findall(rule, matrix) == [f"C2:N{ROWS + 1}"]
    assert re.findall(rule, gap) == [f"C11:C{ROWS + 10}"]
    assert 'type="list"' in gap
    for page in (matrix, sheet(data, 3), gap):
        assert 'state="frozen"' in page
        assert 'fitToHeight="0"' in page
        assert 'orientation="landscape"' in page
    assert 'type="colorScale"' in matrix
    assert gap.count("<cfRule") == 2
    assert ROLES == 12


def test_the_gap_is_worked_out_by_formulas_that_hold_no_text_of_the_matrix() -> None:
    gap = sheet(blank_matrix(), 4)
    formulas = re.findall(r"<f>(.*?)</f>", gap)
    assert len(formulas) == 4 * ROWS + 5
    assert 'IF(OR($B11="",$C11=""),"",MAX(0,$B11-$C11))' in gap.replace("&quot;", '"')
    words = {word for each in example()["competencies"] for word in each["title"].split()}
    assert [formula for formula in formulas if any(word in formula for word in words)] == []


def test_it_always_has_the_same_bytes() -> None:
    assert blank_matrix() == blank_matrix()
