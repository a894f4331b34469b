"""Starting, writing and handing in a case; findings, backers, waivers, cases by the rules."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, person
from tests.web.promotions.stage import (
    ENOUGH,
    FRAMEWORK,
    WHEN,
    WITHOUT_L2,
    Stage,
    code,
    not_yet,
)
from tests.web.reviews.factories import version
from trellis_web.audit.models import Event
from trellis_web.growth.actions import delete_evidence, unshare_evidence
from trellis_web.growth.models import Endorsement, EvidenceNote
from trellis_web.growth.rules.evidence import why_not_unshared
from trellis_web.notices.models import Mail
from trellis_web.organisation.models import Switch
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person, Position
from trellis_web.promotions.actions import (
    accept_opening,
    answer_backing,
    answer_waiver,
    ask_backers,
    ask_waiver,
    cast_vote,
    cite_evidence,
    close_committee,
    create_committee,
    decline_opening,
    escalate_silence,
    give_back,
    mark_calibrated,
    open_discussion,
    open_ready_cases,
    pass_on,
    save_statement,
    set_finding,
    set_statement_finding,
    start_case,
    submit_case,
    uncite_evidence,
    withdraw_case,
)
from trellis_web.promotions.models import Backer, Case, CaseEvidence, Committee, Decline, Waiver
from trellis_web.promotions.queries.criteria import standings
from trellis_web.promotions.queries.times import spells
from trellis_web.readiness.actions import refresh
from trellis_web.readiness.models import Move, Readiness
from trellis_web.reviews.queries.facts import judgement_of

pytestmark = pytest.mark.django_db


def switch(feature: Feature, *, on: bool = True) -> None:
    """What the company decided."""
    someone = person()
    Switch.objects.create(
        feature=feature, is_on=on, asked_at=NOW, asked_by=someone, is_approved=True,
        settled_at=NOW, settled_by=someone,
    )  # fmt: skip


def states(case: Case) -> dict[str, str]:
    """How each criterion counts now."""
    return {each.criterion: each.state.value for each in standings(case, today=TODAY)}


def test_a_case_starts_where_the_person_stands_on_a_level_that_is_still_there() -> None:
    at = Stage()
    back = Move.objects.get(slug="L2-L1")

    def start(move: Move = at.move, by: Person = at.maya) -> str:
        return code(lambda: start_case(person=at.maya, move=move, by=by, **WHEN))

    assert start(back) == "needs-no-case"
    assert start() == ""
    assert start(by=at.tom) == "case-open-already"
    withdraw_case(Case.objects.get(), by=at.maya, **WHEN)
    newer = version(FRAMEWORK.replace("Says why.", "Says why not."))
    assert start() == "move-superseded"
    Position.objects.filter(person=at.maya).update(level="L2")
    assert start(Move.objects.get(version=newer, slug="L1-L2")) == "not-at-the-start"
    version(WITHOUT_L2)
    assert start() == "level-retired"


def test_the_company_may_leave_the_start_to_managers() -> None:
    at = Stage()
    switch(Feature.MANAGERS_START_CASES)
    start: dict[str, Any] = {"person": at.maya, "move": at.move} | WHEN
    assert code(lambda: start_case(by=at.maya, **start)) == "managers-start-cases"
    assert start_case(by=at.tom, **start).origin == "manager"


def test_the_statement_has_at_most_400_words_and_two_windows_never_overwrite() -> None:
    at = Stage()
    case = at.draft()

    def save(text: str, changed: int) -> str:
        said: dict[str, Any] = {"text": text, "changed": changed, "by": at.maya} | WHEN
        return code(lambda: save_statement(case, **said))

    assert save("word " * 401, 1) == "statement-too-long"
    assert save("word " * 400, 1) == ""
    assert save("The other window.", 1) == "case-changed"
    case.refresh_from_db()
    assert case.statement.split() == ["word"] * 400
    submit_case(case, changed=case.changed, by=at.maya, **WHEN)
    assert save("Too late.", case.changed + 1) == "case-frozen"


def test_criteria_and_sentences_are_frozen_and_a_publication_changes_nothing() -> None:
    at = Stage()
    case = at.submitted()
    before = [(each.criterion, each.wording, each.state) for each in case.findings.all()]
    assert [(key, state) for key, _wording, state in before] == [
        ("tenure", "met"), ("led", "not_assessed"), ("manager", "not_evidenced"),
    ]  # fmt: skip
    assert [each.wording for each in case.statements.all()] == ["Does craft alone.", "Says why."]
    version(FRAMEWORK.replace("{min: 6}", "{min: 60}").replace("Does craft alone.", "Alone."))
    assert [(e.criterion, e.wording, e.state) for e in case.findings.all()] == before
    assert states(case)["tenure"] == "met"
    pass_on(case, committee=at.committee, by=at.tom, **WHEN)
    for each in (at.chair, at.member):
        cast_vote(case, choice="not_yet", reason="No.", by=each, **WHEN)
    open_discussion(case, by=at.chair, **WHEN)
    decided = at.decide(case, not_yet()).criteria.get(criterion="tenure")
    assert (decided.wording, decided.state) == (before[0][1], "met")


def test_a_case_that_was_given_back_keeps_what_people_found() -> None:
    at = Stage()
    case = at.submitted()
    at.find(case, "no_opportunity")
    give_back(case, by=at.tom, **WHEN)
    case.refresh_from_db()
    assert case.state == "draft"
    assert code(lambda: give_back(case, by=at.tom, **WHEN)) == "case-not-submitted"
    submit_case(case, changed=case.changed, by=at.maya, **WHEN)
    assert case.findings.get(criterion="led").state == "no_opportunity"
    assert case.statements.count() == 2


def test_met_needs_evidence_or_somebody_else_who_confirms() -> None:
    at = Stage()
    case = at.submitted()
    led, tenure = (case.findings.get(criterion=key) for key in ("led", "tenure"))

    def find(finding: Any = led, state: str = "met", reason: str = "Yes.", **more: Any) -> str:
        case.refresh_from_db()
        values: dict[str, Any] = {"changed": case.changed, "by": at.tom} | WHEN | more
        return code(lambda: set_finding(finding, state=state, reason=reason, **values))

    assert find(tenure) == "criterion-is-computed"
    assert find(state="splendid") == "finding-unknown"
    assert find(reason=" ") == "reason-missing"
    assert find() == "proof-missing"
    assert find(confirmer=at.maya) == find(confirmer=at.tom) == "proof-missing"
    assert find(state="not_met") == ""
    cite_evidence(case, note=at.note(), criterion="led", by=at.maya, **WHEN)
    assert find() == ""
    assert states(case)["led"] == "met"


def test_a_sentence_is_met_by_a_note_that_is_cited_for_it() -> None:
    at = Stage()
    case = at.submitted()
    sentence = case.statements.get(statement="c1-l2")

    def find(shown: str, reason: str = "I saw it.") -> str:
        case.refresh_from_db()
        values: dict[str, Any] = {"changed": case.changed, "by": at.tom} | WHEN
        return code(lambda: set_statement_finding(sentence, shown=shown, reason=reason, **values))

    assert find("met") == "proof-missing"
    assert find("no_opportunity") == ""
    cite_evidence(case, note=at.note(), statement="c1-l2", by=at.tom, **WHEN)
    assert find("met") == ""


def test_only_shared_notes_of_the_person_are_cited_for_what_is_asked() -> None:
    at = Stage()
    case = at.draft()

    def cite(note: EvidenceNote, **what: Any) -> str:
        return code(lambda: cite_evidence(case, note=note, **what, by=at.maya, **WHEN))

    assert cite(at.note(shared=False), criterion="led") == "note-not-citable"
    assert cite(at.note(of=at.tom), criterion="led") == "note-not-citable"
    assert cite(at.note(), criterion="wish") == "criterion-unknown"
    assert cite(at.note()) == "criterion-unknown"
    assert cite(at.note(), statement="c1-l1") == "criterion-unknown"
    note = at.note()
    assert cite(note, statement="c1-l2") == cite(note, statement="c1-l2") == ""
    uncite_evidence(CaseEvidence.objects.get(), by=at.maya, **WHEN)
    assert not CaseEvidence.objects.exists()
    assert Event.objects.filter(tag__in=["case:cited", "case:uncited"]).count() == 2


def test_the_managers_endorsement_is_the_one_that_the_criterion_reads() -> None:
    at = Stage()
    case = at.submitted()
    due = TODAY + timedelta(days=5)

    def ask(day: date) -> str:
        asked: dict[str, Any] = {
            "people": [at.tom],
            "part": "endorser",
            "due_on": day,
            "by": at.maya,
        } | WHEN
        return code(lambda: ask_backers(case, **asked))

    assert ask(TODAY) == "due-in-the-past"
    assert ask(due) == ask(due) == ""
    backer = Backer.objects.get()

    def answer(said: str, text: str) -> str:
        return code(lambda: answer_backing(backer, answer=said, text=text, by=at.tom, **WHEN))

    assert answer("given", "She is ready. Truly. Yes.") == "endorsement-too-short"
    assert answer("refused", " ") == "reason-missing"
    assert answer("given", ENOUGH) == ""
    assert answer("refused", "No.") == "answered-already"
    assert Endorsement.objects.get().text == ENOUGH
    assert states(case)["manager"] == "met"


def test_silence_is_escalated_once_and_holds_nothing_up() -> None:
    at = Stage()
    case = at.submitted()
    due = TODAY + timedelta(days=5)
    ask_backers(case, people=[at.olu], part="endorser", due_on=due, by=at.tom, **WHEN)
    before = Mail.objects.count()
    later = NOW + timedelta(days=6)
    assert escalate_silence(now=NOW + timedelta(days=5)) == 0
    assert [escalate_silence(now=later), escalate_silence(now=later)] == [1, 0]
    assert Mail.objects.count() == before + 1
    assert pass_on(case, committee=at.committee, by=at.tom, **WHEN).passed_on_at


def test_a_waiver_needs_a_second_and_then_counts_everywhere() -> None:
    at = Stage()
    case = at.submitted()

    def ask(criterion: str = "led", reason: str = "On leave.") -> Waiver:
        about: dict[str, Any] = {
            "person": at.maya,
            "move": at.move,
            "criterion": criterion,
            "reason": reason,
        }
        return ask_waiver(**about, by=at.tom, **WHEN)

    assert code(lambda: ask("wish")) == "criterion-unknown"
    assert code(lambda: ask(reason=" ")) == "reason-missing"
    waiver = ask()
    assert code(ask) == "waiver-asked"
    assert (states(case)["led"], ready(at)) == ("not_assessed", "not enough evidence")
    answer_waiver(waiver, is_approved=True, by=at.hana, **WHEN)
    assert (states(case)["led"], ready(at)) == ("waived", "ready")
    again = code(lambda: answer_waiver(waiver, is_approved=False, by=at.hana, **WHEN))
    assert again == "answered-already"


def ready(at: Stage) -> str:
    """The stored state of Maya towards the move."""
    return Readiness.objects.get(person=at.maya, move=at.move).state


def test_the_rules_open_a_case_only_where_it_is_wanted() -> None:
    at = Stage()
    waiver = ask_waiver(
        person=at.maya, move=at.move, criterion="led", reason="On leave.", by=at.tom, **WHEN
    )
    answer_waiver(waiver, is_approved=True, by=at.hana, **WHEN)
    assert open_ready_cases(now=NOW) == 0
    switch(Feature.AUTOMATIC_CASES)
    decline_opening(move=at.move, by=at.maya, **WHEN)
    assert (open_ready_cases(now=NOW), Decline.objects.count()) == (0, 1)
    accept_opening(move=at.move, by=at.maya, **WHEN)
    assert [open_ready_cases(now=NOW), open_ready_cases(now=NOW)] == [1, 0]
    case = Case.objects.get()
    assert (case.origin, case.started_by) == ("automatic", None)
    withdraw_case(case, by=at.maya, **WHEN)
    assert open_ready_cases(now=NOW) == 0
    refresh(today=TODAY)


def test_a_case_goes_only_to_who_decides_such_cases() -> None:
    at = Stage()
    case = at.submitted()
    sales = version(
        "schema: trellis/1\nid: sales\ntitle: Sales\ntracks: [{id: ic, title: Ic, levels: [{id: A,"
        " rank: 1}]}]\ncompetencies: []\n"
    ).family
    other = at.make_committee("Sales", person(), families=[sales])
    heard = at.make_committee("Appeals", person(), hears_appeals=True)
    own = at.make_committee("Led by the manager", at.tom, person())
    empty = create_committee(title="Empty", by=at.hana, **WHEN)
    closed = close_committee(empty, by=at.hana, **WHEN)

    def to(committee: Committee | None) -> str:
        return code(lambda: pass_on(case, committee=committee, by=at.tom, **WHEN))

    assert to(other) == to(heard) == "not-for-this-committee"
    assert to(own) == "committee-without-chair"
    assert to(closed) == "committee-closed"
    switch(Feature.COMMITTEE)
    assert to(None) == "committee-needed"
    assert to(at.committee) == ""
    assert code(lambda: close_committee(at.committee, by=at.hana, **WHEN)) == "cases-with-committee"


def test_without_committees_the_managers_manager_decides_alone() -> None:
    at = Stage()
    case = pass_on(at.submitted(), committee=None, by=at.tom, **WHEN)
    assert at.decide(case, not_yet(), by=at.olu).outcome == "not_yet"


def test_votes_come_before_the_discussion_and_the_discussion_before_the_decision() -> None:
    at = Stage()
    case = at.in_committee()

    def vote(who: Person, reason: str = "So.") -> str:
        return code(lambda: cast_vote(case, choice="promote", reason=reason, by=who, **WHEN))

    def discuss() -> str:
        return code(lambda: open_discussion(case, by=at.chair, **WHEN))

    assert vote(at.chair, " ") == "reason-missing"
    assert vote(at.chair) == ""
    assert vote(at.chair) == "voted-already"
    assert discuss() == "vote-first"
    assert code(lambda: at.decide(case, not_yet())) == "not-discussed"
    assert vote(at.member) == ""
    assert code(lambda: open_discussion(case, by=at.member, **WHEN)) == "not-on-committee"
    assert discuss() == ""
    assert vote(at.member) == "discussion-open"
    assert code(lambda: mark_calibrated(case, by=at.chair, **WHEN)) == "not-calibrated"


def test_how_long_each_step_took_is_read_from_the_time_stamps() -> None:
    at = Stage()
    case = at.in_committee()
    case.started_at = NOW - timedelta(days=9)
    case.submitted_at = NOW - timedelta(days=7)
    found = [(each.state.value, each.days) for each in spells(case, now=NOW + timedelta(days=3))]
    assert found == [("draft", 2), ("with_manager", 7), ("committee", 3)]


def test_each_step_is_in_the_trail_once_and_says_no_outcome() -> None:
    at = Stage()
    at.decide(at.discussed(), not_yet())
    tags = Event.objects.filter(subject=at.maya).order_by("pk").values_list("tag", flat=True)
    assert list(tags) == [
        "case:started", "case:written", "case:submitted", "case:forwarded", "vote:cast",
        "vote:cast", "discussion:opened", "case:decided",
    ]  # fmt: skip
    payloads = Event.objects.filter(tag__in=["case:decided", "vote:cast"])
    assert {key for each in payloads for key in each.payload} == {"case"}


def test_page_and_stored_table_agree_about_a_waiver() -> None:
    at = Stage()
    waiver = ask_waiver(
        person=at.maya, move=at.move, criterion="led", reason="On leave.", by=at.tom, **WHEN
    )
    answer_waiver(waiver, is_approved=True, by=at.hana, **WHEN)
    judged = judgement_of(at.maya, "L1-L2", at.version, today=TODAY)
    [led] = [each for each in judged.findings if each.criterion == "led"]
    assert (judged.readiness.value, ready(at)) == ("ready", "ready")
    assert led.sentence.endswith("waived, On leave.")
    refresh(today=TODAY)
    newer = version(FRAMEWORK.replace("Says why.", "Says why not."))
    refresh(today=TODAY)
    move = Move.objects.get(version=newer, slug="L1-L2")
    stored = Readiness.objects.get(person=at.maya, move=move).state
    assert judgement_of(at.maya, "L1-L2", newer, today=TODAY).readiness.value == stored


def test_a_note_that_a_case_handed_in_cites_stays_as_it_is() -> None:
    at = Stage()
    case, note = at.draft(), at.note()
    cite_evidence(case, note=note, criterion="led", by=at.maya, **WHEN)
    assert why_not_unshared(note) is None
    submit_case(case, changed=case.changed, by=at.maya, **WHEN)
    assert code(lambda: unshare_evidence(note=note, by=at.maya, **WHEN)) == "cited-in-case"
    assert code(lambda: delete_evidence(note=note, by=at.maya, **WHEN)) == "cited-in-case"
    withdraw_case(case, by=at.maya, **WHEN)
    delete_evidence(note=note, by=at.maya, **WHEN)
    assert not CaseEvidence.objects.exists()
