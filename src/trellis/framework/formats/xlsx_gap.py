"""The gap sheet: expected against one's own rating, by formulas that refer to other sheets.

No text of a framework stands in a formula; everything is referred to by its cell.
"""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from trellis.framework.formats.overlay import GAP
from trellis.framework.formats.xlsx_book import Book

HEAD_ROW = 9
"""The row (from 0) of the head; above it stand what is chosen and the summary."""

RATING = {
    "validate": "integer",
    "criteria": "between",
    "minimum": 1,
    "maximum": 5,
    "error_title": "1 to 5",
    "error_message": "A rating is a whole number from 1 to 5.",
}
"""What a cell for a rating accepts."""

_HEAD = ("Competency", "Expected", "Own rating, 1 to 5", "Gap", "What is expected")
_WIDTHS = (34, 16, 20, 12, 84)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the numbers stand that are expected, and the texts that go with them.

    `names` is the sheet with one competency in each row of column A, `numbers` the sheet with the
    expected numbers, `texts` the one with the texts; all three begin in row 2, the columns of
    `numbers` and `texts` at `first` (A is 0). With `by_number` the texts are chosen by the number
    that is expected, else by the level.
    """

    names: str
    numbers: str
    texts: str
    rows: int
    columns: int
    first_number: int = 1
    first_text: int = 1
    by_number: bool = False

    @property
    def heads(self) -> str:
        """The names of the levels."""
        return _across(self.numbers, self.first_number, self.columns, 1)

    def name(self, row: int) -> str:
        """The competency in a row (from 2)."""
        return f"=IF('{self.names}'!$A${row}=\"\",\"\",'{self.names}'!$A${row})"

    def expected(self, row: int) -> str:
        """The number that is expected at the level that is chosen; empty when there is none."""
        cells = _across(self.numbers, self.first_number, self.columns, row)
        found = f"INDEX({cells},1,MATCH($B$3,{self.heads},0))"
        return f'=IFERROR(IF({found}="","",{found}),"")'

    def says(self, row: int, place: int) -> str:
        """The text of a row (from 2) that stands in row `place` of the gap sheet."""
        columns = 5 if self.by_number else self.columns
        cells = _across(self.texts, self.first_text, columns, row)
        at = f"$B{place}" if self.by_number else f"MATCH($B$3,{self.heads},0)"
        found = f"INDEX({cells},1,{at})"
        return f'=IFERROR(IF($B{place}="","",{found}&""),"")'


def _across(sheet: str, first: int, columns: int, row: int) -> str:
    last = first + max(columns, 1) - 1
    return f"'{sheet}'!${xl_col_to_name(first)}${row}:${xl_col_to_name(last)}${row}"


def write_gap(book: Book, grid: Grid, chosen: str, noun: str) -> None:
    """The sheet with `chosen` as the level; `noun` says what is chosen: "Level" or "Role"."""
    page = book.page(GAP, _WIDTHS, frozen=(HEAD_ROW + 1, 1))
    page.write_string(0, 0, "Where am I, and what comes next?", book.title)
    page.write_string(2, 0, noun, book.label)
    page.write_string(2, 1, chosen, book.entry)
    page.data_validation(2, 1, 2, 1, {"validate": "list", "source": f"={grid.heads}"})
    page.write_string(2, 2, "Choose in B3, then rate yourself in the coloured column.")
    for column, name in enumerate(_HEAD):
        page.write_string(HEAD_ROW, column, name, book.head)
    for number in range(grid.rows):
        _row(book, page, grid, number)
    first, last = HEAD_ROW + 2, HEAD_ROW + 1 + max(grid.rows, 1)
    _summary(book, page, f"{first}", f"{last}")
    page.data_validation(first - 1, 2, last - 1, 2, RATING)
    for criteria, format_ in ((">", book.gap), ("==", book.met)):
        rule = {"type": "formula", "format": format_}
        rule["criteria"] = f"=AND(ISNUMBER($D{first}),$D{first}{criteria.replace('==', '=')}0)"
        page.conditional_format(first - 1, 3, last - 1, 3, rule)


def _row(book: Book, page: Worksheet, grid: Grid, number: int) -> None:
    """One competency. Values are left empty: the program that opens the file works them out."""
    at, place = number + 2, HEAD_ROW + 2 + number
    page.write_formula(place - 1, 0, grid.name(at), book.label, "")
    page.write_formula(place - 1, 1, grid.expected(at), book.number, "")
    page.write_blank(place - 1, 2, None, book.entry)
    gap = f'=IF(OR($B{place}="",$C{place}=""),"",MAX(0,$B{place}-$C{place}))'
    page.write_formula(place - 1, 3, gap, book.number, "")
    page.write_formula(place - 1, 4, grid.says(at, place), book.plain, "")


def _summary(book: Book, page: Worksheet, first: str, last: str) -> None:
    rated, gaps = f"$C${first}:$C${last}", f"$D${first}:$D${last}"
    names = f"$A${first}:$A${last}"
    lines = (
        ("Rated", f'=COUNT({rated})&" of "&COUNT($B${first}:$B${last})'),
        ("Average of the ratings", f'=IFERROR(ROUND(AVERAGE({rated}),2),"")'),
        ("Competencies with a gap", f'=COUNTIF({gaps},">0")'),
        ("Sum of the gaps", f"=SUM({gaps})"),
        ("Largest gap", f'=IF(MAX({gaps})>0,INDEX({names},MATCH(MAX({gaps}),{gaps},0)),"")'),
    )
    for row, (label, formula) in enumerate(lines, 3):
        page.write_string(row, 0, label, book.label)
        page.write_formula(row, 1, formula, book.number, "")
