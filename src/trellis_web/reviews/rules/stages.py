"""The days of a round: their order, and which of them has passed where somebody lives."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from trellis_web.people.rules.days import day_of

STAGES = ("self_due_on", "peers_due_on", "due_on", "release_on", "told_by_on")
"""The days of a round in the order in which they come."""

NAMES: dict[str, Any] = {
    "from_on": _("First day of the period"),
    "to_on": _("Last day of the period"),
    "self_due_on": _("Self-assessments are due on"),
    "peers_due_on": _("Colleagues are due on"),
    "due_on": _("Reviews are due on"),
    "release_on": _("Planned day of the release"),
    "told_by_on": _("Latest day of the talks"),
}


def disorder(days: Mapping[str, date | None], *, is_told_first: bool) -> dict[str, str]:
    """What is wrong with the days of a round, by field. Days that are not set are left out."""
    faults: dict[str, str] = {}
    first, last = days.get("from_on"), days.get("to_on")
    if first and last and last <= first:
        faults["to_on"] = str(_("The period must end after it starts."))
    if is_told_first and not days.get("told_by_on"):
        faults["told_by_on"] = str(_("Say until when managers talk with their people."))
    return faults | dict(_backwards(days))


def _backwards(days: Mapping[str, date | None]) -> Iterator[tuple[str, str]]:
    before, latest = "from_on", days.get("from_on")
    for name in STAGES:
        day = days.get(name)
        if day is None:
            continue
        if latest and day < latest:
            words = _("This day comes before “%(name)s”. Put the days in order.")
            yield name, str(words % {"name": NAMES[before]})
        else:
            before, latest = name, day


def passed(days: Mapping[str, date | None], *, now: datetime, time_zone: str) -> list[str]:
    """The stages whose day has ended, at midnight, in `time_zone`; in their order."""
    today = day_of(now, time_zone)
    return [name for name in STAGES if (day := days.get(name)) and day < today]
