"""Months are counted as people count them, and the calendar of criteria agrees with itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis_web.readiness.rules import cutoff, reached_on

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.integers(0, 600)


def whole_months(since: date, today: date) -> int:
    """The definition: calendar months, one less before the day of the month."""
    between = (today.year - since.year) * 12 + today.month - since.month
    return between - (today.day < since.day)


@given(days, months)
def test_the_cutoff_is_the_last_start_that_is_long_enough_ago(today: date, asked: int) -> None:
    last = cutoff(today, asked)
    assert whole_months(last, today) >= asked
    assert whole_months(last + timedelta(days=1), today) < asked


@given(days, months)
def test_a_tenure_is_reached_on_the_first_day_that_is_late_enough(since: date, asked: int) -> None:
    first = reached_on(since, asked)
    assert whole_months(since, first) >= asked
    assert whole_months(since, first - timedelta(days=1)) < asked or first == since


@given(days, days, months)
def test_both_say_the_same(since: date, today: date, asked: int) -> None:
    assert (since <= cutoff(today, asked)) == (reached_on(since, asked) <= today)


@pytest.mark.parametrize(
    ("since", "asked", "day"),
    [
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_a_31st_waits_for_the_next_1st(since: date, asked: int, day: date) -> None:
    assert reached_on(since, asked) == day
