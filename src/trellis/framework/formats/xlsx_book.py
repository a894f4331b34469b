"""Workbooks that we write: text stays text, the same content gives the same bytes, pages print."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from trellis.findings import BadInput
from trellis.framework.formats.table import letters

MAX_CELL = 32_767
A4 = 9
BRAND, SOFT, LINE = "#0B6660", "#DDF0EC", "#E4DFD4"
GAP, GAP_SOFT, ENTRY = "#A8480A", "#FCEBDC", "#FFF8E6"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Book:
    """A workbook with the formats of ours. Every text goes through `text`."""

    def __init__(self, book: Any, subject: str) -> None:
        self._book, self.subject = book, subject
        box = {"border": 1, "border_color": LINE, "valign": "top"}
        self.plain: Format = book.add_format({**box, "text_wrap": True})
        self.head: Format = book.add_format(
            {**box, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": BRAND}
        )
        self.label: Format = book.add_format({**box, "bold": True, "text_wrap": True})
        self.title: Format = book.add_format({"bold": True, "font_size": 16, "font_color": BRAND})
        self.note: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.number: Format = book.add_format({**box, "align": "center"})
        self.entry: Format = book.add_format({**box, "align": "center", "bg_color": ENTRY})
        self.gap: Format = book.add_format({"bold": True, "font_color": GAP, "bg_color": GAP_SOFT})
        self.met: Format = book.add_format({"font_color": BRAND, "bg_color": SOFT})

    def page(
        self, name: str, widths: Sequence[int], *, frozen: tuple[int, int] = (1, 0)
    ) -> Worksheet:
        """A new sheet with these widths of columns; it prints on A4 with its head on each page."""
        page: Worksheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.freeze_panes(*frozen)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        if frozen[0]:
            page.repeat_rows(0, frozen[0] - 1)
        return page

    def text(
        self, page: Worksheet, row: int, column: int, text: str, format_: Format | None = None
    ) -> None:
        """A cell of text, which never becomes a formula. Raises `BadInput` when it is too long."""
        if len(text) * 2 > MAX_CELL and len(text.encode("utf-16-le")) // 2 > MAX_CELL:
            raise BadInput.at(
                "cell",
                self.subject,
                f"A cell can hold {MAX_CELL:,} characters; this one has {len(text):,}.",
                "Use CSV or trellis/1.",
                f"{page.name}!{letters(column)}{row + 1}",
            )
        if text:
            page.write_string(row, column, text, format_)

    def table(self, page: Worksheet, rows: Iterable[Sequence[str]], format_: Format | None) -> None:
        """Rows of text from the top; the first one is the head."""
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                self.text(page, number, column, cell, format_ if number else self.head)


@contextmanager
def workbook(subject: str, created: datetime) -> Iterator[tuple[Book, BytesIO]]:
    """A workbook to fill; its bytes stand in the buffer when the block ends."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": created.replace(tzinfo=None)})
        yield Book(book, subject), out
