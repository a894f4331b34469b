"""Our own Markdown read back: a page for people that keeps every id, level, order and status.

The dialect, `trellis-markdown/1` (`to_markdown` writes it). Every text is written with
`markdown_text.escape`; `{#id}` ends the line of everything that has an id.

    ---
    schema: trellis-markdown/1
    family: {language: en}             # of the framework, the tracks, levels, competencies and
    tracks: [{id: ic, title: IC}]      # statements: what the page below has no place for,
    levels: {L1: {summary: Starts.}}   # by id, under the names of trellis/1
    competencies: {craft: {kind: core}}
    statements: {s1: {links: [guide]}}
    ---
    # Engineering {#engineering}
    A paragraph is the summary.
    ## Levels
    | id | rank | track | titles | scope | band |
    | --- | --- | --- | --- | --- | --- |
    | L1 | 1 | ic | Engineer<br>Developer | Own tasks | B1 |
    ## Craft {#craft}
    A paragraph is the summary.
    ### Engineer {#L1}
    - ★ Writes tests. {#s1}
      - e.g. For a fix.
    ### Senior {#L2}
    *as the level below*               (or *not expected*, *still to write*)
    ## Teamwork {#teamwork}
    ### Step: practitioner {#practitioner}
    - Listens first. {#s2}
    Expects: L1 practitioner, L2 todo

The heading of a level or a step only names its id; its words may be anything.
"""

import re
from typing import Any

from trellis.framework.formats.markdown_text import unescape
from trellis.framework.formats.report import Ids, Imported, Report, slug, statement_id
from trellis.framework.model import CellStatus
from trellis.framework.source import Source
from trellis.framework.text import decode

SCHEMA_OWN = "trellis-markdown/1"
STATUS_LINES = {
    "*as the level below*": CellStatus.AS_BELOW,
    "*not expected*": CellStatus.NOT_EXPECTED,
    "*still to write*": CellStatus.TODO,
}
LEVEL_COLUMNS = ("id", "rank", "track", "titles", "scope", "band")
STEP = "Step: "
EXPECTS = "Expects: "

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(#{1,3}) +(.*)")
_ID = re.compile(r" *\{#([A-Za-z0-9][A-Za-z0-9._+-]{0,99})\}$")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[-:| ]+")


def is_own(text: str) -> bool:
    """True when the front matter names the dialect."""
    front = _FRONT.match(text[:200_000]) if text.startswith("---") else None
    return bool(front and re.search(rf"^schema:\s*['\"]?{SCHEMA_OWN}\b", front[1], re.MULTILINE))


def read(data: bytes, name: str) -> Imported:
    """The framework on a page of ours. Raises `BadInput` with the line of every error."""
    text = decode(data, name)[0]
    front = _FRONT.match(text)
    matter: dict[str, Any] = Source(front[1], name, first_line=2).value if front else {}
    reader = _Reader(matter, Report(name))
    start = front.end() if front else 0
    for number, line in enumerate(text[start:].split("\n"), text[:start].count("\n") + 1):
        if line.strip():
            reader.line(line.rstrip(), number)
    return reader.framework()


class _Reader:
    """Takes a page line by line; remembers the competency and the cell it is in."""

    def __init__(self, matter: dict[str, Any], report: Report) -> None:
        self.report = report
        self.matter = {key: value for key, value in matter.items() if value}
        self.family: dict[str, Any] = {}
        self.tracks: dict[str, dict[str, Any]] = {}
        self.competencies: list[dict[str, Any]] = []
        self.cell: list[dict[str, Any]] | None = None
        self.at: tuple[str, str] = ("", "")
        self.unnamed: list[tuple[dict[str, Any], str, str, int]] = []
        self.lines: dict[str, int] = {}
        for track in self.matter.get("tracks", []):
            self.tracks[track.get("id", "")] = {**track, "levels": []}

    def framework(self) -> Imported:
        """Everything put together; ids that are missing are made from their place."""
        ids = Ids(set(self.lines))
        for statement, competency, level, ordinal in self.unnamed:
            statement["id"] = ids.new(statement_id(competency, level, ordinal))
        values = {"tracks": list(self.tracks.values()), "competencies": self.competencies}
        title = self.report.name.rsplit(".", 1)[0]
        known = {"id": slug(title), "title": title, **self.family}
        return self.report.framework(known | self.matter.get("family", {}) | values)

    def line(self, line: str, number: int) -> None:
        """One line that says something."""
        heading = _HEADING.fullmatch(line)
        if heading:
            text, id_ = _named(heading[2])
            (self._title, self._section, self._cell)[len(heading[1]) - 1](text, id_, number)
        elif line.startswith("|") and not self.competencies:
            self._level(line, number)
        elif line.startswith("- ") and self.cell is not None:
            self._statement(line[2:], number)
        elif line.lstrip().startswith("- ") and self.cell:
            self._example(line.lstrip()[2:])
        elif not self._mark(line):
            self._text(line, number)

    def _title(self, text: str, id_: str, _number: int) -> None:
        self.family = {"id": id_ or slug(text), "title": unescape(text)}

    def _section(self, text: str, id_: str, number: int) -> None:
        """A competency; `## Levels` without an id is the section of the table."""
        self.cell = None
        if not id_ and text == "Levels":
            return
        id_ = id_ or slug(text)
        rest = self.matter.get("competencies", {}).get(id_, {})
        self.competencies.append({"id": id_, "title": unescape(text), **rest})
        self._once(f"competency {id_}", number)

    def _cell(self, text: str, id_: str, number: int) -> None:
        if not self.competencies:
            self._refuse("This level stands before any competency.", number)
            return
        step = text.startswith(STEP)
        id_ = id_ or slug(text.removeprefix(STEP))
        self.cell = []
        competency = self.competencies[-1]
        cells = competency.setdefault("steps" if step else "levels", {})
        if id_ in cells:
            self._refuse(f"'{id_}' stands twice in this competency.", number)
        cells[id_] = self.cell
        self.at = (competency["id"], id_)

    def _level(self, line: str, number: int) -> None:
        """A row of the table of levels; its header and its rule say nothing."""
        cells = [cell.strip() for cell in _CELL.split(line.strip().strip("|"))]
        row = dict(zip(LEVEL_COLUMNS, cells, strict=False))
        if _RULE.fullmatch(line) or tuple(cell.lower() for cell in cells) == LEVEL_COLUMNS:
            return
        if not re.fullmatch(r"-?\d{1,9}", row.get("rank", "")):
            self._refuse("A level needs an id and a rank that is a whole number.", number)
            return
        id_, track = unescape(row["id"]), unescape(row.get("track", "")) or "ic"
        level: dict[str, Any] = {"id": id_, "rank": int(row["rank"])}
        if row.get("titles"):
            level["titles"] = [unescape(title) for title in row["titles"].split("<br>")]
        level |= {key: unescape(row[key]) for key in ("scope", "band") if row.get(key)}
        level |= self.matter.get("levels", {}).get(id_, {})
        known = self.tracks.setdefault(track, {"id": track, "title": track, "levels": []})
        known["levels"].append(level)
        self._once(f"level {id_}", number)

    def _statement(self, text: str, number: int) -> None:
        text, id_ = _named(text)
        starred = text.startswith("★ ")
        statement: dict[str, Any] = {"id": id_, "text": unescape(text.removeprefix("★ "))}
        statement |= {"star": True} if starred else {}
        statement |= self.matter.get("statements", {}).get(id_, {}) if id_ else {}
        cell = self.cell if self.cell is not None else []
        cell.append(statement)
        if id_:
            self._once(id_, number)
        else:
            self.unnamed.append((statement, *self.at, len(cell)))

    def _example(self, text: str) -> None:
        statement = (self.cell or [{}])[-1]
        statement.setdefault("examples", []).append(unescape(text.removeprefix("e.g. ")))

    def _mark(self, line: str) -> bool:
        """True when the line is a status, or what the levels expect of the steps."""
        competency = self.competencies[-1] if self.competencies else {}
        if line.startswith(EXPECTS) and competency:
            pairs = (pair.split() for pair in line.removeprefix(EXPECTS).split(","))
            competency["expects"] = {pair[0]: pair[-1] for pair in pairs if pair}
            self.cell = None
            return True
        if line in STATUS_LINES and self.cell == [] and "levels" in competency:
            competency["levels"][self.at[1]] = STATUS_LINES[line].value
            self.cell = None
            return True
        return False

    def _text(self, line: str, number: int) -> None:
        """A paragraph: the summary of what it stands under, or something of nobody's."""
        whole = self.competencies[-1] if self.competencies else self.family
        if whole and "summary" not in whole and not {"levels", "steps", "expects"} & whole.keys():
            whole["summary"] = unescape(line)
            return
        self.report.keep(f"line {number}", line)
        self.report.warn(
            "text", "This line has no place in a framework.", f"line {number}", "It is in 'extra'."
        )

    def _once(self, id_: str, number: int) -> None:
        if self.lines.setdefault(id_, number) != number:
            noun = id_ if " " in id_ else f"statement {id_}"
            self._refuse(f"The id of the {noun} stands on line {self.lines[id_]} too.", number)

    def _refuse(self, sentence: str, number: int) -> None:
        self.report.error("own-markdown", sentence, f"line {number}", "Nothing was read.")


def _named(text: str) -> tuple[str, str]:
    """A text and the id at its end, if there is one."""
    found = _ID.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")
