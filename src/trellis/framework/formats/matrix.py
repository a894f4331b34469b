"""Tables of any shape, from CSV or XLSX: which shape it is, and who reads it."""

from trellis.findings import BadInput
from trellis.framework.formats.blank_read import is_blank, read_blank
from trellis.framework.formats.long_read import is_long, read_long
from trellis.framework.formats.overlay import IDS, MADE, overlay
from trellis.framework.formats.report import Imported, Report
from trellis.framework.formats.table import Sheet
from trellis.framework.formats.wide import read_wide


def read_sheets(sheets: list[Sheet], report: Report) -> Imported:
    """The framework in the sheets of a file. Raises `BadInput` with the place of every error."""
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        raise BadInput.at("empty", report.name, f"'{report.name}' holds no cells.")
    if is_blank(filled):
        return report.framework(read_blank(filled, report))
    long = next((sheet for sheet in filled if is_long(sheet)), None)
    if long is None:
        return report.framework(read_wide(filled, report))
    values = read_long(long, report)
    others = [sheet for sheet in filled if sheet is not long]
    if long.name == IDS:
        others = [sheet for sheet in others if sheet.name not in MADE]
    if long.name == IDS and others:
        report.framework(values)  # what the matrix changes must be sound before
        overlay(values, others.pop(0), report)
    for sheet in others:
        report.keep(f"sheet {sheet.name}", sheet.rows)
        report.warn(
            "sheet",
            f"The sheet '{sheet.name}' was not read as a matrix.",
            sheet.name,
            "Its cells are kept in 'extra'.",
        )
    return report.framework(values)
