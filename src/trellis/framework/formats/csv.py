"""CSV files, in the encodings and with the delimiters that spreadsheet programs write."""

import csv
import io
import re

from trellis.findings import BadInput
from trellis.framework.formats.long_write import long_rows
from trellis.framework.formats.matrix import read_sheets
from trellis.framework.formats.report import Imported, Report
from trellis.framework.formats.table import Sheet
from trellis.framework.model import Framework
from trellis.framework.text import decode

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read(data: bytes, name: str) -> Imported:
    """The framework in a CSV table. Raises `BadInput` with the line of every error."""
    report = Report(name)
    return read_sheets([read_table(data, report)], report)


def read_table(data: bytes, report: Report) -> Sheet:
    """The one sheet of a CSV file; an encoding that was guessed is noted in the report."""
    text, encoding = decode(data, report.name, windows=True)
    if encoding == "cp1252":
        report.note(
            "encoding",
            "Read as Windows-1252: the file is not UTF-8.",
            "line 1",
            "Look at letters with accents.",
        )
    return read_sheet(text, report.name)


def read_sheet(text: str, name: str) -> Sheet:
    """The rows of a CSV text, with the line on which each row ends in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows, lines, begins = [], [], 1
    try:
        for row in reader:
            rows.append([unguarded(cell) for cell in row])
            lines.append(begins)
            begins = reader.line_num + 1
            if len(row) > MAX_COLUMNS:
                raise BadInput.at(
                    "too-large",
                    name,
                    f"This row has {len(row):,} cells.",
                    f"The limit is {MAX_COLUMNS:,}.",
                    f"line {lines[-1]}",
                )
            if len(rows) > MAX_ROWS:
                raise BadInput.at(
                    "too-large",
                    name,
                    f"'{name}' has more than {MAX_ROWS:,} rows.",
                    "Split it.",
                    f"line {begins}",
                )
    except csv.Error as error:
        raise BadInput.at(
            "csv", name, f"Not CSV: {error}.", "Close the quotes.", f"line {begins}"
        ) from error
    return Sheet(name, rows, lines)


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: the one that the first line has most of, outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")[:10_000]).split("\n", 1)[0]
    return max(",;\t", key=first.count)


def to_csv_long(framework: Framework) -> bytes:
    """The long table as CSV, UTF-8 with a mark so that spreadsheet programs see it.

    A cell that a program could take for a formula gets a leading quote; reading takes it off.
    """
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in long_rows(framework))
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell with a quote in front when it could be taken for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the quote that `guarded` puts in front."""
    return cell[1:] if _GUARDED.match(cell) else cell
