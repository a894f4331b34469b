"""Until when a decision that is told in person waits for the talk."""

from datetime import date, timedelta

MOST_DAYS = 30
"""No longer than somebody has to object."""


def latest_day(decided_on: date, days: int, effective_on: date | None) -> date:
    """The day on which the person reads a decision in any case.

    A position that changes earlier would tell it, so that its day is the latest one.
    """
    latest = decided_on + timedelta(days=days)
    return min(latest, effective_on) if effective_on else latest
