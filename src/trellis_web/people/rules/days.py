"""The calendar where somebody lives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def day_of(moment: datetime, time_zone: str) -> date:
    """The calendar day of a moment where the person lives; UTC for a zone that is none."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):  # an import may have brought such a name
        zone = ZoneInfo("UTC")
    return moment.astimezone(zone).date()
