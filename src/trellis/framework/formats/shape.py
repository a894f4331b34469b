"""What a table looks like: a guess that a person sees, and changes where it is wrong.

A shape says how the cells are laid out and what each column holds. Nothing that cannot be known
is guessed silently: `asks` names the questions that a person has to answer first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from trellis.framework.formats.blank_read import is_blank
from trellis.framework.formats.header import Header, find_header
from trellis.framework.formats.overlay import IDS
from trellis.framework.formats.shape_columns import (
    Role,
    is_people,
    long_roles,
    wide_roles,
)
from trellis.framework.formats.shape_levels import known_order
from trellis.framework.formats.table import Sheet

SEARCHED_ROWS = 25
EACH = "*"
"""The family of a shape when every family of the table is meant, one after the other; the sheet
of a shape when a person said that all of them are one framework."""


class Layout(StrEnum):
    """How the cells lie."""

    ACROSS = "across"
    DOWN = "down"
    LONG = "long"
    SHEETS = "sheets"
    PEOPLE = "people"
    OURS = "ours"
    UNKNOWN = "unknown"


class Question(StrEnum):
    """What only a person knows."""

    FAMILY = "family"
    HEADER = "header"
    ORDER = "order"
    PEOPLE = "people"
    SHEET = "sheet"


@dataclass(frozen=True)
class Shape:
    """How a file of tables is read.

    `sheet` is the one that is read; empty when all that have levels are read together. `header`
    counts rows from 0. `roles` says what each column holds. `order` are the names of the levels,
    lowest first, where a person gave it. `family` is the one that is wanted of several. `merged`
    gives for a name of a competency the one that it is to be put together with.
    """

    layout: Layout
    sheet: str = ""
    header: int = 0
    roles: tuple[Role, ...] = ()
    order: tuple[str, ...] = ()
    family: str = ""
    merged: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Shape":
        """The shape that gave these plain values."""
        return cls(
            Layout(plain["layout"]),
            plain["sheet"],
            plain["header"],
            tuple(Role(role) for role in plain["roles"]),
            tuple(plain["order"]),
            plain["family"],
            tuple((old, new) for old, new in plain["merged"]),
        )

    @property
    def is_mapped(self) -> bool:
        """True when columns of one sheet have roles that can be changed."""
        return self.layout in (Layout.ACROSS, Layout.DOWN, Layout.LONG, Layout.UNKNOWN)

    def columns(self, role: Role) -> tuple[int, ...]:
        """The columns with a role."""
        return tuple(column for column, each in enumerate(self.roles) if each is role)

    def swapped(self) -> "Shape":
        """The same cells the other way round: what were levels are competencies."""
        other = {Layout.ACROSS: Layout.DOWN, Layout.DOWN: Layout.ACROSS}
        return replace(self, layout=other.get(self.layout, self.layout), order=())


def detect(sheets: Sequence[Sheet]) -> Shape:
    """The most likely shape of a file with at least one cell."""
    filled = filled_of(sheets)
    if is_blank(filled) or any(sheet.name == IDS for sheet in filled):
        return Shape(Layout.OURS)
    shapes = [detect_sheet(sheet) for sheet in filled]
    found = [shape for shape in shapes if shape.layout is not Layout.UNKNOWN]
    matrices = [shape for shape in found if shape.layout in (Layout.ACROSS, Layout.DOWN)]
    if found and found[0].layout not in (Layout.ACROSS, Layout.DOWN):
        return found[0]
    if len(matrices) > 1 or (matrices and not matrices[0].columns(Role.NAMES)):
        return Shape(Layout.SHEETS)
    return found[0] if found else shapes[0]


def detect_sheet(sheet: Sheet, header: int | None = None) -> Shape:
    """The most likely shape of one sheet; `header` is the row of its header where it is known."""
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))) if header is None else (header,):
        roles = long_roles(sheet, row)
        if roles:
            return Shape(Layout.LONG, sheet.name, row, roles)
        if is_people(sheet, row):
            return Shape(Layout.PEOPLE, sheet.name, row)
    found = find_header(sheet, header)
    if found:
        layout = Layout.ACROSS if found.across else Layout.DOWN
        return Shape(layout, sheet.name, found.row, wide_roles(sheet, found))
    row = _first_row(sheet) if header is None else header
    roles = (Role.NAMES, *(Role.CELLS for _ in range(1, sheet.width)))
    return Shape(Layout.UNKNOWN, sheet.name, row, roles)


def asks(sheets: Sequence[Sheet], shape: Shape) -> tuple[Question, ...]:
    """What a person has to say before the file can be read."""
    if shape.layout is Layout.OURS:
        return ()
    if shape.layout is Layout.PEOPLE:
        return (Question.PEOPLE,)
    if shape.layout is Layout.UNKNOWN:
        return (Question.HEADER,)
    names = levels_of(sheets, shape)
    questions = {
        Question.SHEET: shape.layout is Layout.SHEETS
        and shape.sheet != EACH
        and _are_matrices(sheets),
        Question.HEADER: len(names) < 2,
        Question.FAMILY: not shape.family and len(families_of(sheets, shape)) > 1,
        Question.ORDER: not _is_ordered(sheets, shape, names),
    }
    return tuple(question for question, is_open in questions.items() if is_open)


def levels_of(sheets: Sequence[Sheet], shape: Shape) -> tuple[str, ...]:
    """The names of the levels, in the order of the file."""
    return tuple(dict.fromkeys(name for name in _level_names(sheets, shape) if name))


def families_of(sheets: Sequence[Sheet], shape: Shape) -> tuple[str, ...]:
    """The families that a column names, in the order of the file."""
    columns = shape.columns(Role.FAMILY)
    if not columns:
        return ()
    sheet = sheet_of(sheets, shape)
    values = (sheet.cell(row, columns[0]) for row in range(shape.header + 1, len(sheet.rows)))
    return tuple(dict.fromkeys(value for value in values if value))


def header_of(sheet: Sheet, shape: Shape) -> Header:
    """The header of a matrix as the roles of its columns say."""
    names = shape.columns(Role.NAMES)
    across = shape.layout is Layout.ACROSS
    return Header(shape.header, shape.columns(Role.CELLS), names[0] if names else None, across)


def header_names(sheets: Sequence[Sheet], shape: Shape) -> tuple[str, ...]:
    """What the header says of each column, for knowing a table of the same kind again."""
    sheet = sheet_of(sheets, shape)
    return tuple(sheet.cell(shape.header, column).lower() for column in range(sheet.width))


def sheet_of(sheets: Sequence[Sheet], shape: Shape) -> Sheet:
    """The sheet that is read, or the first one that holds anything."""
    named = (sheet for sheet in sheets if sheet.name == shape.sheet)
    return next(named, filled_of(sheets)[0])


def filled_of(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that hold anything."""
    return [sheet for sheet in sheets if any(cell.strip() for row in sheet.rows for cell in row)]


def _level_names(sheets: Sequence[Sheet], shape: Shape) -> Iterator[str]:
    if shape.layout is Layout.SHEETS:
        for each in filled_of(sheets):
            found = detect_sheet(each)
            if found.layout in (Layout.ACROSS, Layout.DOWN):
                yield from _level_names([each], found)
        return
    sheet = sheet_of(sheets, shape)
    if shape.layout is Layout.ACROSS:
        yield from (sheet.cell(shape.header, column) for column in shape.columns(Role.CELLS))
        return
    role = Role.LEVEL if shape.layout is Layout.LONG else Role.NAMES
    for column in shape.columns(role)[:1]:
        yield from (sheet.cell(row, column) for row in range(shape.header + 1, len(sheet.rows)))


def _is_ordered(sheets: Sequence[Sheet], shape: Shape, names: tuple[str, ...]) -> bool:
    """True when the order is given, or the ranks or the numbers in the names say it."""
    if set(names) <= set(shape.order) or known_order(names):
        return True
    ranks = shape.columns(Role.RANK)
    if not ranks or shape.layout is not Layout.LONG:
        return False
    sheet, (level, *_) = sheet_of(sheets, shape), shape.columns(Role.LEVEL)
    rows = range(shape.header + 1, len(sheet.rows))
    ranked = {sheet.cell(row, level) for row in rows if sheet.cell(row, ranks[0])}
    return set(names) <= ranked


def _are_matrices(sheets: Sequence[Sheet]) -> bool:
    """True when several sheets are each a whole matrix, and perhaps a family of their own."""
    shapes = [detect_sheet(sheet) for sheet in filled_of(sheets)]
    matrices = [s for s in shapes if s.layout in (Layout.ACROSS, Layout.DOWN)]
    return sum(bool(shape.columns(Role.NAMES)) for shape in matrices) > 1


def _first_row(sheet: Sheet) -> int:
    rows = range(len(sheet.rows))
    return next((row for row in rows if sum(map(bool, sheet.rows[row])) > 1), 0)
