"""The pages of what is on, and of the agreement."""

import html

import pytest
from django.test import Client

from tests.web import factories as make
from trellis_web.organisation.models import Switch
from trellis_web.organisation.rules import ABOUT
from trellis_web.organisation.rules.agreement import agreement
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
MINUTES = "/organisation/features/minutes/switches"


@pytest.fixture
def hana(client: Client) -> Person:
    someone = make.hr("Hana Sato")
    client.force_login(someone)
    return someone


def council(client: Client) -> Person:
    someone = make.person("Wanda")
    make.grant(someone, "works_council")
    client.force_login(someone)
    return someone


def text(client: Client, url: str = "/organisation/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_every_feature_is_shown_with_what_it_does_and_the_preset(
    client: Client, hana: Person
) -> None:
    page = text(client)
    assert [about.title for about in ABOUT.values() if str(about.does) not in page] == []
    assert "You have 1 person here." in page
    assert "Below 150 people a small product is enough" in page


def test_a_switch_is_one_button(client: Client, hana: Person) -> None:
    assert "Figures" not in client.get("/").content.decode()
    client.post("/organisation/features/metrics/switches", {"to": "on"})
    assert "Figures" in client.get("/").content.decode()


def test_the_page_of_a_feature_that_is_off_stays_where_it_is(client: Client, hana: Person) -> None:
    assert client.get("/levelling/").status_code == 200


def test_two_people_switch_on_what_could_watch(client: Client, hana: Person) -> None:
    client.post(MINUTES, {"to": "on", "reason": "To see whether anybody is skipped"})
    asked = Switch.objects.get()
    page = text(client)
    assert "Hana Sato asks to switch it on: To see whether anybody is skipped" in page
    assert f"/organisation/switches/{asked.pk}/approval" not in page
    assert client.post(f"/organisation/switches/{asked.pk}/approval").status_code == 403
    client.force_login(make.hr("Ines Berg"))
    client.post(f"/organisation/switches/{asked.pk}/approval")
    asked.refresh_from_db()
    assert asked.is_approved


def test_a_switch_that_cannot_be_is_told_on_the_page(client: Client, hana: Person) -> None:
    answer = client.post(MINUTES, {"to": "on", "reason": ""})
    assert answer.status_code == 422
    assert b"Say why" in answer.content
    assert client.post(MINUTES, {"to": "sideways"}).status_code == 422


def test_an_unknown_feature_is_not_found(client: Client, hana: Person) -> None:
    assert client.post("/organisation/features/mind-reading/switches").status_code == 404


def test_the_works_council_reads_everything_here_and_changes_nothing(client: Client) -> None:
    make.person("Maya Okafor")
    council(client)
    page = text(client)
    assert "Maya Okafor" not in page
    assert 'action="/organisation' not in page
    assert client.post(MINUTES, {"to": "on", "reason": "x"}).status_code == 403
    assert client.get("/people/").status_code == 403
    assert client.get("/trail/").status_code == 403
    assert "/organisation/" in client.get("/").content.decode()


def test_an_employee_reads_neither_page(client: Client) -> None:
    client.force_login(make.person())
    assert client.get("/organisation/").status_code == 403
    assert client.get("/organisation/agreement").status_code == 403


def test_the_agreement_shows_purpose_readers_and_time_of_every_processing(client: Client) -> None:
    council(client)
    page = text(client, "/organisation/agreement")
    assert [each.id for each in agreement() if each.purpose not in page] == []
    assert "36 months after leaving" in page
    assert "the manager, acting manager or delegate, while they lead the person" in page
