"""Sheets of text cells, the same for CSV and XLSX, and what a cell can hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from trellis.framework.model import CellStatus, Statement

STATUS_WORDS = {
    CellStatus.AS_BELOW: "(as below)",
    CellStatus.NOT_EXPECTED: "(not expected)",
    CellStatus.TODO: "(to do)",
}
_STATUS = {word: status for status, word in STATUS_WORDS.items()} | {
    "as_below": CellStatus.AS_BELOW,
    "as below": CellStatus.AS_BELOW,
    "same as below": CellStatus.AS_BELOW,
    "not_expected": CellStatus.NOT_EXPECTED,
    "not expected": CellStatus.NOT_EXPECTED,
    "n/a": CellStatus.NOT_EXPECTED,
    "TODO": CellStatus.TODO,
}
STAR = "★ "
_CELL = re.compile(r"([A-Z]{0,4})(\d{1,7})")
_LINE = re.compile(r"line \d{1,9}")
_BULLET = re.compile(r"\A(?:[-*•–·▪●○]\s+|•|\d{1,2}[.)]\s+)")


@dataclass(frozen=True)
class Sheet:
    """Rows of text cells. `lines` gives the line of each row in a CSV file; None for a workbook.

    `top` is how many rows of the file stand above the first one here; places count them.
    """

    name: str
    rows: list[list[str]]
    lines: list[int] | None = None
    top: int = 0

    def cell(self, row: int, column: int) -> str:
        """The text of a cell without outer spaces; empty outside the sheet."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column].strip() if 0 <= column < len(cells) else ""

    def place(self, row: int, column: int | None = None) -> str:
        """ "line 12" in a CSV file, "Sheet1!B4" or "Sheet1!4" in a workbook."""
        at = row + self.top
        if self.lines is not None:
            return f"line {self.lines[at]}" if at < len(self.lines) else "the end"
        return f"{self.name}!{'' if column is None else letters(column)}{at + 1}"

    def locate(self, place: str) -> tuple[int, int | None] | None:
        """Row and column of a place in this sheet: the reverse of `place`; None for any other."""
        if self.lines is not None:
            line = int(place[5:]) if _LINE.fullmatch(place) else 0
            return (self.lines.index(line) - self.top, None) if line in self.lines else None
        sheet, _, cell = place.rpartition("!")
        found = _CELL.fullmatch(cell) if sheet == self.name else None
        if not found:
            return None
        column = reduce(lambda number, char: number * 26 + ord(char) - 64, found[1], 0) - 1
        return int(found[2]) - 1 - self.top, column if column >= 0 else None

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


def letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def clean(text: str) -> str:
    """Text on one line and without invisible characters; an ellipsis when nothing is left."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.replace("_x", "_ x").split()) or "…"


def fits(text: str) -> bool:
    """True when a cell of any program gives the text back as it is."""
    visible = text.replace("\n", "").isprintable()
    return bool(text) and visible and text == text.strip() and "_x" not in text


def fits_line(text: str) -> bool:
    """True when the text can be one line of a cell with several."""
    return fits(text) and "\n" not in text


def cell_text(cell: Iterable[Statement] | CellStatus) -> str:
    """A cell of the wide matrix: one line for each statement, or the status in words."""
    if isinstance(cell, CellStatus):
        return STATUS_WORDS[cell]
    return "\n".join(f"{STAR if s.star else ''}{clean(s.text)}" for s in cell)


def status_of(text: str) -> CellStatus | None:
    """The status that a whole cell names. "todo" alone is also a word, so only TODO counts."""
    return _STATUS.get(text) or (_STATUS.get(text.lower()) if text.lower() != "todo" else None)


def lines_of(text: str) -> list[tuple[str, bool]]:
    """The statements of a cell, one per line or bullet, each with True when it is starred."""
    found = []
    for line in text.split("\n"):
        starred = line.strip().startswith(STAR.strip())
        words = _BULLET.sub("", line.strip().removeprefix(STAR.strip()).strip(), count=1).strip()
        if words:
            found.append((words, starred))
    return found
