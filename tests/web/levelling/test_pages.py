"""Pages of a levelling: what they show, how they answer to a wrong form."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.factories import hr, person, position
from tests.web.levelling.factories import (
    SENIOR,
    STAFF,
    WHEN,
    Company,
    company,
    compared,
    confirmed,
    told,
)
from trellis_web.levelling import actions
from trellis_web.levelling.models import Objection, Proposal, Round
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
NEW = {
    "title": "Second levels",
    "cause": "first_levelling",
    "scope": "unplaced",
    "told_by_on": "2099-01-31",
    "objection_days": "14",
}


@pytest.fixture
def firm() -> Company:
    return company()


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(who: Person, name: str, *args: int) -> str:
    return browser(who).get(reverse(name, args=args)).content.decode()


def test_hr_opens_a_round_for_everybody_without_a_level(firm: Company) -> None:
    placed = person("Pat Old", level="L1")
    answer = browser(firm.hana).post(reverse("levelling_new"), NEW)
    made = Round.objects.get(title="Second levels")
    assert answer.headers["Location"] == reverse("levelling_titles", args=[made.pk])
    people = {each.person for each in made.proposals.all()}
    assert people == {firm.hana, firm.rita, firm.tom}
    assert placed not in people


def test_hr_opens_a_round_for_a_family(firm: Company) -> None:
    placed = person("Pat Old", level="L1")
    form = NEW | {"scope": "families", "families": "engineering", "cause": "restructure"}
    browser(firm.hana).post(reverse("levelling_new"), form)
    made = Round.objects.get(title="Second levels")
    assert [each.person for each in made.proposals.all()] == [placed]


def test_hr_opens_a_round_for_people_who_join(firm: Company) -> None:
    joining = person("Jo Ning", email="Jo.Ning@example.test")
    position(joining, family="", track="", level="", title="Principal at Acme")
    form = NEW | {"scope": "picked", "addresses": "jo.ning@example.test\n", "cause": "acquisition"}
    client = browser(firm.hana)
    assert client.post(reverse("levelling_new"), form).status_code == 422
    client.post(reverse("levelling_new"), form | {"grace_on": "2099-12-31"})
    proposal = Proposal.objects.get(person=joining)
    assert (proposal.honoured, proposal.round.grace_on) == ("Principal at Acme", date(2099, 12, 31))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"scope": "families"}, "Tick at least one family."),
        ({"scope": "picked"}, "Write at least one address."),
        (
            {"scope": "picked", "addresses": "gone@example.test"},
            "Nobody active has the address gone@example.test.",
        ),
        ({"told_by_on": "2020-01-31"}, "This day is over."),
        ({"objection_days": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_wrong_round_is_explained_and_not_opened(
    firm: Company, change: dict[str, str], sentence: str
) -> None:
    answer = browser(firm.hana).post(reverse("levelling_new"), NEW | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Round.objects.count() == 1


def test_job_titles_suggest_the_level_that_bears_them(firm: Company) -> None:
    shown = page(firm.hana, "levelling_titles", firm.round.pk)
    assert '<option value="engineering/L1" selected>' in shown
    url = reverse("levelling_titles", args=[firm.round.pk])
    browser(firm.hana).post(url, {"place-0": SENIOR})
    assert firm.proposal.place == SENIOR


def test_hr_reads_how_many_at_each_level_and_narrows_to_a_family(firm: Company) -> None:
    confirmed(firm)
    shown = page(firm.hana, "levelling_round", firm.round.pk)
    assert "<b>1</b> L2 Senior Engineer" in shown
    url = reverse("levelling_round", args=[firm.round.pk])
    narrowed = browser(firm.hana).get(url, {"family": "sales"}).content.decode()
    assert "Maya Okafor" not in narrowed


def test_hr_settles_the_ticked_levels_or_is_told_to_tick(firm: Company) -> None:
    confirmed(firm)
    url = reverse("levelling_comparison", args=[firm.round.pk])
    answer = browser(firm.hana).post(url, follow=True)
    assert "Tick at least one person" in answer.content.decode()
    browser(firm.hana).post(url, {"proposal": [firm.proposal.pk]})
    assert firm.proposal.state == "compared"


def test_a_manager_confirms_on_the_page_and_ticks_that_they_talked(firm: Company) -> None:
    client = browser(firm.tom)
    assert "Propose a level" in client.get(reverse("levelling_team")).content.decode()
    client.post(reverse("levelling_proposal", args=[firm.proposal.pk]), {"place": SENIOR})
    assert firm.proposal.state == "confirmed"
    actions.confirm_levels(firm.round, proposals=[firm.proposal], by=firm.hana, **WHEN)
    talk = reverse("levelling_talk", args=[firm.proposal.pk])
    client.post(talk)
    assert firm.proposal.state == "compared"
    client.post(talk, {"is_talked": "on"})
    assert firm.proposal.state == "told"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"place": ""}, "This field is required."),
        ({"place": STAFF}, "Say why the level changes"),
        ({"place": SENIOR, "level_since": "2099-01-01", "since_source": "x"}, "lies ahead"),
        ({"place": SENIOR, "level_since": "2024-01-01"}, "Say where you know it from."),
        ({"place": SENIOR, "since_source": "x"}, "Say since when"),
    ],
)
def test_a_wrong_proposal_is_explained_and_not_stored(
    firm: Company, form: dict[str, str], sentence: str
) -> None:
    confirmed(firm)
    answer = browser(firm.tom).post(reverse("levelling_proposal", args=[firm.proposal.pk]), form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (firm.proposal.level, firm.proposal.level_since) == ("L2", None)


def test_the_person_reads_level_credit_honoured_level_and_how_to_object() -> None:
    firm = company(cause="acquisition", grace_on=date(2027, 12, 31))
    told(
        firm,
        level_since=date(2024, 3, 1),
        since_source="Contract of 2024",
        honoured="Principal at Acme",
    )
    shown = page(firm.maya, "levelling_own")
    for words in (
        "L2 Senior Engineer",
        "Tom Reyes talked about it with you",
        "1 Mar 2024",
        "Contract of 2024",
        "Principal at Acme, honoured until 31 Dec 2027",
        "You can object until",
    ):
        assert words in shown


def test_the_person_of_a_new_structure_reads_the_level_so_far(firm: Company) -> None:
    Proposal.objects.update(before="engineering/L1")
    told(firm)
    assert "L1 Engineer" in page(firm.maya, "levelling_own")


def test_an_objection_goes_its_way_on_the_pages(firm: Company) -> None:
    told(firm)
    objecting = reverse("levelling_objecting", args=[firm.proposal.pk])
    assert browser(firm.maya).post(objecting, {"words": ""}).status_code == 422
    browser(firm.maya).post(objecting, {"words": "I lead three teams."})
    made = Objection.objects.get()
    assert "Maya Okafor" in page(firm.rita, "levelling_objections")
    assert "Maya Okafor" not in page(firm.hana, "levelling_objections")
    assert "You had a part in this level" in page(firm.hana, "levelling_objection", made.pk)
    url = reverse("levelling_objection", args=[made.pk])
    form = {"place": STAFF, "answer": "You are right."}
    refused = browser(firm.hana).post(url, form)
    assert refused.status_code == 403
    assert "somebody else decides" in refused.content.decode()
    assert browser(firm.rita).post(url, {"place": STAFF}).status_code == 422
    browser(firm.rita).post(url, form)
    shown = page(firm.maya, "levelling_own")
    assert "L3 Staff Engineer" in shown
    assert "You are right." in shown


def test_a_closed_round_lists_who_was_not_told(firm: Company) -> None:
    compared(firm)
    assert "Not told" not in page(firm.hana, "levelling_round", firm.round.pk)
    browser(firm.hana).post(reverse("levelling_closing", args=[firm.round.pk]))
    shown = page(firm.hana, "levelling_round", firm.round.pk)
    assert "Not told" in shown
    assert "Maya Okafor" in shown


def test_hr_sees_how_many_objections_wait(firm: Company) -> None:
    told(firm)
    actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=WHEN["now"])
    assert "1 objection waits" in page(hr("Ines Cole"), "levelling_list")
    assert "1 objection waits" not in page(firm.hana, "levelling_list")


def test_a_round_of_twenty_people_costs_as_many_queries_as_one_of_one(firm: Company) -> None:
    def cost() -> int:
        client = browser(firm.hana)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("levelling_round", args=[firm.round.pk]))
        return len(seen)

    before = cost()
    people = [person(manager=firm.tom) for _ in range(20)]
    Proposal.objects.bulk_create([Proposal(round=firm.round, person=each) for each in people])
    assert cost() == before


def test_everybody_is_led_to_the_page_of_their_level_whether_or_not_there_is_one(
    firm: Company,
) -> None:
    assert reverse("levelling_own") in page(firm.maya, "home")
    assert reverse("levelling_own") in page(person(), "home")
    assert reverse("levelling_team") in page(firm.tom, "team")
    assert reverse("levelling_objections") in page(firm.tom, "levelling_team")
