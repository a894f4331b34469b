"""A table read as its shape says, and which of its rows cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.formats.header import Header
from trellis.framework.formats.long_read import read_long
from trellis.framework.formats.matrix import read_sheets
from trellis.framework.formats.report import Imported, Report, slug
from trellis.framework.formats.shape import (
    Layout,
    Shape,
    detect_sheet,
    filled_of,
    header_of,
    levels_of,
    sheet_of,
)
from trellis.framework.formats.shape_columns import Role
from trellis.framework.formats.shape_levels import known_order
from trellis.framework.formats.table import Sheet
from trellis.framework.formats.wide import WideReader

MOST_ROUNDS = 5
"""Errors that show only once others are gone: of rows, of ids, of the whole."""


@dataclass(frozen=True)
class Checked:
    """What a file gives. `good` is the framework of the rows that can be read, if there is one.

    `errors` is what is wrong in `bad` rows, by the name of the sheet and the number of the row
    from 0, and `rest` what is wrong and belongs to no row.
    """

    good: Imported | None
    errors: tuple[Finding, ...]
    bad: frozenset[tuple[str, int]]
    rest: tuple[Finding, ...] = ()


def check_shaped(sheets: Sequence[Sheet], shape: Shape, name: str) -> Checked:
    """Reads the good rows, and says what is wrong with the others."""
    bad, errors = set[tuple[str, int]](), list[Finding]()
    for _ in range(MOST_ROUNDS):
        try:
            good = read_shaped(sheets, shape, name, without=frozenset(bad))
        except BadInput as refused:
            found = [(each, _row_of(sheets, each)) for each in refused.findings]
            rows = {row for _, row in found if row} - bad
            if not rows:
                return Checked(None, tuple(errors), frozenset(bad), refused.findings)
            errors += [each for each, row in found if row]
            bad |= rows
        else:
            return Checked(good, tuple(errors), frozenset(bad))
    return Checked(None, tuple(errors), frozenset(bad))


def read_shaped(
    sheets: Sequence[Sheet],
    shape: Shape,
    name: str,
    *,
    without: frozenset[tuple[str, int]] = frozenset(),
) -> Imported:
    """The framework in a table of a shape, and what was noticed.

    Rows in `without` are kept in extra. Raises `BadInput` with the place of every error.
    """
    report = Report(name)
    filled = [_without(sheet, without, report) for sheet in filled_of(sheets)]
    if shape.layout is Layout.OURS:
        return read_sheets(filled, report)
    order = shape.order or known_order(levels_of(filled, shape))
    if shape.layout is Layout.SHEETS:
        return report.framework(_all_sheets(filled, order, report))
    sheet = _one_family(sheet_of(filled, shape), shape)
    _keep_others(filled, sheet, report)
    if shape.layout is Layout.LONG:
        values = read_long(_long(sheet, shape, report), report, order)
    else:
        reader = WideReader(report, order)
        reader.sheet(_wide(sheet, shape), header_of(sheet, shape))
        values = reader.values()
    if shape.family:
        values |= {"id": slug(shape.family), "title": shape.family}
    return report.framework(values)


def _row_of(sheets: Sequence[Sheet], finding: Finding) -> tuple[str, int] | None:
    for sheet in sheets:
        at = sheet.locate(finding.place)
        if at:
            return sheet.name, at[0]
    return None


def _without(sheet: Sheet, without: frozenset[tuple[str, int]], report: Report) -> Sheet:
    """The sheet with empty rows in the place of those that are left out."""
    left_out = {row for name, row in without if name == sheet.name}
    for row in sorted(left_out):
        report.keep(f"{sheet.place(row)}, left out", sheet.rows[row])
    rows = [[] if row in left_out else cells for row, cells in enumerate(sheet.rows)]
    return replace(sheet, rows=rows) if left_out else sheet


def _all_sheets(sheets: list[Sheet], order: tuple[str, ...], report: Report) -> dict[str, object]:
    reader = WideReader(report, order)
    for sheet in sheets:
        shape = detect_sheet(sheet)
        if shape.layout in (Layout.ACROSS, Layout.DOWN):
            reader.sheet(sheet, header_of(sheet, shape))
        else:
            _keep(sheet, report)
    return reader.values()


def _keep_others(sheets: list[Sheet], read: Sheet, report: Report) -> None:
    for sheet in sheets:
        if sheet.name != read.name:
            _keep(sheet, report)


def _keep(sheet: Sheet, report: Report) -> None:
    report.keep(f"sheet {sheet.name}", sheet.rows)
    report.note(
        "sheet", f"The sheet '{sheet.name}' was not read.", sheet.name, "It is kept in 'extra'."
    )


def _one_family(sheet: Sheet, shape: Shape) -> Sheet:
    """The rows of the family that is wanted; an empty cell belongs to the family above it."""
    columns = shape.columns(Role.FAMILY)
    if not columns or not shape.family:
        return sheet
    rows, family = list(sheet.rows[: shape.header + 1]), ""
    for number in range(shape.header + 1, len(sheet.rows)):
        family = sheet.cell(number, columns[0]) or family
        rows.append(sheet.rows[number] if family == shape.family else [])
    return replace(sheet, rows=rows)


def _wide(sheet: Sheet, shape: Shape) -> Sheet:
    """The matrix with a head that the reader knows: descriptions are named so, families not."""
    names, head = header_of(sheet, shape), dict[int, str]()
    head |= dict.fromkeys(shape.columns(Role.ASIDE), "")
    head |= dict.fromkeys(shape.columns(Role.SUMMARY), "Description")
    families, merged = shape.columns(Role.FAMILY), dict(shape.merged)
    rows = [list(row) for row in sheet.rows]
    for number, row in enumerate(rows):
        for column in range(len(row)):
            if number == shape.header and column in head:
                row[column] = head[column]
            elif column in families:
                row[column] = ""
            elif _is_name(names, number, column):
                row[column] = merged.get(row[column].strip(), row[column])
    return replace(sheet, rows=rows)


def _is_name(header: Header, row: int, column: int) -> bool:
    """True for a cell that names a competency."""
    if header.across:
        return column == header.labels and row > header.row
    return row == header.row and column in header.columns


def _long(sheet: Sheet, shape: Shape, report: Report) -> Sheet:
    """The table from its header on, with our names of columns."""
    head = ["" if role is Role.ASIDE else role.value for role in shape.roles]
    merged, competency = dict(shape.merged), shape.columns(Role.COMPETENCY)[0]
    kept, rows = dict[str, str](), [head]
    for number in range(shape.header + 1, len(sheet.rows)):
        row = list(sheet.rows[number])
        for column in shape.columns(Role.ASIDE):
            if sheet.cell(number, column):
                kept[sheet.place(number, column)] = sheet.cell(number, column)
        if competency < len(row):
            row[competency] = merged.get(row[competency].strip(), row[competency])
        rows.append(row)
    if kept:
        report.keep(f"{sheet.name}, other columns", kept)
    return replace(sheet, rows=rows, top=sheet.top + shape.header)


def refused(checked: Checked) -> BadInput:
    """Everything that is wrong, as one refusal."""
    every = (*checked.errors, *checked.rest)
    return BadInput(*(each for each in every if each.level is Severity.ERROR))
