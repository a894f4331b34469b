"""A file of figures, without a database: rows, and what is wrong with the others, by line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.text import decode
from trellis_web.people.rules.columns import folded

MAX_ROWS = 200_000
HEADERS = {
    "person": ("employee_id", "external_id", "id", "email", "e_mail", "work_email"),
    "metric": ("metric", "name"),
    "period": ("period", "quarter", "month", "date"),
    "value": ("value", "attainment", "result"),
}
_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,2})?")
_METRIC = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
_PERIOD = re.compile(
    r"(?P<year>20[0-9]{2})"
    r"(?:-?Q(?P<quarter>[1-4])|-?H(?P<half>[12])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One figure. `person` is an employee id or e-mail address, as written."""

    line: int
    person: str
    metric: str
    period_on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class MetricFile:
    """The good rows, a finding for each of the others, and the text that they were read from."""

    rows: tuple[MetricRow, ...]
    findings: tuple[Finding, ...]
    text: str = ""


def read_metrics(data: bytes, name: str) -> MetricFile:
    """Reads a CSV of figures: UTF-8, UTF-16 or Windows-1252, with `,` `;` or tab.

    Raises `BadInput` when it is no such file, with the place.
    """
    text, _ = decode(data, name, windows=True)
    table = _table(text, name)
    columns = _columns(next(table, (1, []))[1], name)
    rows: list[MetricRow] = []
    findings: list[Finding] = []
    for line, cells in table:
        values = {f: cells[at].strip() if at < len(cells) else "" for f, at in columns.items()}
        if not any(values.values()):
            continue
        try:
            rows.append(_row(line, values))
        except ValueError as problem:
            findings.append(error(line, "row-wrong", values["person"], *problem.args))
    return MetricFile(tuple(rows), tuple(findings), text)


def error(line: int, code: str, subject: str, sentence: str, remedy: str) -> Finding:
    """What is wrong with one row."""
    return Finding(code, Severity.ERROR, subject, sentence, remedy, f"line {line}")


def _table(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it starts on."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
    )
    line = 1
    try:
        for cells in reader:
            if line > MAX_ROWS:
                raise _refused(
                    name, line, f"'{name}' has more than {MAX_ROWS:,} rows.", "Split it."
                )
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        sentence = f"'{name}' is not a readable CSV file: {problem}."
        raise _refused(name, reader.line_num, sentence, "Check the quotes of this row.") from None


def _columns(headers: Sequence[str], name: str) -> dict[str, int]:
    index = {folded(header): at for at, header in reversed(list(enumerate(headers)))}
    found = {
        field: index[next(h for h in names if h in index)]
        for field, names in HEADERS.items()
        if any(h in index for h in names)
    }
    missing = [names[0] for field, names in HEADERS.items() if field not in found]
    if missing:
        read = ", ".join(h for h in headers if h)[:300]
        raise _refused(
            name,
            1,
            f"The first row has no column for {' and '.join(missing)}. It reads: {read}.",
            "Name the columns employee_id (or email), metric, period and value.",
        )
    return found


def _refused(name: str, line: int, sentence: str, remedy: str) -> BadInput:
    return BadInput.at("metric-file", name, sentence, remedy, f"line {line}")


def _row(line: int, values: dict[str, str]) -> MetricRow:
    """The row. Raises ValueError(sentence, remedy) when it has none."""
    person, metric = values["person"], values["metric"].casefold()
    if not person or len(person) > 254 or "\0" in person:
        raise ValueError("Nobody is named in this row.", "Give an employee id or an e-mail.")
    if not _METRIC.fullmatch(metric):
        raise ValueError(
            f"'{metric[:100]}' is not the name of a metric.", "Write it as in the framework: quota."
        )
    return MetricRow(line, person, metric, _period(values["period"]), _value(values["value"]))


def _period(text: str) -> date:
    """The first day of a period: a year, half, quarter, month or day."""
    found = _PERIOD.fullmatch(text)
    if not found:
        raise ValueError(f"'{text[:100]}' is not a period.", "Write it as 2026-Q1 or 2026-01-31.")
    year, quarter, half, month, day = (int(part or 0) for part in found.groups())
    first = 3 * quarter - 2 if quarter else 6 * half - 5 if half else month or 1
    try:
        return date(year, first if not found["month"] else month, day if found["day"] else 1)
    except ValueError:
        raise ValueError(f"'{text}' is not in the calendar.", "Correct the date.") from None


def _value(text: str) -> Decimal:
    number = text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(number):
        raise ValueError(
            f"'{text[:100]}' is not a number with at most two decimals.",
            "Write it without a separator of thousands: 104.5.",
        )
    return Decimal(number.replace(",", "."))
