"""Absences: days that do not overlap, told to nobody but HR and the person."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.people.actions.absences import end_absence, note_absence
from trellis_web.people.models import Absence, Person
from trellis_web.people.queries import absences_within, away_throughout

pytestmark = pytest.mark.django_db
JAN, MAY, JUNE = date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1)


def note(person: Person, from_on: date, to_on: date | None, **more: Any) -> Absence:
    said: dict[str, Any] = {"kind": "parental", "by": make.hr(), "now": NOW, "today": TODAY} | more
    return note_absence(person, from_on=from_on, to_on=to_on, **said)


@pytest.mark.parametrize(
    ("from_on", "to_on"), [(MAY, MAY), (date(2025, 1, 1), None), (date(2026, 3, 1), JUNE)]
)
def test_a_day_is_recorded_once(from_on: date, to_on: date | None) -> None:
    ana = make.person()
    note(ana, JAN, MAY)
    with pytest.raises(Denied):
        note(ana, from_on, to_on)
    assert note(ana, JUNE, None).pk


def test_only_hr_records_an_absence() -> None:
    manager = make.person()
    with pytest.raises(Denied):
        note(make.person(manager=manager), JAN, MAY, by=manager)


def test_a_manager_does_not_read_why_somebody_is_away() -> None:
    manager = make.person()
    ana = make.person(manager=manager)
    note(ana, JAN, MAY)
    assert not visible(Absence, to=manager).exists()
    assert visible(Absence, to=ana).count() == 1


def test_the_trail_does_not_say_why() -> None:
    note(make.person(), JAN, MAY)
    assert "parental" not in str(Event.objects.get(tag="absence:noted").payload)


def test_whoever_comes_back_early_is_away_until_then() -> None:
    absence = note(make.person(), JAN, None)
    end_absence(absence, on=MAY, by=make.hr(), now=NOW, today=TODAY)
    assert not absences_within(JUNE, JUNE).exists()
    assert away_throughout(JAN, MAY).get() == absence


def test_an_absence_that_had_not_begun_goes() -> None:
    absence = note(make.person(), JUNE, None)
    end_absence(absence, on=MAY, by=make.hr(), now=NOW, today=TODAY)
    assert not Absence.objects.exists()


days = st.integers(0, 20).map(lambda n: date(2026, 1, 1 + n))


@given(st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted))
def test_away_throughout_means_every_day_of_the_time(away: list[date], time: list[date]) -> None:
    Absence.objects.all().delete()
    person = Person.objects.first() or make.person()
    Absence.objects.create(person=person, kind="sick", from_on=away[0], to_on=away[1], noted_at=NOW)
    covers = away[0] <= time[0] and time[1] <= away[1]
    touches = away[0] <= time[1] and time[0] <= away[1]
    assert away_throughout(*time).exists() == covers
    assert absences_within(*time).exists() == touches


def test_hr_records_and_ends_an_absence_on_the_page(client: Client) -> None:
    client.force_login(make.hr())
    ana = make.person("Ana")
    said = {"absence-kind": "sick", "absence-from_on": "2026-11-01"}
    assert client.post(reverse("person_absences", args=[ana.pk]), said).status_code == 302
    assert b"sick leave" in client.get(reverse("person", args=[ana.pk])).content
    again = client.post(reverse("person_absences", args=[ana.pk]), said)
    assert again.status_code == 422
    assert b"Another absence is recorded" in again.content
    absence = Absence.objects.get()
    client.post(reverse("absence_end", args=[ana.pk, absence.pk]), {"to_on": "2026-11-10"})
    absence.refresh_from_db()
    assert absence.to_on == date(2026, 11, 10)


def test_details_are_checked_and_changed(client: Client) -> None:
    client.force_login(make.hr())
    ana = make.person("Ana")
    said = {"worker_type": "contractor", "time_zone": "Europe/Berlln", "started_on": ""}
    refused = client.post(reverse("person_details", args=[ana.pk]), said)
    assert refused.status_code == 422
    assert "no time zone" in refused.content.decode()
    said["time_zone"] = "Europe/Berlin"
    assert client.post(reverse("person_details", args=[ana.pk]), said).status_code == 302
    ana.refresh_from_db()
    assert (ana.worker_type, ana.time_zone) == ("contractor", "Europe/Berlin")
    assert Event.objects.get(tag="person:changed").payload["fields"] == ["worker_type", "time_zone"]
