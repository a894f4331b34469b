"""Reminders: one letter for each person, by their own calendar, and never a word too much."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from tests.web.factories import NOW, hr, person
from tests.web.posting import posted
from tests.web.reviews.asking import answered, asked, asking
from tests.web.reviews.factories import handed_in, member, opened, version
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.notices.actions.wishes import set_reminders
from trellis_web.notices.models import Mail
from trellis_web.notices.queries import is_reminded
from trellis_web.people.models import Person
from trellis_web.reviews.actions.reminders import remind_round, remind_waiting
from trellis_web.reviews.models import Assessment, Cycle
from trellis_web.reviews.rules import Conflict

pytestmark = pytest.mark.django_db

DUE = date(2027, 1, 20)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def in_days(before: int) -> datetime:
    return at(DUE - timedelta(days=before))


@pytest.fixture
def tom() -> Person:
    """A manager with three people in a round that ends on `DUE`."""
    tom = person("Tom Reyes")
    pinned = version()
    for _ in range(3):
        member(tom)
    opened([pinned.family], due_on=DUE)
    Mail.objects.all().delete()
    return tom


def to_tom(tom: Person) -> list[EmailMessage]:
    return [each for each in posted() if each.to == [tom.email]]


@pytest.mark.parametrize(
    ("before", "letters"), [(8, 0), (7, 1), (5, 0), (2, 0), (1, 1), (-1, 1), (-3, 0)]
)
def test_an_author_is_reminded_a_week_and_a_day_before_and_the_day_after(
    tom: Person, before: int, letters: int
) -> None:
    remind_waiting(now=in_days(before))
    assert len(to_tom(tom)) == letters


def test_a_manager_of_three_gets_one_letter_however_often_the_timer_runs(tom: Person) -> None:
    for hours in range(30):
        remind_waiting(now=in_days(7) + timedelta(hours=hours))
    (letter,) = to_tom(tom)
    assert "Half-year review: until 20 Jan 2027" in letter.body
    assert "/reviews/" in letter.body


def test_a_day_without_a_server_is_made_up_for_once(tom: Person) -> None:
    remind_waiting(now=in_days(6))
    remind_waiting(now=in_days(0))
    remind_waiting(now=in_days(-2))
    assert len(to_tom(tom)) == 3


def test_it_is_morning_where_the_author_lives(tom: Person) -> None:
    Person.objects.filter(pk=tom.pk).update(time_zone="Pacific/Auckland")
    week = DUE - timedelta(days=7)
    remind_waiting(now=at(week, 12))
    assert to_tom(tom) == []
    remind_waiting(now=at(week, 20))
    assert len(to_tom(tom)) == 1


def test_who_has_handed_in_is_not_reminded(tom: Person) -> None:
    for each in Assessment.objects.filter(author=tom):
        handed_in(each)
    remind_waiting(now=in_days(1))
    assert to_tom(tom) == []


def test_who_does_not_lead_the_person_any_more_is_not_reminded(tom: Person) -> None:
    Cycle.objects.get().participants.update(manager=person("Ines Duarte"))
    remind_waiting(now=in_days(1))
    assert to_tom(tom) == []


def test_who_wants_no_reminders_gets_those_of_hr_only(tom: Person) -> None:
    set_reminders(wanted=False, by=tom, now=NOW)
    remind_waiting(now=in_days(1))
    assert to_tom(tom) == []
    remind_round(Cycle.objects.get(), by=hr(), now=in_days(1))
    assert len(to_tom(tom)) == 1


def test_a_round_of_yesterday_reminds_nobody(tom: Person) -> None:
    Cycle.objects.update(opened_at=in_days(8))
    remind_waiting(now=in_days(7))
    assert to_tom(tom) == []


def test_hr_reminds_everyone_once_a_day_and_the_trail_names_nobody(tom: Person) -> None:
    who, cycle = hr(), Cycle.objects.get()
    assert remind_round(cycle, by=who, now=NOW) == 4
    with pytest.raises(Conflict, match="Once a day"):
        remind_round(cycle, by=who, now=NOW + timedelta(hours=1))
    assert remind_round(cycle, by=who, now=NOW + timedelta(days=1)) == 4
    payloads = [e.payload for e in Event.objects.all() if e.tag == "cycle:reminded"]
    assert payloads[0] == {"cycle": cycle.pk, "title": cycle.title, "people": 4}


def test_only_hr_reminds_everyone(tom: Person) -> None:
    with pytest.raises(Denied):
        remind_round(Cycle.objects.get(), by=tom, now=NOW)


def test_everyone_who_is_asked_without_a_name_gets_the_same_whether_they_answered_or_not() -> None:
    about = asking()
    given, open_ = asked(about), asked(about)
    answered(given, "Clear words.")
    Mail.objects.all().delete()
    remind_round(about.cycle, by=hr(), now=NOW)
    bodies = {each.to[0]: each.body for each in posted()}
    first, second = bodies[given.peer.email], bodies[open_.peer.email]
    assert first.replace(given.peer.first_name, "") == second.replace(open_.peer.first_name, "")
    assert "nobody can see who has" in first
    assert about.person.name not in first


def test_nobody_is_reminded_of_colleagues_after_their_stage() -> None:
    about = asking()
    nomination = asked(about)
    day = about.cycle.peers_due_on or about.cycle.due_on
    remind_waiting(now=at(day - timedelta(days=1)))
    assert [each.to for each in posted() if each.to == [nomination.peer.email]]
    before = len(posted())
    remind_waiting(now=at(day + timedelta(days=1)))
    assert [e for e in posted()[before:] if e.to == [nomination.peer.email]] == []


def test_the_button_of_hr_writes_to_everyone_and_says_to_how_many(
    tom: Person, client: Client
) -> None:
    client.force_login(hr("Hana Sato"))
    address = reverse("cycle_reminders", args=[Cycle.objects.get().pk])
    assert "Reminded 4 people." in client.post(address, follow=True).content.decode()
    assert "Once a day is enough." in client.post(address, follow=True).content.decode()
    client.force_login(tom)
    assert client.post(address).status_code == 403
    assert len(to_tom(tom)) == 1


def test_reminders_are_switched_off_and_on_on_a_page_of_ones_own(
    tom: Person, client: Client
) -> None:
    client.force_login(tom)
    client.post(reverse("own_reminders"), {"wanted": "no"})
    assert "You get no reminders." in client.get(reverse("own_notices")).content.decode()
    assert not is_reminded(tom)
    client.post(reverse("own_reminders"), {"wanted": "yes"})
    assert is_reminded(tom)
