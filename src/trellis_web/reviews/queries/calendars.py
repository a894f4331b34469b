"""What a calendar shows: until when somebody writes. Titles of rounds; no names, no outcomes."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.deadlines import Deadline, deadlines

LENGTH = timedelta(minutes=30)
"""An entry ends with the deadline; without a length, calendars hide it."""


def calendar_of(person: Person, *, now: datetime) -> bytes:
    """RFC 5545: an entry for each deadline, in UTC, so that every clock shows its own hour."""
    calendar = Calendar()
    calendar.add("prodid", "-//Trellis//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("%(name)s: deadlines") % {"name": settings.ORGANISATION})
    open_ = Cycle.objects.filter(opened_at__isnull=False, released_at__isnull=True)
    kinds = {(each.cycle.pk, each.at): each for each in deadlines(open_, of=person)}
    for each in kinds.values():
        calendar.add_component(_entry(each, now))
    return bytes(calendar.to_ical())


def _entry(deadline: Deadline, now: datetime) -> Event:
    entry, end = Event(), deadline.at.astimezone(UTC)
    entry.add("uid", f"cycle-{deadline.cycle.pk}-{end:%Y%m%dT%H%M}@trellis")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", end - LENGTH)
    entry.add("dtend", end)
    entry.add("summary", _("%(title)s: write until now") % {"title": deadline.cycle.title})
    entry.add("url", f"{settings.SITE_URL}{reverse('review_list')}")
    entry.add("transp", "TRANSPARENT")
    return entry
