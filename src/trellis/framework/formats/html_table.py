"""HTML as blocks: headings, list items, paragraphs, and tables with rows and columns that span."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

from trellis.findings import BadInput

MAX_SPAN = 50
MAX_CELLS = 200_000
SPANNED = "←"
"""What a cell that spans several columns says in all but the first of them."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)  # the parser is slow on open ones
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "section", "dd", "dt", "summary", "details"}
_HIDDEN = {"style", "script", "head", "template"}


@dataclass
class HtmlBlock:
    """A block of a page with its line; `rows` are filled for a table only."""

    kind: str
    line: int
    text: str = ""
    depth: int = 0
    bold: bool = False
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass
class _Cell:
    line: int
    rowspan: int
    colspan: int
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = ("\n" + "".join(self.pieces)).split("\n")
        return "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)


def html_blocks(html: str, name: str, first_line: int = 1) -> list[HtmlBlock]:
    """The blocks of a piece of HTML; tags that are not closed end with the piece.

    Raises `BadInput` for a table that is too large.
    """
    reader = _Reader(name, first_line)
    reader.feed(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), html))
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Takes tags as they come: nothing is nested deeper than a table in a list."""

    def __init__(self, name: str, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.name, self.first = name, first_line
        self.blocks: list[HtmlBlock] = []
        self.current: HtmlBlock | None = None
        self.rows: list[list[_Cell]] = []
        self.hidden = self.lists = self.tables = self.bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.hidden += tag in _HIDDEN
        self.bold += tag in ("b", "strong")
        if tag == "table":
            self.tables += 1
            if self.tables == 1:
                self._end()
                self.rows = []
                self.blocks.append(HtmlBlock("table", self._line()))
        elif self.tables:
            self._in_table(tag, dict(attrs))
        elif tag in ("ul", "ol"):
            self._end()
            self.lists += 1
        elif re.fullmatch("h[1-6]", tag):
            self._begin("heading", int(tag[1]))
        elif tag == "li":
            self._begin("bullet", max(self.lists, 1))
        elif tag in _BLOCKS and not (self.current and self.current.kind != "text"):
            self._end()

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, or was never open."""
        self.hidden = max(self.hidden - (tag in _HIDDEN), 0)
        self.bold = max(self.bold - (tag in ("b", "strong")), 0)
        if tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self._close_table()
        elif self.tables:
            self._piece("\n" if tag in _BLOCKS else "")
        elif tag in ("ul", "ol"):
            self._end()
            self.lists = max(self.lists - 1, 0)
        elif tag == "li" or tag in _BLOCKS or re.fullmatch("h[1-6]", tag):
            self._end()

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self.hidden:
            return
        if self.tables:
            self._piece(data.replace("\n", " "))
        elif self.current or data.strip():
            if self.current is None:
                self._begin("text", 0)
            self._write(data)

    def finish(self) -> list[HtmlBlock]:
        """What was read, with everything open closed."""
        self._end()
        if self.tables:
            self._close_table()
        return [block for block in self.blocks if block.text or block.rows]

    def _write(self, data: str) -> None:
        if self.current is not None:
            self.current.bold = (self.current.bold or not self.current.text) and self.bold > 0
            self.current.text += data

    def _in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr" and self.tables == 1:
            self.rows.append([])
        elif tag in ("td", "th") and self.tables == 1:
            if not self.rows:
                self.rows.append([])
            rows, columns = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
            self.rows[-1].append(_Cell(self._line(), rows, columns))
        elif tag in _BLOCKS or tag in ("td", "th"):
            self._piece("\n")

    def _piece(self, text: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].pieces.append(text)
        elif text.strip():
            self.rows.append([_Cell(self._line(), 1, 1, [text])])

    def _close_table(self) -> None:
        self.tables = 0
        block = next(block for block in reversed(self.blocks) if block.kind == "table")
        rows = [row for row in self.rows if row]
        if sum(cell.rowspan * cell.colspan for row in rows for cell in row) > MAX_CELLS:
            sentence = f"This table has more than {MAX_CELLS:,} cells."
            raise BadInput.at("too-large", self.name, sentence, "Split it.", f"line {block.line}")
        block.rows, block.lines = _grid(rows), [row[0].line for row in rows]

    def _begin(self, kind: str, depth: int) -> None:
        self._end()
        self.current = HtmlBlock(kind, self._line(), depth=depth)

    def _end(self) -> None:
        if self.current is not None and self.current.text.strip():
            self.blocks.append(self.current)
        self.current = None

    def _line(self) -> int:
        return self.getpos()[0] + self.first - 1


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MAX_SPAN) if value and value.isdecimal() else 1


def _grid(rows: list[list[_Cell]]) -> list[list[str]]:
    """Rows of equal columns. The first column repeats over its rows; other text stands once."""
    spanned: dict[int, dict[int, str]] = defaultdict(dict)
    grid = []
    for number, row in enumerate(rows):
        cells, column = spanned.pop(number, {}), 0
        for cell in row:
            while column in cells:
                column += 1
            repeated = SPANNED if column and cell.text else ""
            for offset in range(cell.colspan):
                cells[column + offset] = repeated if offset else cell.text
                for below in range(1, cell.rowspan):
                    spanned[number + below][column + offset] = "" if column else cell.text
            column += cell.colspan
        grid.append([cells.get(column, "") for column in range(max(cells, default=0) + 1)])
    return grid
