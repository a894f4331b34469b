"""Whom a manager looks at first."""

from datetime import date, timedelta

import pytest

from tests.web.factories import TODAY
from trellis.readiness.criteria import Readiness
from trellis_web.ui.rules.attention import Signs, ago

SOON, PAST = TODAY + timedelta(days=20), TODAY - timedelta(days=1)


def signs(
    due_on: date | None = None,
    readiness: Readiness = Readiness.BUILDING,
    last_note: date | None = TODAY,
) -> Signs:
    return Signs(due_on, readiness, last_note)


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (signs(), ()),
        (signs(due_on=PAST), ("Review overdue",)),
        (signs(due_on=TODAY), ("Review to write",)),
        (signs(readiness=Readiness.READY), ("Ready: talk about a case",)),
        (signs(last_note=TODAY - timedelta(days=30)), ()),
        (signs(last_note=TODAY - timedelta(days=31)), ("No shared note for a month",)),
        (signs(last_note=None), ("No shared note for a month",)),
        (Signs(None, None, None, is_expected=False, has_plan=False), ()),
        (Signs(None, None, TODAY, has_plan=False), ("No growth plan",)),
        (Signs(None, None, TODAY, is_agreed=False), ("Plan to agree on",)),
        (Signs(None, None, TODAY, is_prepared=True), ("Check-in prepared",)),
        (Signs(None, None, TODAY, is_told=False), ("Result to talk about",)),
        (Signs(None, None, TODAY, overdue=1), ("Action past its day",)),
        (Signs(None, None, TODAY, opportunities=2), ("Opportunity to find",)),
    ],
)
def test_a_reason_is_something_that_a_manager_can_do(
    found: Signs, reasons: tuple[str, ...]
) -> None:
    assert found.reasons(today=TODAY) == reasons


def test_the_more_pressing_comes_first_and_the_next_reason_decides_a_tie() -> None:
    in_order = [
        signs(due_on=PAST),
        signs(due_on=SOON, readiness=Readiness.READY),
        signs(due_on=SOON, last_note=None),
        signs(due_on=SOON),
        signs(readiness=Readiness.READY),
        signs(last_note=None),
        signs(),
    ]
    assert (
        sorted([*in_order[3:], *in_order[:3]], key=lambda each: each.order(today=TODAY)) == in_order
    )


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (400, "400 days ago")]
)
def test_days_are_counted_in_words(days: int, words: str) -> None:
    assert ago(TODAY - timedelta(days=days), today=TODAY) == words


def test_no_day_at_all_has_its_word() -> None:
    assert ago(None, today=TODAY) == "none yet"
