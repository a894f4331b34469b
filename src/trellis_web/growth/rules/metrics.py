"""A file of figures, without a database: rows, and what is wrong with the others, by line."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trellis.findings import Finding, Severity
from trellis.framework.text import decode
from trellis_web.growth.rules.tables import Columns, read_table

COLUMNS = Columns(
    {
        "person": ("employee_id", "external_id", "id", "email", "e_mail", "work_email"),
        "metric": ("metric", "name"),
        "period": ("period", "quarter", "month", "date"),
        "value": ("value", "attainment", "result"),
    },
    code="metric-file",
    remedy="Name the columns employee_id (or email), metric, period and value.",
    most=200_000,
)
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
    rows: list[MetricRow] = []
    findings: list[Finding] = []
    for line, values in read_table(text, name, COLUMNS):
        try:
            rows.append(_row(line, values))
        except ValueError as problem:
            findings.append(error(line, "row-wrong", values["person"], *problem.args))
    return MetricFile(tuple(rows), tuple(findings), text)


def error(line: int, code: str, subject: str, sentence: str, remedy: str) -> Finding:
    """What is wrong with one row."""
    return Finding(code, Severity.ERROR, subject, sentence, remedy, f"line {line}")


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
