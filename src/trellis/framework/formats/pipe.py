"""Tables on a page, from pipes or HTML: levels across, levels down, or competencies alone."""

import re
from dataclasses import replace

from trellis.framework.formats.header import SEARCHED_ROWS, Header, find_header
from trellis.framework.formats.headings_levels import LevelName, level_name
from trellis.framework.formats.html_table import SPANNED
from trellis.framework.formats.markdown_blocks import Block
from trellis.framework.formats.markdown_ladder import EXPECTATIONS, Ladder, Level
from trellis.framework.formats.report import slug
from trellis.framework.formats.table import Sheet, lines_of, status_of
from trellis.framework.model import CellStatus

ALL_LEVELS = LevelName("all", "All levels", number=1)

_GENERAL = re.compile(
    r"(key )?(descriptions?|behaviou?rs?|expectations?|criteri(a|on)|definitions?|examples?|"
    r"what it looks like|indicators?|details?|notes?|statements?)?",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"((role|level) )?(summary|overview|description|purpose)", re.IGNORECASE)
_LEVELS = re.compile(r"\W*((job|career) )?(levels?|grades?)\W*", re.IGNORECASE)
_COMPETENCY = re.compile(r".*\b(competenc(y|ies)|skills?|attributes?|values?|traits?)\b.*", re.I)
_BEHAVIOUR = re.compile(
    r".*\b(behaviou?rs?|expectations?|indicators?|criteria|descriptions?|evidence|statements?)\b.*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"(?:[^\W\d_]{2,}\b.*?){3}|\.\Z|\A[^\W\d_]{2,} [^\d$€£]*[^\W\d_]{2,}", re.S)
"""Three words, a full stop, or two words without a figure."""


class Table:
    """One table, read into a ladder. `track` and `title` come from the headings above it."""

    def __init__(self, block: Block, ladder: Ladder, track: str, title: str) -> None:
        self.ladder, self.track, self.title = ladder, track, title
        self.sheet = Sheet(title, block.rows, block.lines)
        self.width = self.sheet.width
        self.kept: list[str] = []

    def read(self) -> bool:
        """Read it when its levels can be found and it holds sentences; False leaves it alone."""
        header = self.header()
        if header is None or not self._says_something(header):
            return False
        if header.across:
            self._across(header)
        else:
            self._down(header)
        if self.kept:
            self.ladder.report.keep(f"{self.sheet.place(0)}, beside the levels", self.kept)
        return True

    def header(self) -> Header | None:
        """Where the levels stand: by their names, or else as in any matrix."""
        for row in range(min(SEARCHED_ROWS, len(self.sheet.rows))):
            filled = [c for c in range(self.width) if self.sheet.cell(row, c)]
            levels = [c for c in filled if self._is_level(self.sheet.cell(row, c))]
            if len(levels) > 1 and len(levels) * 2 >= len(filled) - 1 and levels[0] > 0:
                return Header(row, tuple(c for c in filled if c >= levels[0]), levels[0] - 1)
        return find_header(self.sheet)

    def _is_level(self, text: str) -> bool:
        name = level_name(text.replace("\n", " "))
        return name is not None and name.sure and not name.rest

    def read_competencies(self) -> bool:
        """A table without levels: competency and behaviour, expected at every level."""
        names = [cell.strip() for cell in self.sheet.rows[0]] if self.sheet.rows else []
        texts = [n for n, name in enumerate(names) if _BEHAVIOUR.fullmatch(name)]
        labels = [n for n, name in enumerate(names) if n not in texts and _COMPETENCY.match(name)]
        if not texts or not labels:
            return False
        level = self.ladder.level(ALL_LEVELS, "", self.sheet.lines[0] if self.sheet.lines else 1)
        self._keep_row(0, None)
        for row in range(1, len(self.sheet.rows)):
            competency = self.sheet.cell(row, labels[-1]).replace("\n", " ")
            for column in range(self.width):
                if column in texts:
                    self._cell(competency, level, row, column)
                elif column != labels[-1]:
                    self._keep(row, column)
        if self.kept:
            self.ladder.report.keep(f"{self.sheet.place(0)}, beside the competencies", self.kept)
        return True

    def rows_of(self, level: Level) -> None:
        """A table under the heading of one level: the first column names the competency."""
        first = 1 if len(self.sheet.rows) > 1 else 0
        if first:
            self._keep_row(0, None)
            self.ladder.report.keep(f"{self.sheet.place(0)}, the head of the table", self.kept)
        for row in range(first, len(self.sheet.rows)):
            wide = self.width > 1
            competency = self.sheet.cell(row, 0).replace("\n", " ") if wide else self.title
            for column in range(1 if wide else 0, self.width):
                self._cell(competency, level, row, column)

    def _says_something(self, header: Header) -> bool:
        """A third of the cells are sentences; else the table holds facts, such as bands."""
        texts = [
            text
            for row in range(header.row + 1, len(self.sheet.rows))
            for column in header.columns
            if (text := self.sheet.cell(row, column)) and not self._is_level(text)
        ]
        sentences = sum(bool(_SENTENCE.search(text)) for text in texts)
        return bool(texts) and sentences * 3 >= len(texts)

    def _across(self, header: Header) -> None:
        levels, group, names = self._header_levels(header, header.row), "", self._grouped(header)
        label = ""
        for row in range(len(self.sheet.rows)):
            cells = {c: text for c in header.columns if (text := self.sheet.cell(row, c))}
            first = self.sheet.cell(row, header.labels) if header.labels is not None else ""
            if row < header.row or (not cells and not first):
                self._keep_row(row, header if row > header.row else None)
            elif row == header.row or (not cells and first):
                group = first if row != header.row else group
                self._keep(row, header.labels if header.labels is not None else -1)
            elif self._is_header(cells):
                self.track = group or self.track
                levels = self._header_levels(header, row)
            else:
                label = first or label
                competency = f"{group}: {label}" if label in names and group else label
                for column in cells:
                    if column in levels:
                        self._cell(competency or self._own(), levels[column], row, column)
                self._beside(header, row, competency)

    def _header_levels(self, header: Header, row: int) -> dict[int, Level]:
        return {
            column: self._level(text, row)
            for column in header.columns
            if (text := self.sheet.cell(row, column).replace("\n", " "))
        }

    def _grouped(self, header: Header) -> set[str]:
        """Row names that stand under more than one group of rows."""
        group, seen, twice = "", dict[str, str](), set[str]()
        for row in range(header.row + 1, len(self.sheet.rows)):
            label = self.sheet.cell(row, header.labels) if header.labels is not None else ""
            if not any(self.sheet.cell(row, column) for column in header.columns):
                group = label or group
            elif label and seen.setdefault(label, group) != group:
                twice.add(label)
        return twice

    def _is_header(self, cells: dict[int, str]) -> bool:
        return len(cells) > 1 and all(self._is_level(text) for text in cells.values())

    def _beside(self, header: Header, row: int, competency: str) -> None:
        """Columns that are no level: a description is taken, the rest is kept."""
        for column in range(self.width):
            text = self.sheet.cell(row, column)
            if column in header.columns or column == header.labels or not text:
                continue
            said = _SUMMARY.fullmatch(self.sheet.cell(header.row, column)) and competency
            if not (said and self.ladder.describe(competency, text)):
                self._keep(row, column)

    def _down(self, header: Header) -> None:
        self._keep_facts(header)
        level: Level | None = None
        column = header.labels or 0
        for row in range(len(self.sheet.rows)):
            name = self.sheet.cell(row, column).replace("\n", " ")
            if row <= header.row:
                self._keep_row(row, header if row == header.row else None)
                continue
            level = self._level(name, row) if name else level
            cells = {c: text for c in header.columns if (text := self.sheet.cell(row, c))}
            if level is None:
                self._keep_row(row, None)
            elif len(cells) > 1 and {*list(cells.values())[1:]} == {SPANNED}:
                self._banner(level, self.sheet.cell(row, header.columns[0]), row)
            else:
                self._level_row(level, header, row, cells)

    def _keep_facts(self, header: Header) -> None:
        """The names of columns in which no cell has a word; their cells are kept as well."""
        below = range(header.row + 1, len(self.sheet.rows))
        for column in header.columns:
            if not any(_WORD.search(self.sheet.cell(row, column)) for row in below):
                self._keep(header.row, column)

    def _level_row(self, level: Level, header: Header, row: int, cells: dict[int, str]) -> None:
        for column, text in cells.items():
            name = self.sheet.cell(header.row, column).replace("\n", " ")
            if text != SPANNED:
                self._cell("" if _GENERAL.fullmatch(name) else name, level, row, column)

    def _banner(self, level: Level, text: str, row: int) -> None:
        """A cell over all columns says what the level is; its further lines are expected of it."""
        first, *others = text.split("\n")
        if not self.ladder.summarize(level, first):
            others.insert(0, first)
        for line in others:
            self.ladder.add(EXPECTATIONS, level, line, self.sheet.place(row))

    def _cell(self, competency: str, level: Level, row: int, column: int) -> None:
        """The statements of one cell, or its status."""
        text, place = self.sheet.cell(row, column), self.sheet.place(row)
        status = CellStatus.AS_BELOW if text == SPANNED else status_of(text)
        about = not competency and bool(_LEVELS.fullmatch(self.title))
        competency = competency or self._own()
        if status:
            self.ladder.status(competency, level, status, place)
        elif text and not _WORD.search(text):
            self._keep(row, column)
        elif (about or _SUMMARY.fullmatch(competency)) and self.ladder.summarize(level, text):
            self.kept += [] if competency in self.kept else [competency]
        else:
            for words, star in lines_of(text):
                self.ladder.add(competency, level, f"★ {words}" if star else words, place)

    def _own(self) -> str:
        return self.title if self.title and level_name(self.title) is None else EXPECTATIONS

    def _level(self, text: str, row: int) -> Level:
        name = level_name(text) or LevelName(slug(text), text[:200])
        if text.isdecimal():
            name = LevelName(f"L{text}", f"Level {text}", "#", int(text))
        line = self.sheet.lines[row] if self.sheet.lines else row + 1
        return self.ladder.level(replace(name, rest=""), self.track, line)

    def _keep(self, row: int, column: int) -> None:
        if self.sheet.cell(row, column) not in ("", SPANNED):
            self.kept.append(self.sheet.cell(row, column))

    def _keep_row(self, row: int, header: Header | None) -> None:
        for column in range(self.width):
            if header is None or column not in header.columns:
                self._keep(row, column)
