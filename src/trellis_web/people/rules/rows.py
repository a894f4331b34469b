"""Rows of a people file: text in, typed rows and findings with their line out."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.text import decode
from trellis_web.people.rules.columns import Preset, placed, preset_for, require_columns

MAX_ROWS = 200_000
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d")
_LEFT = {"inactive", "terminated", "left", "leaver"}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the file. `manager` is an id, an e-mail address or a name, as written."""

    line: int
    external_id: str
    name: str
    email: str
    manager: str
    title: str
    unit: str
    started_on: date | None
    left_on: date | None
    has_left: bool
    family: str
    level: str
    level_since: date | None
    time_zone: str
    worker_type: str


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What was read: the preset that fits, the good rows, and what is wrong with the others."""

    preset: Preset
    rows: tuple[PersonRow, ...]
    findings: tuple[Finding, ...]
    text: str


class _RowError(Exception):
    def __init__(self, code: str, sentence: str, remedy: str) -> None:
        self.code, self.sentence, self.remedy = code, sentence, remedy
        super().__init__(sentence)


def read_people(data: bytes, name: str, *, today: date) -> PeopleFile:
    """Reads a people file in any of the presets. Raises `BadInput` when it is unreadable."""
    text, _ = decode(data, name, windows=True)
    lines = _table(text, name)
    _, headers = next(lines, (1, []))
    preset = preset_for(headers)
    columns = placed(preset, headers)
    require_columns(preset, columns, headers)
    rows, findings = [], []
    for line, cells in lines:
        values = {f: cells[at].strip() if at < len(cells) else "" for f, at in columns.items()}
        if not any(values.values()):
            continue
        try:
            rows.append(_row(line, values, today))
        except _RowError as problem:
            findings.append(
                Finding(
                    problem.code,
                    Severity.ERROR,
                    values.get("email", ""),
                    problem.sentence,
                    problem.remedy,
                    f"line {line}",
                )
            )
    return PeopleFile(preset, tuple(rows), tuple(findings), text)


def _table(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadInput.at(
                "csv",
                name,
                f"'{name}' is not a readable CSV file: {error}.",
                "Check the quotes of this row.",
                f"line {reader.line_num}",
            ) from error
        if line > MAX_ROWS:
            raise BadInput.at(
                "too-many-rows",
                name,
                f"'{name}' has more than {MAX_ROWS:,} rows.",
                "Split it.",
                f"line {line}",
            )
        yield line, [_unguarded(cell) for cell in cells]
        line = reader.line_num + 1


def _unguarded(cell: str) -> str:
    """Takes off the quote that guards a cell against being read as a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell


def _row(line: int, values: Mapping[str, str], today: date) -> PersonRow:
    name = values.get("name") or " ".join(
        part for part in (values.get("first_name"), values.get("last_name")) if part
    )
    if not name:
        raise _RowError("name-missing", "The name is empty.", "Fill it in.")
    email = values.get("email", "")
    if not _EMAIL.fullmatch(email):
        raise _RowError("email", f"'{email}' is not an e-mail address.", "Correct it.")
    _refuse_long(values)
    left_on = _date(values.get("left_on", ""), "leaving date")
    return PersonRow(
        line=line,
        external_id=values.get("external_id", ""),
        name=name,
        email=email,
        manager=values.get("manager", ""),
        title=values.get("title", ""),
        unit=values.get("unit", ""),
        started_on=_date(values.get("started_on", ""), "start date"),
        left_on=left_on,
        has_left=values.get("status", "").casefold() in _LEFT
        or (left_on is not None and left_on <= today),
        family=values.get("family", ""),
        level=values.get("level", ""),
        level_since=_date(values.get("level_since", ""), "level date"),
        time_zone=values.get("time_zone", "") or "UTC",
        worker_type=values.get("worker_type", "") or "employee",
    )


def _refuse_long(values: Mapping[str, str]) -> None:
    for field, value in values.items():
        limit = 20 if field == "worker_type" else 50 if field == "time_zone" else 200
        if field in ("external_id", "family", "level"):
            limit = 100
        if len(value) > limit:
            raise _RowError(
                "too-long", f"The {field} has {len(value)} characters.", f"At most {limit} fit."
            )
        if "\0" in value:
            raise _RowError(
                "control-character", f"The {field} has a NUL character.", "Take it out."
            )


def _date(text: str, what: str) -> date | None:
    if not text:
        return None
    for form in _DATES:
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007  a date has no zone
        except ValueError:
            continue
    raise _RowError(
        "date", f"'{text}' is not a {what} that can be read.", "Write it as 2026-11-22."
    )
