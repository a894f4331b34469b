"""Pages of a case: what each reader sees, how a wrong form is answered, that words stay."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.promotions.stage import (
    ENOUGH,
    FRAMEWORK,
    SOON,
    WHEN,
    Stage,
    not_yet,
    promoted,
)
from tests.web.reviews.factories import version
from trellis_web.people.models import Person
from trellis_web.promotions.actions import ask_backers, cite_evidence
from trellis_web.promotions.actions.seats import set_seats
from trellis_web.promotions.models import Case, Decision, Vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def get(who: Person, name: str, *args: int) -> str:
    answer = browser(who).get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return plain(answer)


def post(who: Person, name: str, *args: int, **data: object) -> Any:
    return browser(who).post(reverse(name, args=args), data)


def plain(answer: Any) -> str:
    """The words of a page in one line, without its tags."""
    main = re.sub(r"(?s).*<main", "<main", answer.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_person_starts_a_case_writes_it_and_hands_it_in(stage: Stage) -> None:
    maya, note = stage.maya, stage.note()
    assert "L2 Senior Engineer" in get(maya, "case_start", maya.pk)
    assert post(maya, "case_new", maya.pk).status_code == 422
    post(maya, "case_new", maya.pk, move=stage.move.pk)
    case = Case.objects.get()
    post(maya, "case_statement", case.pk, statement="I led it.", changed=case.changed)
    post(maya, "case_evidence", case.pk, note=note.pk, about="statement:c1-l2")
    case.refresh_from_db()
    page = get(maya, "case", case.pk)
    for words in ("Maya Okafor: L1 → L2 Senior Engineer", "3 of at most 400 words",
                  "Does craft alone.", "Led the migration.", "No limit is published"):  # fmt: skip
        assert words in page
    post(maya, "case_submission", case.pk, changed=case.changed)
    assert "Kept as found on" in get(maya, "case", case.pk)


def test_too_many_words_and_a_stale_page_keep_what_was_typed(stage: Stage) -> None:
    case = stage.draft()
    long = post(
        stage.maya, "case_statement", case.pk, statement="word " * 401, changed=case.changed
    )
    assert long.status_code == 422
    assert "more than 400 words" in plain(long)
    stale = post(stage.maya, "case_statement", case.pk, statement="Mine is newer.", changed=0)
    assert stale.status_code == 409
    for words in ("Somebody changed this case", "Mine is newer.", "What is stored:"):
        assert words in plain(stale)
    assert f'name="changed" value="{case.changed}"' in stale.content.decode()


def test_the_manager_says_how_a_criterion_stands_and_passes_it_on(stage: Stage) -> None:
    case, tom = stage.submitted(), stage.tom
    led = case.findings.get(criterion="led")
    sent = {"state": "met", "reason": "She did.", "changed": case.changed}
    unproven = post(tom, "case_finding", case.pk, led.pk, **sent)
    assert unproven.status_code == 422
    assert "name who confirms it" in plain(unproven)
    assert "She did." in plain(unproven)
    post(tom, "case_finding", case.pk, led.pk, **sent, confirmer="priya nair")
    assert "Confirmed by Priya Nair." in get(tom, "case", case.pk)
    post(tom, "case_forwarding", case.pk, committee=stage.committee.pk)
    case.refresh_from_db()
    assert case.committee == stage.committee


def test_an_endorsement_says_enough_and_is_then_met(stage: Stage) -> None:
    case = stage.draft()
    [asked] = ask_backers(
        case, people=[stage.tom], part="endorser", due_on=SOON, by=stage.maya, **WHEN
    )
    assert "until 1 Mar" in get(stage.maya, "case", case.pk)
    short = post(stage.tom, "backing_answer", asked.pk, answer="given", text="Yes.")
    assert short.status_code == 422
    assert "at least three sentences" in plain(short)
    post(stage.tom, "backing_answer", asked.pk, answer="given", text=ENOUGH)
    page = get(stage.maya, "case", case.pk)
    assert "asked 1, 1 replied" in page
    assert ENOUGH in page


def test_nobody_reads_a_vote_before_the_discussion(stage: Stage) -> None:
    case = stage.in_committee(led=True)
    post(stage.chair, "case_vote", case.pk, choice="promote", reason="By the evidence.")
    assert "By the evidence." not in get(stage.member, "case_room", case.pk)
    early = post(stage.chair, "case_discussion", case.pk)
    assert (early.status_code, "Not every member has voted" in plain(early)) == (422, True)
    post(stage.member, "case_vote", case.pk, choice="not_yet", reason="Not to the end.")
    post(stage.chair, "case_discussion", case.pk)
    assert "By the evidence." in get(stage.member, "case_room", case.pk)
    assert Vote.objects.count() == 2


def test_the_chair_writes_a_decision_and_the_person_reads_exactly_that(stage: Stage) -> None:
    case = stage.discussed()
    standings = ["tenure", "led", "manager"]
    said = {"outcome": "not_yet", "text": "Not yet, for one reason.", "changed": case.changed}
    whole = said | {f"reason-{n}": f"Because of {key}." for n, key in enumerate(standings)}
    whole |= {"state-1": "not_met"}
    missing = post(stage.chair, "case_decision", case.pk, **whole)
    assert missing.status_code == 422
    assert "Not yet, for one reason." in plain(missing)
    answer = post(stage.chair, "case_decision", case.pk, **whole, recheck_on="2027-03-01")
    assert answer.status_code == 302
    decision = Decision.objects.get()
    for name, key in (("case", case.pk), ("decision", decision.pk)):
        page = get(stage.maya, name, key)
        for words in ("Not yet, for one reason.", "Because of led.", "1 March 2027",
                      "Led a project from the first question to the last user."):  # fmt: skip
            assert words in page
        assert "By the criteria." not in page
    letter = browser(stage.maya).get(reverse("decision_pdf", args=[decision.pk]))
    assert letter.content.startswith(b"%PDF")


def test_no_place_names_its_owner_the_day_and_the_published_rule(stage: Stage) -> None:
    family = stage.version.family
    set_seats(
        family=family, level="L2", seats=1, rule="In the order of the day of readiness.",
        decided_on=date(2027, 1, 15), by=stage.hana, **WHEN,
    )  # fmt: skip
    case = stage.in_committee()
    assert "1 place at L2." in get(stage.maya, "case", case.pk)
    assert "0 free" not in get(stage.maya, "seat_list")
    assert "In the order of the day of readiness." in get(stage.maya, "seat_list")
    sent = {"level": "engineering/L2", "rule": "By need.", "seats": 2, "owner": "Hana Sato"}
    assert post(stage.hana, "seat_new", **sent).status_code == 302
    assert post(stage.hana, "seat_new").status_code == 422
    assert post(stage.maya, "seat_new", **sent).status_code == 403
    assert "2 places at L2." in get(stage.maya, "case", case.pk)


def test_the_person_objects_and_another_committee_hears_it(stage: Stage) -> None:
    case = stage.discussed()
    stage.decide(case, not_yet())
    assert post(stage.maya, "appeal_new", case.pk).status_code == 422
    post(stage.maya, "appeal_new", case.pk, text="The project was finished.")
    fresh = stage.make_committee("Second", stage.olu, stage.ines, hears_appeals=True)
    post(stage.hana, "appeal_committee", case.pk, committee=fresh.pk)
    assert "Second hears it." in get(stage.maya, "appeal", case.pk)
    room = get(stage.ines, "appeal_room", case.pk)
    assert "The project was finished." in room
    assert browser(stage.member).get(reverse("appeal_room", args=[case.pk])).status_code == 404


def test_an_override_and_a_waiver_need_somebody_else(stage: Stage) -> None:
    case = stage.discussed()
    post(stage.chair, "case_override", case.pk, reason="She carried the whole year.")
    page = get(stage.hana, "second_list")
    assert "She carried the whole year." in page
    override = case.overrides.get()
    assert post(stage.hana, "override_answer", override.pk).status_code == 422
    post(stage.hana, "override_answer", override.pk, answer="yes")
    assert "Hana Sato agreed" in get(stage.chair, "case_room", case.pk)
    where = (stage.maya.pk, stage.move.pk)
    post(stage.tom, "waiver_new", *where, criterion="tenure", reason="She came as a senior.")
    assert "She came as a senior." in get(stage.hana, "second_list")
    waiver = stage.maya.waivers.get()
    post(stage.hana, "waiver_answer", waiver.pk, answer="yes")
    assert "Waived" in get(stage.maya, "case", case.pk)
    assert browser(stage.maya).get(reverse("waiver_form", args=where)).status_code == 404


def test_hr_sets_up_a_committee_and_everybody_reads_who_decides(stage: Stage) -> None:
    post(stage.hana, "committee_new", title="Design cases")
    made = stage.committee.__class__.objects.get(title="Design cases")
    post(stage.hana, "committee_member_new", made.pk, person="Priya Nair", is_chair="on")
    unknown = post(stage.hana, "committee_member_new", made.pk, person="Nobody Here")
    assert unknown.status_code == 422
    assert "is called “Nobody Here”" in plain(unknown)
    assert "Priya Nair (chair)" in get(stage.maya, "committee_list")
    seat = made.members.get()
    post(stage.hana, "committee_member_removal", made.pk, seat.pk)
    post(stage.hana, "committee_closing", made.pk)
    assert "Design cases" not in get(stage.maya, "committee_list")


def test_everybody_finds_their_cases_and_hr_narrows_the_list(stage: Stage) -> None:
    case = stage.in_committee()
    for who, heading in ((stage.maya, "Your own"), (stage.tom, "Your team"),
                         (stage.chair, "Yours to decide")):  # fmt: skip
        page = get(who, "case_list")
        assert heading in page
        assert "Maya Okafor: L1 → L2" in page
    client = browser(stage.hana)
    url = reverse("case_overview")
    assert "Maya Okafor" in plain(client.get(url, {"state": "committee", "q": "maya"}))
    assert "No case matches." in plain(client.get(url, {"state": "decided"}))
    stranger = browser(stage.ines.__class__.objects.get(name="Olu Ade"))
    assert stranger.get(url).status_code == 403
    assert browser(stage.maya).get(reverse("case", args=[case.pk + 1])).status_code == 404


def test_the_page_of_a_case_needs_the_same_queries_however_much_is_cited(stage: Stage) -> None:
    case = stage.submitted()

    def cost() -> int:
        client = browser(stage.maya)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("case", args=[case.pk]))
        return len(captured)

    cost()
    before = cost()
    for n in range(6):
        note = stage.note(text=f"Note {n}")
        cite_evidence(case, note=note, statement="c1-l2", by=stage.maya, **WHEN)
    assert cost() == before


def test_a_promotion_is_read_with_its_day_and_level(stage: Stage) -> None:
    case = stage.in_committee(led=True)
    [asked] = ask_backers(
        case, people=[stage.tom], part="endorser", due_on=SOON, by=stage.maya, **WHEN
    )
    post(stage.tom, "backing_answer", asked.pk, answer="given", text=ENOUGH)
    for member in (stage.chair, stage.member):
        post(member, "case_vote", case.pk, choice="promote", reason="All is met.")
    post(stage.chair, "case_discussion", case.pk)
    stage.decide(case, promoted())
    page = get(stage.maya, "case", case.pk)
    assert "22 November 2026: L2 Senior Engineer" in page
    assert browser(stage.maya).get(reverse("case_pdf", args=[case.pk])).status_code == 200


def test_a_case_says_that_its_criteria_were_changed_meanwhile_and_stay(stage: Stage) -> None:
    case, said = stage.submitted(), "This case stays on version 1, under which it was started."
    assert said not in get(stage.maya, "case", case.pk)
    version(FRAMEWORK.replace("{min: 6}", "{min: 60}"))
    for reader in (stage.maya, stage.tom):
        assert said in get(reader, "case", case.pk)
