"""Until somebody was told in person, no channel shows them anything of their level."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from tests.web.factories import NOW, TODAY, grant, hr, person, report
from tests.web.levelling.factories import (
    STAFF,
    WHEN,
    Company,
    company,
    compared,
    confirmed,
    opened,
    said,
    told,
)
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.levelling import actions
from trellis_web.levelling.models import Estimate, Objection, Proposal, ProposalChange, Round
from trellis_web.people.models import Person, ReportingLine

pytestmark = pytest.mark.django_db
MODELS = (Proposal, ProposalChange, Estimate, Objection, Round)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
CHANNELS = (
    "/", "/levelling/own/", "/levelling/objections/", "/levelling/team/", "/levelling/",
    "/search?q=Maya", "/search?q=Staff", "/frameworks/", "/frameworks/engineering/",
    "/reviews/", "/evidence/", "/panels/", "/trail/", "/people/", "/team/",
)  # fmt: skip


@pytest.fixture
def firm() -> Company:
    return company()


def browser(who: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(who)
    return client


def bodies(who: Person, *more: str) -> dict[str, tuple[int, bytes]]:
    """Status and body of every page that could show something."""
    client = browser(who)
    found = {url: client.get(url) for url in (*CHANNELS, *more)}
    return {url: (each.status_code, TOKEN.sub(b"", each.content)) for url, each in found.items()}


def addresses(pk: int) -> list[str]:
    """Everything about one proposal."""
    names = ("proposal", "talk", "estimates", "objecting")
    return [reverse(f"levelling_{name}", args=[pk]) for name in names]


def test_every_page_of_the_person_is_the_same_before_and_after_it_is_settled(
    firm: Company,
) -> None:
    before = bodies(firm.maya)
    compared(firm, STAFF, level_since=date(2024, 3, 1), since_source="Contract")
    assert bodies(firm.maya) == before


def test_what_is_compared_could_differ(firm: Company) -> None:
    before = bodies(firm.maya)
    told(firm, STAFF)
    assert bodies(firm.maya)["/levelling/own/"] != before["/levelling/own/"]


def test_the_person_meets_404_as_for_nothing_on_every_address(firm: Company) -> None:
    proposal = compared(firm, STAFF)
    client = browser(firm.maya)
    for there, nowhere in zip(addresses(proposal.pk), addresses(987654), strict=True):
        for method in (client.get, client.post):
            answer, missing = method(there), method(nowhere)
            assert answer.status_code == missing.status_code, there
            assert answer.status_code in (404, 405), there
            assert dict(answer.headers) == dict(missing.headers)
            assert answer.content.replace(there.encode(), b"") == missing.content.replace(
                nowhere.encode(), b""
            )


def test_no_rule_shows_the_person_a_row(firm: Company) -> None:
    proposal = compared(firm, STAFF)
    actions.note_estimates(proposal, guesses={"c1": (4, "shows")}, by=firm.tom, **WHEN)
    assert [model for model in MODELS if visible(model, to=firm.maya).exists()] == []


@pytest.mark.parametrize("role", ["auditor", "framework_author", "hr_partner"])
def test_a_role_does_not_show_it_either(firm: Company, role: str) -> None:
    grant(firm.maya, role)
    before = bodies(firm.maya)
    proposal = compared(firm, STAFF)
    after = bodies(firm.maya, *addresses(proposal.pk))
    assert [after[url] for url in before if url != "/trail/"] == [
        before[url] for url in before if url != "/trail/"
    ]
    assert b"L3" not in after["/trail/"][1]
    assert after["/trail/"][1].count(b"Maya") == before["/trail/"][1].count(b"Maya")


def test_the_trail_names_neither_person_nor_level_before_they_were_told(firm: Company) -> None:
    proposal = compared(firm, STAFF)
    actions.note_estimates(proposal, guesses={"c1": (4, "shows")}, by=firm.tom, **WHEN)
    events = list(Event.objects.all())
    assert not [each.tag for each in events if each.subject_id == firm.maya.pk]
    tags = ("levelling", "proposal")
    ours = [each for each in events if each.tag.startswith(tags)]
    assert {each.tag for each in ours} == {
        "levelling:opened",
        "levelling:compared",
        "proposal:written",
        "proposal:estimated",
    }
    assert all(type(value) is int for each in ours for value in each.payload.values())


def test_hr_never_meets_their_own_proposal(firm: Company) -> None:
    other = hr("Ines Cole")
    report(firm.hana, other)
    made = opened([firm.hana], by=other)
    mine = Proposal.objects.get(person=firm.hana)
    before = bodies(firm.hana, reverse("levelling_round", args=[made.pk]))
    actions.write_proposal(mine, said=said(STAFF), by=other, **WHEN)
    actions.confirm_levels(made, proposals=[mine], by=other, **WHEN)
    assert bodies(firm.hana, reverse("levelling_round", args=[made.pk])) == before
    assert not visible(Proposal, to=firm.hana).filter(person=firm.hana).exists()
    assert not visible(ProposalChange, to=firm.hana).filter(proposal=mine).exists()
    client = browser(firm.hana)
    for url in addresses(mine.pk):
        assert client.get(url).status_code in (404, 405)
    sent = client.post(reverse("levelling_comparison", args=[made.pk]), {"proposal": mine.pk})
    assert sent.status_code == 404
    for act in (
        lambda: actions.write_proposal(mine, said=said(), by=firm.hana, **WHEN),
        lambda: actions.tell(mine, by=firm.hana, **WHEN),
        lambda: actions.confirm_levels(made, proposals=[mine], by=firm.hana, **WHEN),
    ):
        with pytest.raises(Denied):
            act()


def test_whoever_maps_titles_gives_themself_no_level(firm: Company) -> None:
    Person.objects.filter(pk=firm.hana.pk).update(name="Hana Sato")
    made = opened([firm.hana, person("Eva Long")], by=firm.hana)
    Proposal.objects.filter(round=made).update(title="People partner")
    actions.map_titles(made, places={"People partner": STAFF}, reason="map", by=firm.hana, **WHEN)
    assert Proposal.objects.get(round=made, person=firm.hana).level == ""
    assert Proposal.objects.get(round=made, person__name="Eva Long").level == "L3"


def test_peers_other_managers_and_second_lines_meet_nothing(firm: Company) -> None:
    proposal = compared(firm, STAFF)
    peer = person("Priya Nair", manager=firm.tom)
    other, dotted = person("Olga Marsh"), person("Dot Line")
    report(person("Sam Sale"), other)
    report(firm.maya, dotted, kind="dotted")
    for outsider in (peer, other, dotted, firm.rita, hr_partner()):
        assert [model for model in MODELS if visible(model, to=outsider).exists()] == []
        client = browser(outsider)
        for url in addresses(proposal.pk):
            assert client.get(url).status_code in (404, 405), (outsider, url)
            assert client.post(url, {"is_talked": "on"}).status_code in (404, 405), (outsider, url)


def hr_partner() -> Person:
    """HR of a unit reads results, and settles no levels."""
    someone = person("Paula Inman")
    grant(someone, "hr_partner")
    return someone


def test_a_managers_right_ends_with_the_line(firm: Company) -> None:
    proposal = compared(firm, STAFF)
    actions.note_estimates(proposal, guesses={"c1": (4, "")}, by=firm.tom, **WHEN)
    assert visible(Proposal, to=firm.tom).exists()
    ReportingLine.objects.filter(person=firm.maya).update(until=TODAY)
    assert [model for model in MODELS if visible(model, to=firm.tom).exists()] == []
    client = browser(firm.tom)
    for url in addresses(proposal.pk):
        assert client.post(url, {"is_talked": "on"}).status_code == 404
    with pytest.raises(Denied):
        actions.tell(proposal, by=firm.tom, **WHEN)


def test_an_estimate_is_read_by_its_author_alone(firm: Company) -> None:
    proposal = confirmed(firm)
    actions.note_estimates(proposal, guesses={"c1": (4, "shows")}, by=firm.tom, **WHEN)
    delegate = person("Del Egate")
    report(firm.maya, delegate, kind="delegate")
    assert visible(Estimate, to=firm.tom).count() == 1
    for reader in (firm.maya, firm.hana, firm.rita, delegate):
        assert not visible(Estimate, to=reader).exists()
    url = reverse("levelling_estimates", args=[proposal.pk])
    assert b"selected" in browser(firm.tom).get(url).content
    assert b'value="4" selected' not in browser(delegate).get(url).content
    assert browser(firm.hana).get(url).status_code == 404


def test_reasons_stay_hidden_after_the_person_was_told(firm: Company) -> None:
    confirmed(firm, reason="")
    actions.write_proposal(
        firm.proposal, said=said(STAFF, reason="MARK in the room"), by=firm.hana, **WHEN
    )
    confirmed(firm, STAFF)
    actions.confirm_levels(firm.round, proposals=[firm.proposal], by=firm.hana, **WHEN)
    actions.tell(firm.proposal, by=firm.tom, **WHEN)
    assert not visible(ProposalChange, to=firm.maya).exists()
    pages = bodies(firm.maya, *addresses(firm.proposal.pk))
    assert not [url for url, (_, body) in pages.items() if b"MARK" in body]


def test_a_manager_does_not_read_an_objection_about_them(firm: Company) -> None:
    proposal = told(firm)
    actions.raise_objection(proposal, words="MARK unfair", by=firm.maya, now=NOW)
    assert not visible(Objection, to=firm.tom).exists()
    assert visible(Objection, to=firm.rita).exists()
    pages = bodies(firm.tom, *addresses(proposal.pk))
    assert not [url for url, (_, body) in pages.items() if b"MARK" in body]


def test_nobody_is_written_to(firm: Company, mailoutbox: list[EmailMessage]) -> None:
    compared(firm, STAFF)
    assert mailoutbox == []


def test_a_forged_form_settles_nothing(firm: Company) -> None:
    proposal = confirmed(firm)
    form: dict[str, Any] = {"place": STAFF, "reason": "I say so", "is_talked": "on"}
    client = browser(firm.maya)
    for url in [*addresses(proposal.pk), reverse("levelling_comparison", args=[firm.round.pk])]:
        client.post(url, form | {"proposal": proposal.pk})
    fresh = firm.proposal
    assert (fresh.level, fresh.calibrated_at, fresh.told_at) == ("L2", None, None)
