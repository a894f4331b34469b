"""Where the levels stand in a table that somebody made by hand."""

import re
from dataclasses import dataclass

from trellis.framework.formats.table import Sheet

SEARCHED_ROWS = 25

_LEVEL_WORDS = (
    "apprentice|associate|beginner|director|distinguished|entry|executive|expert|fellow|graduate|head|"
    "intern|intermediate|junior|lead|medior|mid|middle|principal|senior|staff|trainee|vp|advanced|engineer"
)
_LEVEL = re.compile(
    r"(level|grade|stage|step|band)\b.*"  # Level 3
    r"|[a-z]{1,3}[ -]?\d{1,2}(\.\d)?([ :–-].*)?"  # L3, IC 4, L3.1, M1: Manager
    r"|\d{1,2}(\s*[./:)–-]\s*[^\W\d].*)?"  # 3, 2/ Medior
    rf"|.*\b({_LEVEL_WORDS})\b.*",
    re.IGNORECASE,
)
DESCRIPTION = re.compile(r"(description|definition|summary|about)", re.IGNORECASE)
_COMPETENCY_WORD = re.compile(
    r"(competenc(y|ies)|skills?|areas?|topics?|themes?|dimensions?|capabilit(y|ies)|attributes?)",
    re.IGNORECASE,
)
_LEVEL_WORD = re.compile(
    r"(levels?|roles?|grades?|job titles?|titles?|positions?|stages?|seniority)", re.I
)


@dataclass(frozen=True)
class Header:
    """The header row of a matrix and its columns; `labels` is the column of row names, or None.

    `across` says that the levels stand in the header; otherwise they are the names of the rows.
    """

    row: int
    columns: tuple[int, ...]
    labels: int | None
    across: bool = True


def is_level(text: str) -> bool:
    """True for names such as "L3", "2/ Medior", "Senior Engineer"."""
    return len(text) <= 60 and bool(_LEVEL.fullmatch(text.strip()))


def find_header(sheet: Sheet, only: int | None = None) -> Header | None:
    """The first row that names at least two levels, or competencies beside a column of levels.

    With `only` no other row is looked at.
    """
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))) if only is None else (only,):
        filled = [column for column in range(sheet.width) if sheet.cell(row, column)]
        found = _across(sheet, row, filled) or _down(sheet, row, filled)
        if found:
            return found
    return None


def _across(sheet: Sheet, row: int, filled: list[int]) -> Header | None:
    corner = bool(filled) and bool(_COMPETENCY_WORD.fullmatch(sheet.cell(row, filled[0])))
    columns = filled[1:] if corner else filled
    levels = [column for column in columns if is_level(sheet.cell(row, column))]
    if corner and len(columns) >= 2 and (not levels or len(levels) == len(columns)):
        return Header(row, tuple(columns), filled[0])
    names = [sheet.cell(row, column) for column in levels]
    if len(levels) < 2 or not _are_names(names):
        return None
    named = [c for c in filled if c < levels[0] and _COMPETENCY_WORD.fullmatch(sheet.cell(row, c))]
    if not named and len(levels) * 2 < len(columns):
        return None
    labels = named[-1] if named else _labels(sheet, row, levels[0])
    return Header(row, tuple(levels), labels)


def _are_names(names: list[str]) -> bool:
    """All different; bare numbers are levels only when they count up by one."""
    if all(name.isdecimal() for name in names):
        return [int(name) - int(names[0]) for name in names] == list(range(len(names)))
    return len(set(names)) == len(names)


def _labels(sheet: Sheet, row: int, first: int) -> int | None:
    """The nearest column left of the levels that has names below the header."""
    for column in range(first - 1, -1, -1):
        names = any(sheet.cell(below, column) for below in range(row + 1, len(sheet.rows)))
        if names and not DESCRIPTION.fullmatch(sheet.cell(row, column)):
            return column
    return None


def _down(sheet: Sheet, row: int, filled: list[int]) -> Header | None:
    """A transposed matrix: the corner says "Level", or the names of the rows are levels."""
    if len(filled) < 2:
        return None
    names = [sheet.cell(below, filled[0]) for below in range(row + 1, len(sheet.rows))]
    names = [name for name in names if name]
    says = bool(_LEVEL_WORD.fullmatch(sheet.cell(row, filled[0])))
    levels = sum(is_level(name) for name in names)
    if len(names) >= 2 and (says or levels == len(names)):
        return Header(row, tuple(filled[1:]), filled[0], across=False)
    return None
