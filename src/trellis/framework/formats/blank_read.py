"""The downloaded competency matrix read back: roles are levels, its five steps are steps."""

from typing import Any

from trellis.framework.formats.blank import (
    FAMILY,
    MATRIX,
    MATRIX_HEAD,
    README,
    SCALE,
    STEPS,
)
from trellis.framework.formats.overlay import GAP
from trellis.framework.formats.report import Ids, Report, slug, statement_id
from trellis.framework.formats.table import Sheet, lines_of

_FIRST = len(MATRIX_HEAD)


def is_blank(sheets: list[Sheet]) -> bool:
    """True for a workbook with a sheet `Matrix` that has our head, and a sheet `Scale`."""
    by_name = {sheet.name: sheet for sheet in sheets}
    if MATRIX not in by_name or SCALE not in by_name:
        return False
    return tuple(by_name[MATRIX].cell(0, column) for column in range(_FIRST)) == MATRIX_HEAD


def read_blank(sheets: list[Sheet], report: Report) -> dict[str, Any]:
    """The values of a framework; what is wrong goes to the report, with its cell."""
    by_name = {sheet.name: sheet for sheet in sheets}
    title = _family(by_name.get(README)) or report.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for sheet in sheets:
        if sheet.name not in (README, MATRIX, SCALE, GAP) and any(any(row) for row in sheet.rows):
            report.keep(f"sheet {sheet.name}", sheet.rows)
            report.warn(
                "sheet",
                f"The sheet '{sheet.name}' does not belong to the matrix.",
                sheet.name,
                "Its cells are kept in 'extra'.",
            )
    return {"id": slug(title), "title": title, "rating": {"basis": "step"}} | _Reader(
        by_name[MATRIX], by_name[SCALE], report
    ).values()


def _family(sheet: Sheet | None) -> str:
    rows = range(len(sheet.rows)) if sheet else ()
    return next((sheet.cell(row, 1) for row in rows if sheet and sheet.cell(row, 0) == FAMILY), "")


class _Reader:
    """Reads the matrix row by row, and the scale beside it by the name of the competency."""

    def __init__(self, matrix: Sheet, scale: Sheet, report: Report) -> None:
        self.matrix, self.scale, self.report = matrix, scale, report
        self.ids, self.statements = Ids(), Ids()
        self.roles: dict[int, dict[str, Any]] = {}
        self.unused = {row for row in range(1, len(scale.rows)) if any(scale.rows[row])}

    def values(self) -> dict[str, Any]:
        """Levels and competencies; a matrix with nothing in it gives an empty framework."""
        levels = Ids()
        for column in range(_FIRST, self.matrix.width):
            name = self.matrix.cell(0, column)
            if name:
                rank = len(self.roles) + 1
                self.roles[column] = {"id": levels.new(slug(name)), "rank": rank, "titles": [name]}
        rows = [row for row in range(1, len(self.matrix.rows)) if any(self.matrix.rows[row])]
        competencies = [each for row in rows for each in self._competency(row)]
        self._told(competencies)
        track = {"id": "roles", "title": "Roles", "kind": "other"}
        return {
            "tracks": [{**track, "levels": list(self.roles.values())}],
            "competencies": competencies,
        }

    def _competency(self, row: int) -> list[dict[str, Any]]:
        name = self.matrix.cell(row, 0)
        expects = {
            role["id"]: number
            for column, role in self.roles.items()
            if (number := self._number(row, column))
        }
        if not name:
            if expects or self.matrix.cell(row, 1):
                place = self.matrix.place(row, 0)
                self.report.error("label", "This row has no competency.", place, "Name it.")
            return []
        id_ = self.ids.new(slug(name))
        summary = {"summary": text} if (text := self.matrix.cell(row, 1)) else {}
        steps = self._steps(id_, self._beside(row, name))
        return [{"id": id_, "title": name, **summary, "steps": steps, "expects": expects}]

    def _number(self, row: int, column: int) -> str:
        text = self.matrix.cell(row, column)
        if text in ("", "0", "-", "–"):
            return ""
        if text not in STEPS:
            self.report.error(
                "step",
                f"'{text}' is no step.",
                self.matrix.place(row, column),
                "Write a whole number from 1 to 5, or leave the cell empty.",
            )
        return text

    def _beside(self, row: int, name: str) -> int:
        """The row of the scale: the same one, unless it names another competency."""
        same = [row] if self.scale.cell(row, 0) in ("", name) else []
        named = [other for other in sorted(self.unused) if self.scale.cell(other, 0) == name]
        found = next(iter([*same, *named]), -1)
        self.unused.discard(found)
        return found

    def _steps(self, id_: str, row: int) -> dict[str, Any]:
        return {
            step: [
                {
                    "id": self.statements.new(statement_id(id_, step, number)),
                    "text": text,
                    "star": star,
                }
                for number, (text, star) in enumerate(lines_of(self.scale.cell(row, column)), 1)
            ]
            for column, step in enumerate(STEPS, 1)
        }

    def _told(self, competencies: list[dict[str, Any]]) -> None:
        """What was decided, and rows of the scale that no competency of the matrix uses."""
        for row in sorted(self.unused):
            self.report.keep(self.scale.place(row), self.scale.rows[row])
            self.report.warn(
                "scale",
                f"'{self.scale.cell(row, 0)}' is on the sheet {SCALE} and not in the matrix.",
                self.scale.place(row),
                "The row is kept in 'extra'.",
            )
        if len(self.roles) > 1:
            order = ", ".join(role["titles"][0] for role in self.roles.values())
            self.report.note(
                "level-order",
                f"The order of the levels was taken as: {order}.",
                f"{MATRIX}!1",
                "Change the ranks if that is not what is meant.",
            )
        if not competencies:
            self.report.note("blank", "Nothing is filled in yet.", f"{MATRIX}!A2", "Start there.")
