"""What each column of a table holds, as far as its name and its cells say."""

import re
from enum import StrEnum

from trellis.framework.formats.header import DESCRIPTION, Header
from trellis.framework.formats.long_read import ALIASES
from trellis.framework.formats.table import Sheet


class Role(StrEnum):
    """What a column holds. `NAMES` and `CELLS` are those of a matrix, `ASIDE` is kept in extra."""

    ASIDE = "aside"
    NAMES = "names"
    CELLS = "cells"
    SUMMARY = "summary"
    FAMILY = "family"
    TRACK = "track"
    LEVEL = "level"
    RANK = "rank"
    COMPETENCY = "competency"
    KIND = "kind"
    ID = "id"
    STATUS = "status"
    STAR = "star"
    STATEMENT = "statement"
    EXAMPLE = "example"
    TITLE = "title"
    MORE = "more"


WIDE = (Role.NAMES, Role.CELLS, Role.SUMMARY, Role.FAMILY, Role.ASIDE)
"""The roles of columns of a matrix."""
LONG = (
    Role.FAMILY,
    Role.TRACK,
    Role.LEVEL,
    Role.RANK,
    Role.COMPETENCY,
    Role.KIND,
    Role.ID,
    Role.STATUS,
    Role.STAR,
    Role.STATEMENT,
    Role.EXAMPLE,
    Role.TITLE,
    Role.MORE,
    Role.ASIDE,
)
"""The roles of columns of a table with one statement in each row."""

_FAMILY = re.compile(r"(job )?famil(y|ies)|job group|discipline|craft|function|department", re.I)
_ADDRESS = {"email", "e-mail", "e-mail address", "email address", "work email", "workemail"}
_PERSON = {
    "name",
    "full name",
    "first name",
    "firstname",
    "last name",
    "lastname",
    "employee",
    "employee id",
    "employeenumber",
    "manager",
    "supervisor",
    "hire date",
    "hiredate",
    "start date",
}
_NUMBER = re.compile(r"\d{1,3}([.,]\d+)?\s?%?")


def is_people(sheet: Sheet, row: int) -> bool:
    """True for the header of a list of people: an address, and a name or a manager beside it."""
    names = {cell.strip().lower().replace("_", " ") for cell in sheet.rows[row]}
    return bool(names & _ADDRESS) and bool(names & _PERSON)


def long_roles(sheet: Sheet, row: int) -> tuple[Role, ...]:
    """The roles of the columns when the row names level, competency and statement; else none."""
    known, roles = {role.value: role for role in LONG}, list[Role]()
    for column in range(sheet.width):
        name = sheet.cell(row, column).lower()
        role = known.get(ALIASES.get(name, name), Role.ASIDE)
        roles.append(Role.ASIDE if role in roles else role)
    return tuple(roles) if {Role.LEVEL, Role.COMPETENCY, Role.STATEMENT} <= set(roles) else ()


def wide_roles(sheet: Sheet, header: Header) -> tuple[Role, ...]:
    """The roles of the columns of a matrix with this header."""
    return tuple(_wide_role(sheet, header, column) for column in range(sheet.width))


def _wide_role(sheet: Sheet, header: Header, column: int) -> Role:
    name = sheet.cell(header.row, column)
    if column == header.labels:
        return Role.NAMES
    if column in header.columns:
        return Role.CELLS
    if _FAMILY.fullmatch(name):
        return Role.FAMILY
    return Role.SUMMARY if DESCRIPTION.fullmatch(name) and header.across else Role.ASIDE


def holds_scores(sheet: Sheet, column: int, header: int) -> bool:
    """True when a column below the header holds numbers and nothing else."""
    cells = [sheet.cell(row, column) for row in range(header + 1, len(sheet.rows))]
    cells = [cell for cell in cells if cell]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
