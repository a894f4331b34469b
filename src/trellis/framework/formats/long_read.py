"""A long table read back: rows of ours with everything, or rows of others with what they have."""

import json
import re
from typing import Any

from trellis.framework.formats.report import Ids, Report, slug, statement_id
from trellis.framework.formats.table import Sheet, clean, status_of
from trellis.framework.model import CellStatus

ALIASES = {
    "job family": "family",
    "grade": "level",
    "skill": "competency",
    "area": "competency",
    "behaviour": "statement",
    "behavior": "statement",
    "criterion": "statement",
    "text": "statement",
    "examples": "example",
    "step": "status",
    "starred": "star",
}
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")
_KINDS = ("core", "functional", "leadership")
_NO_STATUS = ("", "empty", "step", "empty step")
Row = dict[str, str]


def header_of(sheet: Sheet) -> dict[str, int]:
    """Our column names with their places in the first row."""
    names = sheet.rows[0] if sheet.rows else []
    found: dict[str, int] = {}
    for column, name in enumerate(names):
        key = name.strip().lower()
        found.setdefault(ALIASES.get(key, key), column)
    return found


def is_long(sheet: Sheet) -> bool:
    """True when the first row names level, competency and statement."""
    return {"level", "competency", "statement"} <= header_of(sheet).keys()


def read_long(sheet: Sheet, report: Report, order: tuple[str, ...] = ()) -> dict[str, Any]:
    """The values of a framework; what is wrong goes to the report, with its place.

    `order` names the levels, lowest first, where no rank says it.
    """
    return LongReader(sheet, report, order).values()


class LongReader:
    """Builds the framework row by row. Ids that have a row of their own are kept as they are."""

    def __init__(self, sheet: Sheet, report: Report, order: tuple[str, ...] = ()) -> None:
        self.sheet, self.report = sheet, report
        self.order = {name: rank for rank, name in enumerate(order, 1)}
        self.header = header_of(sheet)
        self.rows = [(n, self._row(n)) for n in range(1, len(sheet.rows)) if any(sheet.rows[n])]
        self.declared = {
            row["competency"] for _, row in self.rows if row["competency"] and not row["level"]
        }
        self.family: dict[str, Any] = {}
        self.tracks: dict[str, dict[str, Any]] = {}
        self.levels: dict[str, dict[str, Any]] = {}
        self.competencies: dict[str, dict[str, Any]] = {}
        self.unnamed: list[tuple[dict[str, Any], str, str, int]] = []
        self.ids = Ids({row["id"] for _, row in self.rows if row["id"]})

    def values(self) -> dict[str, Any]:
        """Read everything; the family comes from the rows or from the name of the file."""
        self._one_family()
        self._each_id_once()
        for number, row in self.rows:
            self._read(number, row)
        for statement, competency, level, ordinal in self.unnamed:
            statement["id"] = self.ids.new(statement_id(competency, level, ordinal))
        stem = self.report.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return (
            {"id": slug(stem), "title": stem}
            | self.family
            | {
                "tracks": list(self.tracks.values()),
                "competencies": list(self.competencies.values()),
            }
        )

    def _row(self, number: int) -> Row:
        row = {name: self.sheet.cell(number, column) for name, column in self.header.items()}
        return {
            "family": "",
            "track": "",
            "rank": "",
            "kind": "",
            "id": "",
            "status": "",
            "star": "",
            "example": "",
            "title": "",
            "more": "",
            **row,
        }

    def _one_family(self) -> None:
        families = list(dict.fromkeys(row["family"] for _, row in self.rows if row["family"]))
        if families:
            self.family = {
                "id": families[0] if _SLUG.fullmatch(families[0]) else slug(families[0]),
                "title": families[0],
            }
        if len(families) > 1:
            number = next(n for n, row in self.rows if row["family"] == families[1])
            self.report.error(
                "families",
                f"The table holds {len(families)} families: {', '.join(families)}.",
                self.sheet.place(number),
                "A file holds one; split the table.",
            )

    def _each_id_once(self) -> None:
        """An id names one statement; the second row that has it is not read."""
        first: dict[str, int] = {}
        for number, row in self.rows:
            if row["id"] and first.setdefault(row["id"], number) != number:
                before = self.sheet.place(first[row["id"]])
                self.report.error(
                    "id-twice",
                    f"The id '{row['id']}' belongs to {before} already.",
                    self.sheet.place(number, self.header.get("id")),
                    "Give this statement another id, or leave the id empty.",
                )

    def _read(self, number: int, row: Row) -> None:
        if row["status"] == "extra":
            extra = self._more(number, row)
            self.report.keep(str(extra.get("place", self.sheet.place(number))), extra.get("value"))
        elif row["competency"]:
            self._competency_row(number, row)
        elif row["statement"]:
            self.report.error(
                "competency", "No competency is named.", self.sheet.place(number), "Name one."
            )
        elif row["level"]:
            self._level(number, row, own=True)
        elif row["track"]:
            self._track(number, row, own=True)
        elif row["family"]:
            self.family |= self._texts(number, row, "title", "title")

    def _competency_row(self, number: int, row: Row) -> None:
        competency = self._competency(number, row)
        if row["level"]:
            self._cell(number, row, competency)
        elif row["statement"]:
            self.report.error(
                "level", "This statement has no level.", self.sheet.place(number), "Name one."
            )
        else:
            competency |= self._texts(number, row, "title", "title")

    def _competency(self, number: int, row: Row) -> dict[str, Any]:
        name = row["competency"]
        id_ = name if name in self.declared and _SLUG.fullmatch(name) else slug(name)
        kind = {"kind": row["kind"].lower()} if row["kind"] else {}
        if kind and kind["kind"] not in _KINDS:
            self.report.error(
                "kind",
                f"The kind '{row['kind']}' is not known.",
                self.sheet.place(number, self.header["kind"]),
                f"Use {', '.join(_KINDS)}, or leave it empty.",
            )
        return self.competencies.setdefault(id_, {"id": id_, "title": name, **kind})

    def _track(self, number: int, row: Row, *, own: bool = False) -> dict[str, Any]:
        name = row["track"] or "ic"
        id_ = name if _SLUG.fullmatch(name) else slug(name)
        track = self.tracks.setdefault(
            id_, {"id": id_, "title": row["track"] or "Levels", "levels": []}
        )
        if own:
            track |= ({"kind": row["kind"]} if row["kind"] else {}) | self._texts(
                number, row, "title", "title"
            )
        return track

    def _level(self, number: int, row: Row, *, own: bool = False) -> str:
        name = row["level"]
        id_ = name if _SLUG.fullmatch(name) else slug(name)
        if id_ not in self.levels:
            level: dict[str, Any] = {"id": id_, "rank": self._rank(number, row)}
            level |= {} if id_ == name else {"titles": [name]}
            self.levels[id_] = level
            self._track(number, row)["levels"].append(level)
        if own:
            self.levels[id_] |= self._texts(number, row, "title", "titles")
        return id_

    def _rank(self, number: int, row: Row) -> int:
        if re.fullmatch(r"-?\d{1,6}(\.0)?", row["rank"]):
            return int(float(row["rank"]))
        if row["rank"]:
            self.report.error(
                "rank",
                f"The rank '{row['rank']}' is not a whole number.",
                self.sheet.place(number, self.header.get("rank")),
            )
        if row["level"] in self.order:
            return self.order[row["level"]]
        rank = max((level["rank"] for level in self.levels.values()), default=0) + 1
        self.report.note(
            "level-order",
            f"The level '{row['level']}' has no rank; taken as number {rank}.",
            self.sheet.place(number),
            "Levels count in the order of the rows.",
        )
        return rank

    def _cell(self, number: int, row: Row, competency: dict[str, Any]) -> None:
        is_step = row["status"].endswith("step")
        level = row["level"] if is_step else self._level(number, row)
        cells = competency.setdefault("steps" if is_step else "levels", {})
        if row["status"] not in _NO_STATUS:
            self._status(number, row, cells, level)
            return
        cell = cells.setdefault(level, [])
        if row["statement"] and isinstance(cell, list):
            self._statement(number, row, (competency["id"], level), cell)
        elif row["statement"]:
            self._conflict(number)

    def _status(self, number: int, row: Row, cells: dict[str, Any], level: str) -> None:
        word = row["status"]
        status = CellStatus.TODO if word.lower() == CellStatus.TODO else status_of(word)
        if status is None:
            self.report.error(
                "status",
                f"The status '{word}' is not known.",
                self.sheet.place(number, self.header.get("status")),
                f"Use {', '.join(CellStatus)}, or leave it empty.",
            )
        elif row["statement"] or cells.get(level, status.value) != status.value:
            self._conflict(number)
        cells[level] = status.value if status else []

    def _conflict(self, number: int) -> None:
        self.report.error(
            "status",
            "This cell has a status and a statement.",
            self.sheet.place(number),
            "Take one of them out.",
        )

    def _statement(
        self, number: int, row: Row, at: tuple[str, str], cell: list[dict[str, Any]]
    ) -> None:
        star = (
            {"star": True}
            if row["star"].lower() in ("yes", "true", "x", "1", "1.0", "★", "*")
            else {}
        )
        statement = {"id": row["id"]} | self._texts(number, row, "statement", "text") | star
        cell.append(statement)
        if not row["id"]:
            self.unnamed.append((statement, *at, len(cell)))

    def _texts(self, number: int, row: Row, column: str, key: str) -> dict[str, Any]:
        """`more`, with what the cells say: an edited cell wins over the exact text beside it."""
        values = self._more(number, row)
        for name, field in ((column, key), ("example", "examples")):
            lines = [line for line in row[name].split("\n") if line.strip()]
            exact = values.get(field)
            if isinstance(exact, list) and [clean(str(item)) for item in exact] == lines:
                continue
            if row[name] and not (isinstance(exact, str) and clean(exact) == row[name]):
                values[field] = lines if field in ("examples", "titles") else row[name]
        return values

    def _more(self, number: int, row: Row) -> dict[str, Any]:
        try:
            values = json.loads(row["more"] or "{}")
        except ValueError:
            values = None
        if not isinstance(values, dict):
            self.report.error(
                "more",
                "The column 'more' does not hold a JSON group.",
                self.sheet.place(number, self.header.get("more")),
                "Empty it.",
            )
            return {}
        return values
