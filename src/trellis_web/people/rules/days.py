"""The calendar where somebody lives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(time_zone: str) -> ZoneInfo:
    """A time zone by its name; UTC for a name that is none."""
    try:
        return ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):  # an import may have brought such a name
        return ZoneInfo("UTC")


def day_of(moment: datetime, time_zone: str) -> date:
    """The calendar day of a moment where the person lives; UTC for a zone that is none."""
    return moment.astimezone(zone_of(time_zone)).date()
