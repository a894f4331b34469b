"""The rows of an upload as they are shown: a preview with what is guessed, and rows to correct."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trellis.findings import Finding
from trellis.framework.formats.shape import Layout, Shape, detect_sheet, sheet_of
from trellis.framework.formats.shape_columns import Role, holds_scores
from trellis.framework.formats.table import Sheet, letters

ROWS = 12
MOST_COLUMNS = 40
MOST_BAD = 50
_ROLE_OF = {
    "families": Role.FAMILY,
    "id-twice": Role.ID,
    "kind": Role.KIND,
    "more": Role.MORE,
    "rank": Role.RANK,
    "status": Role.STATUS,
}
"""The column that a problem of a code is about, beside those that every row has."""
_ALWAYS = (Role.NAMES, Role.COMPETENCY, Role.LEVEL, Role.STATEMENT)


@dataclass(frozen=True)
class PreviewRow:
    """One row: its number in the file, where it stands, and for each cell what it is and says."""

    number: int
    is_header: bool
    is_above: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """The first rows of a table. `scores` are the names of columns that hold numbers only."""

    sheet: str
    rows: tuple[PreviewRow, ...]
    scores: tuple[str, ...]
    hidden: int


@dataclass(frozen=True)
class BadCell:
    """A field to correct a cell in: its name, what it is called, and what stands there."""

    name: str
    label: str
    text: str

    @property
    def is_long(self) -> bool:
        """True when one line is too little to write in."""
        return len(self.text) > 60 or "\n" in self.text


@dataclass(frozen=True)
class BadRow:
    """A row, what is wrong with it, and its cells."""

    place: str
    findings: tuple[Finding, ...]
    cells: tuple[BadCell, ...]

    @property
    def is_error(self) -> bool:
        """False when the row is read as it is, and only a look is asked for."""
        return any(finding.level == "error" for finding in self.findings)


def preview(sheets: Sequence[Sheet], shape: Shape) -> Preview:
    """The rows around the header, each cell with what it is taken for."""
    sheet = sheet_of(sheets, shape)
    if shape.layout is Layout.SHEETS:
        shape = detect_sheet(sheet)
    first = max(0, shape.header - 2)
    columns = range(min(sheet.width, MOST_COLUMNS))
    roles = dict(enumerate(shape.roles))
    rows = tuple(
        PreviewRow(
            row + 1,
            row == shape.header,
            row < shape.header,
            tuple(
                (roles.get(column, Role.ASIDE).value, sheet.cell(row, column)) for column in columns
            ),
        )
        for row in range(first, min(first + ROWS, len(sheet.rows)))
    )
    scores = [
        sheet.cell(shape.header, column) or letters(column)
        for column in shape.columns(Role.ASIDE)
        if holds_scores(sheet, column, shape.header)
    ]
    return Preview(sheet.name, rows, tuple(scores), max(0, sheet.width - MOST_COLUMNS))


def bad_rows(sheets: Sequence[Sheet], shape: Shape, findings: Sequence[Finding]) -> list[BadRow]:
    """The first rows that something is wrong with, each with the cells that it is about."""
    by_row: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        for number, sheet in enumerate(sheets):
            at = sheet.locate(finding.place)
            if at:
                by_row.setdefault((number, at[0]), []).append(finding)
                break
    return [
        BadRow(
            sheets[number].place(row),
            tuple(found),
            tuple(_cells(sheets, number, row, shape, found)),
        )
        for (number, row), found in sorted(by_row.items())[:MOST_BAD]
    ]


def _cells(
    sheets: Sequence[Sheet], number: int, row: int, shape: Shape, found: Sequence[Finding]
) -> Iterator[BadCell]:
    sheet = sheets[number]
    its = detect_sheet(sheet) if shape.layout is Layout.SHEETS else shape
    roles = {*_ALWAYS, *(_ROLE_OF[each.code] for each in found if each.code in _ROLE_OF)}
    wanted = {column for role in roles for column in its.columns(role)}
    for each in found:
        at = sheet.locate(each.place)
        wanted |= {at[1]} if at and at[1] is not None else set()
    for column in sorted(wanted):
        head = sheet.cell(its.header, column) or letters(column)
        yield BadCell(f"cell-{number}-{row}-{column}", head, sheet.cell(row, column))
