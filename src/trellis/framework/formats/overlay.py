"""The workbook that we write: a matrix for people, and a sheet `Ids` with what it cannot show.

Read back, `Ids` gives the framework, and the matrix what was edited since.
"""

from typing import Any

from trellis.framework.formats.long_write import long_rows
from trellis.framework.formats.report import Ids, Report, slug, statement_id
from trellis.framework.formats.table import (
    STATUS_WORDS,
    Sheet,
    cell_text,
    clean,
    lines_of,
    status_of,
)
from trellis.framework.model import CellStatus, Competency, Framework, Statement

IDS = "Ids"
MATRIX = "Framework"
EXPECTED, LEVELS, MOVES, GAP = "Expected", "Levels", "Moves", "Gap"
MADE = (EXPECTED, LEVELS, MOVES, GAP)
"""Sheets that are made from the two others and never read."""
Place = tuple[int, int]
_HEAD = ("Competency", "Id")


def wide_sheets(framework: Framework) -> list[Sheet]:
    """The two sheets of a workbook: competencies by levels, and the long table."""
    levels = [level.id for _, level in framework.levels()]
    rows = [[*_HEAD, *levels]]
    for competency in framework.competencies:
        cells = [_shown(competency, level) for level in levels]
        rows.append([clean(competency.title), competency.id, *cells])
    return [Sheet(MATRIX, rows), Sheet(IDS, _ids(framework))]


def _ids(framework: Framework) -> list[list[str]]:
    """The long table; a statement does not repeat what the row of its level or competency says."""
    head, *rows = long_rows(framework)
    competency, level = head.index("competency"), head.index("level")
    repeated = [head.index(name) for name in ("family", "track", "rank", "kind")]
    for row in rows:
        if row[competency] and row[level]:
            for column in repeated:
                row[column] = ""
    return [head, *rows]


def _shown(competency: Competency, level: str) -> str:
    step = competency.expects.get(level)
    if step in competency.steps:
        return f"(step: {step})"
    if step:
        return STATUS_WORDS[CellStatus(step)]
    return cell_text(competency.levels.get(level, ()))


def overlay(values: dict[str, Any], sheet: Sheet, report: Report) -> None:
    """Carry the edits of the matrix into the values that the sheet `Ids` gave."""
    head = [cell.strip() for cell in sheet.rows[0]]
    if tuple(head[:2]) != _HEAD:
        report.warn(
            "matrix",
            f"The sheet '{sheet.name}' does not begin with Competency and Id.",
            sheet.place(0),
            f"Only '{IDS}' was read.",
        )
        return
    known = {competency["id"]: competency for competency in values["competencies"]}
    ids = Ids({s["id"] for c in values["competencies"] for s in _statements(c)})
    taken, kept = Ids(set(known)), []
    for number in range(1, len(sheet.rows)):
        title, id_ = sheet.cell(number, 0), sheet.cell(number, 1)
        if title or id_:
            competency = known.get(id_) or {
                "id": taken.new(id_ or slug(title)),
                "title": title or id_,
            }
            if title and title != clean(competency["title"]):
                competency["title"] = title
            model = Competency.model_validate(competency)
            for column, level in enumerate(head[2:], 2):
                if level:
                    _cell(competency, model, sheet, (number, column), ids, report)
            kept.append(competency)
    for id_ in known.keys() - {competency["id"] for competency in kept}:
        report.warn(
            "removed",
            f"The competency '{id_}' is in '{IDS}' and not in the matrix.",
            sheet.name,
            "It was left out.",
        )
    values["competencies"] = kept


def _statements(competency: dict[str, Any]) -> list[dict[str, Any]]:
    groups = [*competency.get("levels", {}).values(), *competency.get("steps", {}).values()]
    return [statement for cell in groups if isinstance(cell, list) for statement in cell]


def _cell(
    competency: dict[str, Any], model: Competency, sheet: Sheet, at: Place, ids: Ids, report: Report
) -> None:
    """Carry one edited cell over; `model` is the competency as it was."""
    shown, level = sheet.cell(*at), sheet.cell(0, at[1])
    if shown == _shown(model, level).strip():
        return
    if model.steps or model.expects:
        report.warn(
            "step",
            "This competency has steps of its own; the matrix cannot change them.",
            sheet.place(*at),
            f"Change them in '{IDS}'.",
        )
        return
    status = status_of(shown)
    old = model.levels.get(level, ())
    before = () if isinstance(old, CellStatus) else old
    competency.setdefault("levels", {})[level] = (
        status.value if status else _edited(before, lines_of(shown), (competency["id"], level), ids)
    )


def _edited(
    old: tuple[Statement, ...], lines: list[tuple[str, bool]], at: tuple[str, str], ids: Ids
) -> list[Statement]:
    """Lines that were there keep their statement; a changed line rewords what stood there."""
    texts = {text for text, _ in lines}
    by_text = {clean(statement.text): statement for statement in old}
    free = [s if clean(s.text) not in texts else None for s in old]
    result = []
    for number, (text, star) in enumerate(lines):
        same = by_text.pop(text, None)
        there = same or (free[number] if number < len(free) else None)
        id_ = there.id if there else ids.new(statement_id(*at, number + 1))
        base = there or Statement(id=id_, text=text)
        result.append(base.model_copy(update={"text": base.text if same else text, "star": star}))
    return result
