"""A matrix that somebody made by hand: competencies by levels, either way round, or one sheet for
each competency. What is not a statement (scores, footers, other sheets) is kept in `extra`."""

import re
from typing import Any

from trellis.findings import BadInput
from trellis.framework.formats.header import DESCRIPTION, Header, find_header
from trellis.framework.formats.report import Ids, Report, slug, statement_id
from trellis.framework.formats.table import Sheet, lines_of, status_of

_CODE = re.compile(r"[A-Za-z]{0,4}\d[A-Za-z0-9.+-]{0,8}")
_NUMBER = re.compile(r"\d+")


def read_wide(sheets: list[Sheet], report: Report) -> dict[str, Any]:
    """The values of a framework. Raises `BadInput` when no sheet has a row of levels."""
    found = [(sheet, find_header(sheet)) for sheet in sheets]
    if not any(header for _, header in found):
        raise BadInput.at(
            "no-levels",
            report.name,
            "No row names the levels.",
            "Put 'Competency' in the corner and the levels beside it, "
            "or 'Level' in the corner and the levels below it.",
            sheets[0].place(0),
        )
    reader = WideReader(report)
    for sheet, header in found:
        if header is None:
            report.keep(f"sheet {sheet.name}", sheet.rows)
            report.note(
                "sheet",
                f"The sheet '{sheet.name}' has no levels.",
                sheet.name,
                "It is kept in 'extra'.",
            )
        else:
            reader.sheet(sheet, header)
    return reader.values()


class WideReader:
    """Collects levels and competencies from one or more sheets.

    `order` names the levels, lowest first; without it the order of the sheet counts, and it is
    said unless the names are numbered.
    """

    def __init__(self, report: Report, order: tuple[str, ...] = ()) -> None:
        self.report, self.order = report, order
        self.levels: dict[str, dict[str, Any]] = {}
        self.competencies: dict[str, dict[str, Any]] = {}
        self.ids = Ids()

    def values(self) -> dict[str, Any]:
        """The framework, with ranks and with ids made from competency, level and place."""
        stem = self.report.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        levels = self._ranked()
        competencies = [self._competency(id_, values) for id_, values in self.competencies.items()]
        return {
            "id": slug(stem),
            "title": stem,
            "competencies": competencies,
            "tracks": [{"id": "ic", "title": "Levels", "kind": "other", "levels": levels}],
        }

    def sheet(self, sheet: Sheet, header: Header) -> None:
        """Read one matrix."""
        self._above(sheet, header)
        if header.labels is None:
            self._one_competency(sheet, header)
        elif header.across:
            self._competencies_down(sheet, header)
        else:
            self._levels_down(sheet, header)

    def _ranked(self) -> list[dict[str, Any]]:
        """Levels in their order; falling numbers in their names turn it round, and it is said."""
        levels = list(self.levels.values())
        if self.order:
            place = {name: number for number, name in enumerate(self.order)}
            levels.sort(key=lambda level: place.get(level["name"], len(place)))
            return _with_ranks(levels)
        numbers = [_NUMBER.search(level["name"]) for level in levels]
        falling = all(numbers) and [int(n[0]) for n in numbers if n] == sorted(
            (int(n[0]) for n in numbers if n), reverse=True
        )
        if falling and len(levels) > 1:
            levels.reverse()
        if falling or not all(numbers):
            order = ", ".join(level["name"] for level in levels)
            self.report.note(
                "level-order",
                f"The order of the levels was taken as: {order}.",
                "",
                "Change the ranks if that is not what is meant.",
            )
        return _with_ranks(levels)

    def _competency(self, id_: str, values: dict[str, Any]) -> dict[str, Any]:
        levels = {
            level: cell
            if isinstance(cell, str)
            else [
                {"id": self.ids.new(statement_id(id_, level, number)), "text": text, "star": star}
                for number, (text, star) in enumerate(cell, 1)
            ]
            for level, cell in values["levels"].items()
        }
        return {"id": id_, **values, "levels": levels}

    def _level(self, name: str) -> str:
        id_ = name if _CODE.fullmatch(name) else slug(name)
        self.levels.setdefault(id_, {"id": id_, "name": name})
        return id_

    def _named(self, name: str) -> dict[str, Any]:
        return self.competencies.setdefault(slug(name), {"title": name, "levels": {}})

    def _add(self, competency: dict[str, Any], level: str, text: str, place: str) -> None:
        """Put a cell into the framework; lines of the same cell add up."""
        status = status_of(text)
        cells = competency["levels"]
        if status and level not in cells:
            cells[level] = status.value
        elif isinstance(cells.get(level), str) or status:
            self.report.warn(
                "status", "This cell has a status and statements.", place, "The first one counts."
            )
        else:
            cells.setdefault(level, []).extend(lines_of(text))

    def _competencies_down(self, sheet: Sheet, header: Header) -> None:
        levels = {column: self._level(sheet.cell(header.row, column)) for column in header.columns}
        name, seen = "", set[str]()
        for row in self._body(sheet, header):
            label = sheet.cell(row, header.labels or 0)
            if label and label != name:
                if label in seen:
                    self.report.warn(
                        "duplicate",
                        f"'{label}' stands here twice.",
                        sheet.place(row),
                        "Both were put together.",
                    )
                seen.add(label)
            name = label or name
            for column, level in levels.items():
                self._cell(sheet, row, column, name, level)
        self._beside(sheet, header)

    def _levels_down(self, sheet: Sheet, header: Header) -> None:
        level = ""
        for row in self._body(sheet, header):
            label = sheet.cell(row, header.labels or 0)
            level = self._level(label) if label else level
            for column in header.columns:
                self._cell(sheet, row, column, sheet.cell(header.row, column), level)
        self._beside(sheet, header)

    def _cell(self, sheet: Sheet, row: int, column: int, name: str, level: str) -> None:
        text = sheet.cell(row, column)
        if text and name and level:
            self._add(self._named(name), level, text, sheet.place(row, column))
        elif text:
            self.report.error(
                "label",
                "This cell belongs to no row name.",
                sheet.place(row, column),
                "Name the row.",
            )

    def _one_competency(self, sheet: Sheet, header: Header) -> None:
        """A sheet for one competency: named by the title above the levels."""
        titles = [
            sheet.cell(row, column) for row in range(header.row) for column in range(sheet.width)
        ]
        titles = [title for title in titles if title]
        competency = self._named(titles[0] if titles else sheet.name)
        if titles[1:]:
            competency["summary"] = " ".join(titles[1:])
        levels = {column: self._level(sheet.cell(header.row, column)) for column in header.columns}
        body = self._body(sheet, header)
        if len(body) > 1 and body[0] == header.row + 1 and body[1] > body[0] + 1:
            self._summaries(sheet, body.pop(0), levels)
        for row in body:
            for column, level in levels.items():
                if sheet.cell(row, column):
                    self._add(competency, level, sheet.cell(row, column), sheet.place(row, column))
        self._beside(sheet, header)

    def _summaries(self, sheet: Sheet, row: int, levels: dict[int, str]) -> None:
        """A row of its own right under the levels says what each of them is."""
        for column, level in levels.items():
            text = sheet.cell(row, column)
            if text and self.levels[level].setdefault("summary", text) != text:
                self.report.keep(sheet.place(row, column), text)

    def _body(self, sheet: Sheet, header: Header) -> list[int]:
        """The rows below the header; a footer repeats one text in every level."""
        body = []
        for row in range(header.row + 1, len(sheet.rows)):
            texts = [text for text in (sheet.cell(row, c) for c in header.columns) if text]
            label = sheet.cell(row, header.labels) if header.labels is not None else ""
            if (
                len(texts) > 1
                and len(texts) == len(header.columns)
                and len(set(texts)) == 1
                and not label
            ):
                self.report.keep(sheet.place(row), sheet.rows[row])
                self.report.note(
                    "footer",
                    f"'{texts[0]}' is the same for every level.",
                    sheet.place(row),
                    "The row is kept in 'extra'.",
                )
            elif texts:
                body.append(row)
        return body

    def _above(self, sheet: Sheet, header: Header) -> None:
        rows = [row for row in sheet.rows[: header.row] if any(cell.strip() for cell in row)]
        if rows and header.labels is not None:
            self.report.keep(f"{sheet.name}, above the matrix", rows)

    def _beside(self, sheet: Sheet, header: Header) -> None:
        """Columns without a level: a description belongs to its competency, the rest is kept."""
        used, kept = {*header.columns, header.labels}, dict[str, str]()
        for column in [column for column in range(sheet.width) if column not in used]:
            for row in range(header.row + 1, len(sheet.rows)):
                text = sheet.cell(row, column)
                if text and not self._described(sheet, header, (row, column)):
                    kept[sheet.place(row, column)] = text
        if kept:
            self.report.keep(f"{sheet.name}, beside the levels", kept)
            self.report.note(
                "beside",
                f"{len(kept)} cells stand in columns without a level.",
                next(iter(kept)),
                "They are kept in 'extra'.",
            )

    def _described(self, sheet: Sheet, header: Header, at: tuple[int, int]) -> bool:
        """Take a cell of a column "Description" as the summary of its row's competency."""
        name = sheet.cell(at[0], header.labels) if header.labels is not None else ""
        if not (header.across and name and DESCRIPTION.fullmatch(sheet.cell(header.row, at[1]))):
            return False
        self._named(name).setdefault("summary", sheet.cell(*at))
        return True


def _with_ranks(levels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"id": level["id"], "rank": rank, "titles": [level["name"]]}
        | ({"summary": level["summary"]} if level.get("summary") else {})
        for rank, level in enumerate(levels, 1)
    ]
