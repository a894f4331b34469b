"""The competency matrix to download: role by competency, 1 to 5, with the gaps by formula.

It comes filled in with an example from engineering, to be typed over, and it imports back.
"""

from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from trellis.framework.formats.edition import NO_MOMENT
from trellis.framework.formats.xlsx_book import Book, workbook
from trellis.framework.formats.xlsx_gap import RATING, Grid, write_gap
from trellis.framework.source import Source

README, MATRIX, SCALE = "Read me", "Matrix", "Scale"
FAMILY = "Job family"
MATRIX_HEAD = ("Competency", "What it means")
STEPS = ("1", "2", "3", "4", "5")
ROWS, ROLES = 40, 12
"""How many competencies and roles there is room for."""

_LINES = (
    "A matrix says what each role of a job family needs. Three sheets, in this order:",
    "1. Matrix: one row for each competency, one column for each role. Type over the example. A "
    "cell says which step, 1 to 5, the role needs; leave it empty when the role does not need it.",
    "2. Scale: what the five steps of each competency look like. Write what somebody could see "
    "another person do, one sentence for each line.",
    "3. Gap: choose a role in B3 and rate yourself. Expected, gap and summary work themselves out.",
    "Steps are not school marks: nobody needs a 5 everywhere.",
    "Sheets that are full: insert rows above the last one, so that the formulas follow.",
    "Trellis imports this file as a framework. Ratings on the sheet Gap are never read.",
)


def example() -> dict[str, Any]:
    """The example: `family`, `roles`, and `competencies` with title, means, expected, steps."""
    path = Path(__file__).with_name("blank_example.yaml")
    found: dict[str, Any] = Source(path.read_text(encoding="utf-8"), path.name).value
    return found


def blank_matrix(*, with_example: bool = True) -> bytes:
    """The workbook, with the example or empty. It always has the same bytes."""
    nothing: dict[str, Any] = {"family": "", "roles": [], "competencies": []}
    filled = example() if with_example else nothing
    with workbook(MATRIX, NO_MOMENT) as (book, out):
        _readme(book, filled["family"])
        _matrix(book, filled)
        _scale(book, filled["competencies"])
        grid = Grid(MATRIX, MATRIX, SCALE, ROWS, ROLES, first_number=2, by_number=True)
        write_gap(book, grid, next(iter(filled["roles"]), ""), "Role")
    return out.getvalue()


def _readme(book: Book, family: str) -> None:
    page = book.page(README, (18, 90), frozen=(0, 0))
    page.write_string(0, 0, "Competency matrix", book.title)
    page.write_string(2, 0, FAMILY, book.label)
    page.write_string(2, 1, family, book.entry)
    for row, line in enumerate(_LINES, 4):
        page.write_string(row, 1, line, book.note)


def _matrix(book: Book, filled: dict[str, Any]) -> None:
    page = book.page(MATRIX, (28, 48, *[14] * ROLES), frozen=(1, 2))
    for column in range(len(MATRIX_HEAD) + ROLES):
        names = (*MATRIX_HEAD, *filled["roles"])
        page.write_string(0, column, names[column] if column < len(names) else "", book.head)
    for row in range(1, ROWS + 1):
        _competency(book, page, row, dict(enumerate(filled["competencies"], 1)).get(row, {}))
    cells = (1, len(MATRIX_HEAD), ROWS, len(MATRIX_HEAD) + ROLES - 1)
    page.data_validation(*cells, RATING)
    scale = {"type": "2_color_scale", "min_color": "#F2EFE8", "max_color": "#5CB5AB"}
    bounds = {"min_type": "num", "max_type": "num", "min_value": 1, "max_value": 5}
    page.conditional_format(*cells, scale | bounds)


def _competency(book: Book, page: Worksheet, row: int, values: dict[str, Any]) -> None:
    page.write_string(row, 0, values.get("title", ""), book.label)
    page.write_string(row, 1, values.get("means", ""), book.plain)
    expected = [*values.get("expected", ()), *[0] * ROLES][:ROLES]
    for column, number in enumerate(expected, len(MATRIX_HEAD)):
        if number:
            page.write_number(row, column, number, book.number)
        else:
            page.write_blank(row, column, None, book.number)


def _scale(book: Book, competencies: list[dict[str, Any]]) -> None:
    page = book.page(SCALE, (28, *[36] * len(STEPS)), frozen=(1, 1))
    for column, name in enumerate((MATRIX_HEAD[0], *STEPS)):
        page.write_string(0, column, name, book.head)
    for row in range(1, ROWS + 1):
        values = competencies[row - 1] if row <= len(competencies) else {}
        name = f"'{MATRIX}'!$A{row + 1}"
        page.write_formula(row, 0, f'=IF({name}="","",{name})', book.label, values.get("title", ""))
        steps = [*values.get("steps", ()), *[""] * len(STEPS)][: len(STEPS)]
        for column, text in enumerate(steps, 1):
            page.write_string(row, column, text, book.plain)
