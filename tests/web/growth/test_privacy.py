"""Attacks on notes: who must not see, answer or change what, on every address."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.web.factories import NOW, TODAY, grant, hr, person, report
from tests.web.growth.factories import WHEN, note, publish, seller
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.growth import actions
from trellis_web.growth.models import Confirmation, Endorsement, EvidenceNote, MetricValue
from trellis_web.people.models import Person, ReportingLine, Unit

pytestmark = pytest.mark.django_db


def sees(actor: Person, of: EvidenceNote) -> bool:
    return visible(EvidenceNote, to=actor, today=TODAY).filter(pk=of.pk).exists()


def signed_in(actor: Person) -> Client:
    client = Client()
    client.force_login(actor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def manager() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(manager: Person) -> Person:
    return seller(manager=manager)


def test_a_private_note_is_for_its_author_only(maya: Person, manager: Person) -> None:
    private = note(maya)
    others = [manager, hr(), person("A peer")]
    assert sees(maya, private)
    assert not any(sees(other, private) for other in others)


def test_the_page_of_a_private_note_is_the_page_of_a_missing_one(
    maya: Person, manager: Person
) -> None:
    private, missing = note(maya).pk, 10_000_000
    for other in (manager, hr(), person("A peer")):
        client = signed_in(other)
        for action in ("", "/sharing", "/deletion", "/confirmations"):
            ask = client.post if action else client.get
            answers = [ask(f"/evidence/{pk}{action}") for pk in (private, missing)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert page(answers[0], private) == page(answers[1], missing)


def page(answer: Any, pk: int) -> str:
    """What a reader gets, without the address and the token that differ in any two answers."""
    text = answer.content.decode().replace(f"/evidence/{pk}", "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_shared_note_is_read_by_the_manager_and_hr_and_by_no_peer(
    maya: Person, manager: Person
) -> None:
    shared = note(maya, shared=True)
    assert sees(manager, shared)
    assert sees(hr(), shared)
    assert not sees(person("A peer"), shared)


def test_an_auditor_reads_no_evidence(maya: Person) -> None:
    auditor = person()
    grant(auditor, "auditor")
    assert not sees(auditor, note(maya, shared=True))


def test_an_hr_partner_reads_the_shared_notes_of_the_unit_only(manager: Person) -> None:
    north, south = Unit.objects.create(name="North"), Unit.objects.create(name="South")
    partner = person()
    grant(partner, "hr_partner", north)
    assert sees(partner, note(seller(unit=north), shared=True))
    assert not sees(partner, note(seller(unit=south), shared=True))


def test_a_note_that_is_private_again_is_gone_from_the_next_request(
    maya: Person, manager: Person
) -> None:
    shared = note(maya, shared=True)
    client = signed_in(manager)
    assert client.get(f"/evidence/{shared.pk}").status_code == 200
    actions.unshare_evidence(note=shared, by=maya, **WHEN)
    assert client.get(f"/evidence/{shared.pk}").status_code == 404
    assert shared.text.encode() not in client.get(f"/evidence/people/{maya.pk}").content


def test_an_ex_manager_reads_nothing_from_the_day_the_line_ends(
    maya: Person, manager: Person
) -> None:
    shared = note(maya, shared=True)
    ReportingLine.objects.update(until=TODAY)
    report(maya, person("New manager"), since=TODAY)
    assert not sees(manager, shared)
    assert signed_in(manager).get(f"/evidence/people/{maya.pk}").status_code == 404


def test_a_deactivated_manager_reads_nothing(maya: Person, manager: Person) -> None:
    shared = note(maya, shared=True)
    manager.deactivated_at = NOW
    assert not sees(manager, shared)


def test_an_asked_colleague_reads_that_note_only_and_only_until_they_answer(maya: Person) -> None:
    asked_about, other = note(maya), note(maya, "Something else.", shared=True)
    ana = person("Ana Duarte")
    asked = actions.ask_confirmation(note=asked_about, colleague=ana, by=maya, **WHEN)
    assert (sees(ana, asked_about), sees(ana, other)) == (True, False)
    actions.decline_confirmation(confirmation=asked, by=ana, **WHEN)
    assert not sees(ana, asked_about)


def test_a_question_taken_back_takes_the_note_back(maya: Person) -> None:
    private, ana = note(maya), person("Ana Duarte")
    asked = actions.ask_confirmation(note=private, colleague=ana, by=maya, **WHEN)
    actions.cancel_confirmation(confirmation=asked, by=maya, **WHEN)
    assert not sees(ana, private)


def test_only_the_author_learns_who_declined(maya: Person, manager: Person) -> None:
    shared, ana = note(maya, shared=True), person("Ana Duarte")
    asked = actions.ask_confirmation(note=shared, colleague=ana, by=maya, **WHEN)
    actions.decline_confirmation(confirmation=asked, comment="I was away.", by=ana, **WHEN)
    assert visible(Confirmation, to=maya, today=TODAY).exists()
    assert not visible(Confirmation, to=manager, today=TODAY).exists()
    page = signed_in(manager).get(f"/evidence/{shared.pk}").content
    assert b"I was away." not in page
    assert b"Ana" not in page


def test_nobody_but_the_asked_colleague_answers(maya: Person, manager: Person) -> None:
    shared, ana = note(maya, shared=True), person("Ana Duarte")
    asked = actions.ask_confirmation(note=shared, colleague=ana, by=maya, **WHEN)
    for other in (maya, manager, hr()):
        with pytest.raises(Denied):
            actions.confirm_evidence(confirmation=asked, by=other, **WHEN)
    assert signed_in(person()).post(f"/evidence/confirmations/{asked.pk}").status_code == 404


def test_an_answer_is_given_once(maya: Person) -> None:
    ana = person("Ana Duarte")
    asked = actions.ask_confirmation(note=note(maya), colleague=ana, by=maya, **WHEN)
    actions.confirm_evidence(confirmation=asked, by=ana, **WHEN)
    with pytest.raises(Denied, match="answered already"):
        actions.decline_confirmation(confirmation=asked, by=ana, **WHEN)


def test_nobody_confirms_their_own_note(maya: Person) -> None:
    with pytest.raises(Denied, match="their own evidence"):
        actions.ask_confirmation(note=note(maya), colleague=maya, by=maya, **WHEN)


def test_a_manager_changes_no_note_of_a_report(maya: Person, manager: Person) -> None:
    shared = note(maya, shared=True)
    client = signed_in(manager)
    for address in ("sharing", "deletion"):
        assert client.post(f"/evidence/{shared.pk}/{address}").status_code == 403
    assert client.post(f"/evidence/{shared.pk}", {"text": "Nothing."}).status_code == 403
    assert EvidenceNote.objects.get() == shared
    assert EvidenceNote.objects.get().text == shared.text


def test_words_that_somebody_vouches_for_stay_as_they_are(maya: Person) -> None:
    shared = note(maya, shared=True)
    actions.ask_confirmation(note=shared, colleague=person("Ana"), by=maya, **WHEN)
    answer = signed_in(maya).post(f"/evidence/{shared.pk}", {"text": "Led ten deals."})
    assert answer.status_code == 403
    assert EvidenceNote.objects.get().text == shared.text


@pytest.mark.parametrize("who", ["a peer", "another manager", "an ex-manager", "HR", "oneself"])
def test_only_the_present_manager_endorses(maya: Person, manager: Person, who: str) -> None:
    publish()
    actors = {
        "a peer": person(),
        "another manager": person(),
        "an ex-manager": manager,
        "HR": hr(),
        "oneself": maya,
    }
    report(person(), actors["another manager"])
    if who == "an ex-manager":
        ReportingLine.objects.filter(person=maya).update(until=TODAY)
    answer = signed_in(actors[who]).post(
        f"/evidence/endorsements/{maya.pk}/A-B", {"text": "They have shown it for a year. " * 3}
    )
    assert answer.status_code in (403, 404)
    assert not Endorsement.objects.exists()


def test_endorsements_and_figures_are_for_the_person_and_those_who_lead_them(
    maya: Person, manager: Person
) -> None:
    publish()
    actions.endorse(person=maya, family="sales", move="A-B", text="Shows it.", by=manager, **WHEN)
    MetricValue.objects.create(
        person=maya, name="quota", period_on=date(2026, 1, 1), value=104, imported_at=NOW
    )
    for model in (Endorsement, MetricValue):
        readers = [maya, manager, hr()]
        assert all(visible(model, to=each, today=TODAY).exists() for each in readers)
        assert not visible(model, to=person("A peer"), today=TODAY).exists()


def test_only_hr_imports_figures(manager: Person, maya: Person) -> None:
    for other in (manager, maya):
        client = signed_in(other)
        assert client.get("/evidence/metrics").status_code == 403
        assert client.post("/evidence/metrics/values", {"text": "x"}).status_code == 403


def test_the_search_for_a_colleague_shows_name_and_title_only(maya: Person) -> None:
    person("Ana Duarte", email="ana.d@example.test", external_id="E-77", level="A", title="Broker")
    page = signed_in(maya).get(f"/evidence/{note(maya).pk}?colleague=ana").content
    assert b"Ana Duarte" in page
    assert b"Broker" in page
    assert b"ana.d@example.test" not in page
    assert b"E-77" not in page
