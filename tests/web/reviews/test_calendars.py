"""A calendar holds one's own deadlines at the right moment, and nobody's name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.web.factories import NOW, person
from tests.web.reviews.factories import handed_in, member, opened, sheet, version
from trellis_web.notices.actions.calendars import make_calendar_link, revoke_calendar_link
from trellis_web.notices.models import CalendarLink
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya() -> Person:
    """Somebody in Berlin who writes about herself until 20 January."""
    maya = member(person("Tom Reyes"), name="Maya Okafor", time_zone="Europe/Berlin")
    opened([version().family], due_on=date(2027, 1, 20))
    return maya


def read(token: str) -> Any:
    answer = Client().get(reverse("calendar", args=[token]))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_a_deadline_ends_at_midnight_where_the_person_lives(maya: Person) -> None:
    (entry,) = read(make_calendar_link(by=maya, now=NOW)).walk("VEVENT")
    assert entry["dtend"].dt == datetime(2027, 1, 20, 22, 59, tzinfo=UTC)
    assert entry["summary"] == "Half-year review: write until now"


def test_a_manager_reads_one_entry_and_no_name(maya: Person) -> None:
    tom = sheet(maya).author
    calendar = read(make_calendar_link(by=tom, now=NOW))
    assert len(calendar.walk("VEVENT")) == 1
    assert b"Maya" not in calendar.to_ical()


def test_what_was_handed_in_is_gone(maya: Person) -> None:
    handed_in(sheet(maya, "self"))
    assert read(make_calendar_link(by=maya, now=NOW)).walk("VEVENT") == []


def test_an_address_ends_when_it_is_renewed_revoked_or_the_person_leaves(maya: Person) -> None:
    first = make_calendar_link(by=maya, now=NOW)
    second = make_calendar_link(by=maya, now=NOW)
    assert Client().get(reverse("calendar", args=[first])).status_code == 404
    Person.objects.filter(pk=maya.pk).update(deactivated_at=NOW)
    assert Client().get(reverse("calendar", args=[second])).status_code == 404
    Person.objects.filter(pk=maya.pk).update(deactivated_at=None)
    revoke_calendar_link(by=maya, now=NOW)
    assert Client().get(reverse("calendar", args=[second])).status_code == 404


def test_the_address_is_shown_once_and_not_kept(maya: Person, client: Client) -> None:
    client.force_login(maya)
    page = client.post(reverse("calendar_new")).content.decode()
    assert "/calendar/" in page
    assert CalendarLink.objects.get().digest not in page
    assert ".ics" not in client.get(reverse("own_notices")).content.decode()
    client.post(reverse("calendar_revocation"))
    assert not CalendarLink.objects.exists()
