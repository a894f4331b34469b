"""Levels by job title, and one by one."""

import pytest
from django.test import Client

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import publish_version, start_from_library
from trellis_web.frameworks.actions.placements import place_titles
from trellis_web.people.queries import position_of

pytestmark = pytest.mark.django_db


def test_everyone_with_a_title_is_placed_and_one_event_says_so() -> None:
    hr = make.hr()
    people = [make.person(family="", level="", title="Developer") for _ in range(3)]
    other = make.person(family="", level="", title="Seller")
    before = Event.objects.count()
    moved = place_titles({"Developer": "engineering/IC2"}, since=TODAY, by=hr, now=NOW, today=TODAY)
    places = [position_of(p, today=TODAY) for p in [*people, other]]
    assert moved == 3
    assert [p and p.level for p in places] == ["IC2", "IC2", "IC2", ""]
    assert Event.objects.count() == before + 1


def test_whoever_stands_at_the_level_already_is_left_alone() -> None:
    there = make.person(level="IC2", title="Developer")
    before = position_of(there, today=TODAY)
    assert (
        place_titles(
            {"Developer": "engineering/IC2"}, since=TODAY, by=make.hr(), now=NOW, today=TODAY
        )
        == 0
    )
    assert position_of(there, today=TODAY) == before


def test_hr_places_a_title_on_the_page(client: Client) -> None:
    hr = make.hr()
    draft = start_from_library("engineering", by=hr, now=NOW)
    publish_version(draft, note="First.", by=hr, now=NOW)
    maya = make.person(family="", level="", title="Developer")
    client.force_login(hr)
    page = client.get("/frameworks/administration/levels/")
    assert b"IC2 Engineer" in page.content
    answer = client.post(
        "/frameworks/administration/levels/",
        {"place-0": "engineering/IC2", "since": TODAY.isoformat()},
    )
    place = position_of(maya, today=TODAY)
    assert answer.status_code == 302
    assert place
    assert (place.family, place.level) == ("engineering", "IC2")


def test_a_level_that_is_not_offered_is_refused(client: Client) -> None:
    client.force_login(make.hr())
    make.person(title="Developer", family="", level="")
    answer = client.post(
        "/frameworks/administration/levels/",
        {"place-0": "engineering/IC99", "since": TODAY.isoformat()},
    )
    assert answer.status_code == 422


def test_an_employee_cannot_open_it(client: Client) -> None:
    client.force_login(make.person())
    assert client.get("/frameworks/administration/levels/").status_code == 403
