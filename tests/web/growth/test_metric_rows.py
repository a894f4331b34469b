"""Files of figures: what is read, and what is said about the rest, by line."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis.findings import BadInput
from trellis_web.growth.rules.metrics import MetricFile, read_metrics

HEAD = "employee_id,metric,period,value\n"


def read(text: str) -> MetricFile:
    return read_metrics(text.encode(), "quota.csv")


@pytest.mark.parametrize(
    ("period", "first_day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-Q1", date(2026, 1, 1)),
        ("2026Q4", date(2026, 10, 1)),
        ("2026-q2", date(2026, 4, 1)),
        ("2026-H2", date(2026, 7, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026-02-28", date(2026, 2, 28)),
    ],
)
def test_a_period_is_its_first_day(period: str, first_day: date) -> None:
    assert read(f"{HEAD}E-1,quota,{period},1").rows[0].period_on == first_day


@pytest.mark.parametrize(
    ("text", "value"), [("104", "104"), ("-3.5", "-3.5"), ("99.99 %", "99.99"), ("0", "0")]
)
def test_a_value_is_exact(text: str, value: str) -> None:
    assert read(f"{HEAD}E-1,quota,2026,{text}").rows[0].value == Decimal(value)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",quota,2026,1", "Nobody is named"),
        ("E-1,,2026,1", "not the name of a metric"),
        ("E-1,quota,2026-Q5,1", "not a period"),
        ("E-1,quota,2026-13,1", "not in the calendar"),
        ("E-1,quota,2026-02-30,1", "not in the calendar"),
        ("E-1,quota,2026,", "not a number"),
        ("E-1,quota,2026,1.234", "not a number"),
        ("E-1,quota,2026,NaN", "not a number"),
        ("E-1,quota,2026,1e5", "not a number"),
        ("E-1,quota,2026,9999999999999", "not a number"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(row: str, sentence: str) -> None:
    file = read(f"{HEAD}E-0,quota,2026,1\n{row}\nE-2,quota,2026,1")
    assert [each.person for each in file.rows] == ["E-0", "E-2"]
    assert [finding.place for finding in file.findings] == ["line 3"]
    assert sentence in file.findings[0].sentence


def test_a_line_break_in_quotes_does_not_shift_the_lines() -> None:
    file = read(
        'employee_id,metric,period,value,note\nE-1,quota,2026,1,"two\nlines"\nE-2,quota,x,1'
    )
    assert [finding.place for finding in file.findings] == ["line 4"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_spreadsheets_are_read(encoding: str, delimiter: str) -> None:
    rows = [["E-Mail", "Metric", "Quarter", "Value"], ["jörg@example.test", "quota", "2026Q1", "9"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert read_metrics(text.encode(encoding), "q.csv").rows[0].person == "jörg@example.test"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no column for employee_id and metric and period and value"),
        (b"email,metric\na,b", "no column for period and value"),
        ("email;metric".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b'email,metric,period,value\n"E-1', "not a readable CSV"),
        (b"email,metric,period,value\nE\0", "binary"),
        (b"a" * 8_000_001, "The limit"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_metrics(data, "q.csv")
    assert sentence in str(refusal.value)


@given(st.text(max_size=200))
def test_any_text_gives_rows_findings_or_a_refusal_and_never_another_error(text: str) -> None:
    try:
        file = read(HEAD + text)
    except BadInput:
        return
    assert all(finding.place.startswith("line ") for finding in file.findings)
