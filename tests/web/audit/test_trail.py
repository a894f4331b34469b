"""The page of the trail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from trellis_web.access.actions import grant_role
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client: Client) -> Client:
    someone = make.person("Audra")
    make.grant(someone, "auditor")
    client.force_login(someone)
    return client


def happen(times: int = 1) -> Person:
    hr, ana = make.hr("Hana Sato"), make.person("Ana Lima")
    for _ in range(times):
        grant_role(ana, "auditor", by=hr, now=NOW, today=TODAY)
    return ana


def test_an_auditor_reads_what_happened_in_words(auditor: Client) -> None:
    ana = happen()
    page = auditor.get(reverse("trail")).content.decode()
    assert f"Person {ana.pk} was given auditor." in page
    assert "Hana Sato" in page


def test_events_are_found_by_the_name_of_whom_they_are_about(auditor: Client) -> None:
    happen()
    assert len(auditor.get(reverse("trail"), {"q": "lima"}).context["rows"]) == 1
    assert not auditor.get(reverse("trail"), {"q": "nobody"}).context["rows"]


@pytest.mark.parametrize("role", ["hr_admin", "hr_partner", "framework_author"])
def test_other_roles_do_not_read_the_trail(client: Client, role: str) -> None:
    someone = make.person()
    make.grant(someone, role)
    client.force_login(someone)
    assert client.get(reverse("trail")).status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_the_trail_costs_the_same_for_three_and_thirty_events(
    auditor: Client, count: int, django_assert_num_queries: Any
) -> None:
    happen(count)
    with django_assert_num_queries(5):
        auditor.get(reverse("trail"))
