"""Feedback between rounds: who asks whom, what becomes of the answer, and who reads it."""

from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import member, version
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.growth.actions import share_evidence
from trellis_web.growth.actions.asks import answer_ask, ask_feedback, decline_ask, withdraw_ask
from trellis_web.growth.models import Ask, EvidenceNote
from trellis_web.people.models import Person, ReportingLine

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
SENTENCE = "Does craft 1 as L1."


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """Maya, in a family with a published version."""
    version()
    return member(tom, name="Maya Okafor")


def ask(
    maya: Person, colleague: Person | None = None, by: Person | None = None, **more: Any
) -> Ask:
    about = {"family": "engineering", "statement": "c1-l1"} | more
    return ask_feedback(
        person=maya, colleague=colleague or person(), by=by or maya, **about, **WHEN
    )


def answer(asked: Ask) -> EvidenceNote:
    return answer_ask(ask=asked, text="She led the plan.", by=asked.colleague, **WHEN)


def test_an_answer_becomes_a_private_note_that_the_colleague_vouches_for(
    maya: Person, tom: Person
) -> None:
    asked = ask(maya)
    note = answer(asked)
    assert (note.person, note.shared_at) == (maya, None)
    confirmed = note.confirmations.get()
    assert (confirmed.colleague, confirmed.confirmed_by) == (asked.colleague, asked.colleague)
    assert [(tag.kind, tag.key) for tag in note.tags.all()] == [("statement", "c1-l1")]
    assert not visible(EvidenceNote, to=tom).exists()
    share_evidence(note=note, by=maya, **WHEN)
    assert visible(EvidenceNote, to=tom).get() == note


def test_what_the_manager_asked_for_is_shared_from_the_beginning(maya: Person, tom: Person) -> None:
    note = answer(ask(maya, by=tom))
    assert (note.shared_at, note.shared_by) == (NOW, tom)
    assert visible(EvidenceNote, to=tom).get() == note
    assert visible(EvidenceNote, to=maya).get() == note


def test_only_the_person_and_who_leads_them_ask(maya: Person) -> None:
    for someone in (person(), hr()):
        with pytest.raises(Denied):
            ask(maya, by=someone)


def test_nobody_is_asked_about_themself_or_after_leaving(maya: Person, tom: Person) -> None:
    for colleague in (maya, person(deactivated_at=NOW)):
        with pytest.raises(Denied, match="works here now"):
            ask(maya, colleague)
    with pytest.raises(Denied, match="works here now"):
        ask(maya, tom, by=tom)


def test_five_questions_wait_at_most(maya: Person) -> None:
    first, *_ = [ask(maya) for _ in range(5)]
    with pytest.raises(Denied, match="Five"):
        ask(maya)
    withdraw_ask(ask=first, by=maya, **WHEN)
    ask(maya)


def test_a_colleague_is_asked_once_at_a_time_about_a_statement(maya: Person) -> None:
    colleague = person()
    asked = ask(maya, colleague)
    with pytest.raises(Denied, match="already"):
        ask(maya, colleague)
    answer(asked)
    ask(maya, colleague)


@pytest.mark.parametrize("missing", ["statement", "family"])
def test_a_statement_that_is_not_there_cannot_be_asked_about(maya: Person, missing: str) -> None:
    more: dict[str, Any] = {missing: "nothing"}
    with pytest.raises(Denied, match="not in the framework"):
        ask(maya, **more)


def test_only_who_is_asked_answers_and_only_who_asked_takes_back(maya: Person, tom: Person) -> None:
    asked = ask(maya)
    for someone in (maya, tom, person()):
        with pytest.raises(Denied):
            answer_ask(ask=asked, text="Mine.", by=someone, **WHEN)
        with pytest.raises(Denied):
            decline_ask(ask=asked, reason="No.", by=someone, **WHEN)
    with pytest.raises(Denied):
        withdraw_ask(ask=asked, by=asked.colleague, **WHEN)


def test_a_question_is_settled_once(maya: Person) -> None:
    asked = ask(maya)
    answer(asked)
    with pytest.raises(Denied, match="answered already"):
        answer(asked)
    with pytest.raises(Denied, match="answered already"):
        decline_ask(ask=asked, reason="No.", by=asked.colleague, **WHEN)
    assert EvidenceNote.objects.count() == 1


def test_a_question_is_seen_by_those_whom_it_concerns(maya: Person, tom: Person) -> None:
    own, toms = ask(maya), ask(maya, by=tom)
    assert set(visible(Ask, to=maya)) == {own, toms}
    assert set(visible(Ask, to=tom)) == {toms}
    assert set(visible(Ask, to=own.colleague)) == {own}
    for nobody in (person(), hr()):
        assert not visible(Ask, to=nobody).exists()
    ReportingLine.objects.filter(person=maya).update(until=TODAY)
    assert not visible(Ask, to=tom).exists()


def test_every_step_leaves_one_event(maya: Person) -> None:
    before = Event.objects.count()
    answer(ask(maya))
    other = ask(maya)
    decline_ask(ask=other, reason="I was away.", by=other.colleague, **WHEN)
    withdraw_ask(ask=ask(maya), by=maya, **WHEN)
    tags = Event.objects.order_by("pk").values_list("tag", flat=True)[before:]
    assert list(tags) == [
        "ask:made", "ask:answered", "ask:made", "ask:declined", "ask:made", "ask:withdrawn",
    ]  # fmt: skip


def test_the_pages_lead_from_a_statement_to_the_answer(maya: Person) -> None:
    priya = person("Priya Nair")
    client, address = signed_in(maya), "/evidence/asks/new/engineering/c1-l1"
    assert SENTENCE in text(client.get(address))
    assert f"?colleague={priya.pk}" in text(client.get(address, {"q": "priya"}))
    assert "It is private until you share it." in text(client.get(address, {"colleague": priya.pk}))
    sent = {"colleague": priya.pk, "question": "The plan of May?"}
    assert client.post(address, sent).status_code == 302
    asked, other = Ask.objects.get(), signed_in(priya)
    assert "The plan of May?" in text(other.get("/evidence/asks"))
    assert other.post(f"/evidence/asks/{asked.pk}/answer", {"text": ""}).status_code == 422
    other.post(f"/evidence/asks/{asked.pk}/answer", {"text": "She led it."})
    assert "Read the answer" in text(client.get("/evidence/asks"))
    assert "She led it." in text(client.get(f"/evidence/{EvidenceNote.objects.get().pk}"))


def test_the_manager_is_told_who_reads_before_asking(maya: Person, tom: Person) -> None:
    priya, address = person(), "/evidence/asks/new/engineering/c1-l1"
    page = signed_in(tom).get(address, {"person": maya.pk, "colleague": priya.pk})
    assert "shared from the beginning" in text(page)
    assert signed_in(priya).get(address, {"person": maya.pk}).status_code == 404


def test_the_pages_of_others_are_missing(maya: Person) -> None:
    asked = ask(maya)
    for part in ("answer", "refusal", "withdrawal"):
        client = signed_in(person())
        assert client.post(f"/evidence/asks/{asked.pk}/{part}", {"text": "x"}).status_code == 404
    assert signed_in(maya).get("/evidence/asks/new/engineering/nothing").status_code == 404
    assert signed_in(maya).post("/evidence/asks/new/engineering/c1-l1").status_code == 422
