"""What nobody may do with a case, however they try; what nobody reads who should not."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model

from tests.web.factories import NOW, TODAY, grant, person, report
from tests.web.promotions.stage import (
    ENOUGH,
    WHEN,
    Stage,
    auditor,
    not_yet,
    promoted,
)
from trellis_web.access.queries import NOTHING, visible
from trellis_web.access.rules import Denied
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.models import Person, ReportingLine, Unit
from trellis_web.promotions import access
from trellis_web.promotions.actions import (
    add_member,
    answer_backing,
    answer_override,
    answer_waiver,
    ask_backers,
    ask_override,
    ask_waiver,
    assign_appeal,
    cast_vote,
    create_committee,
    open_discussion,
    pass_on,
    raise_appeal,
    recuse,
    remove_member,
    save_statement,
    set_finding,
    set_seats,
    start_case,
    submit_case,
    withdraw_case,
)
from trellis_web.promotions.models import (
    Backer,
    Case,
    CaseEvidence,
    Decision,
    Finding,
    Override,
    Vote,
)
from trellis_web.promotions.rules import people

pytestmark = pytest.mark.django_db


def sees(actor: Person, model: type[Model]) -> int:
    """How many rows of a model somebody sees."""
    return visible(model, to=Person.objects.get(pk=actor.pk), today=TODAY).count()


def test_a_case_is_seen_by_the_person_their_manager_hr_in_scope_auditors_and_who_decides() -> None:
    at = Stage()
    unit, other = Unit.objects.create(name="Payments"), Unit.objects.create(name="Sales")
    at.maya.positions.update(unit=unit)
    near, far, peer, technical = person("Near"), person("Far"), person("Joon"), person("Sys")
    grant(near, "hr_partner", unit)
    grant(far, "hr_partner", other)
    at.in_committee()
    cast: dict[str, Person] = {
        "self": at.maya, "manager": at.tom, "skip": at.olu, "hr": at.hana, "near": near,
        "far": far, "auditor": auditor(), "chair": at.chair, "member": at.member, "peer": peer,
        "technical": technical,
    }  # fmt: skip
    told = {"self", "manager", "hr", "near", "auditor", "chair", "member"}
    for model in (Case, Finding):
        assert {name for name, actor in cast.items() if sees(actor, model)} == told


def test_rights_end_with_the_line_the_seat_and_the_decision() -> None:
    at = Stage()
    case = at.in_committee()
    remove_member(at.committee, person=at.member, by=at.hana, **WHEN)
    assert sees(at.member, Case) == 0
    with pytest.raises(Denied):
        cast_vote(case, choice="promote", reason="Still here.", by=at.member, **WHEN)
    ReportingLine.objects.filter(person=at.maya).update(until=TODAY)
    assert sees(at.tom, Case) == 0
    with pytest.raises(Denied):
        set_finding(
            case.findings.get(criterion="led"), state="not_met", reason="No.",
            changed=case.changed, by=at.tom, **WHEN,
        )  # fmt: skip
    cast_vote(case, choice="not_yet", reason="By the criteria.", by=at.chair, **WHEN)
    at.decide(case, not_yet())
    assert sees(at.chair, Case) == 0
    assert sees(at.maya, Decision) == 1


def test_a_chair_who_left_the_company_does_nothing_and_hr_names_another() -> None:
    at = Stage()
    case = at.discussed(led=True)
    deactivate_person(at.chair, by=at.hana, **WHEN)
    left = Person.objects.get(pk=at.chair.pk)
    with pytest.raises(Denied):
        at.decide(case, not_yet(), by=left)
    assert sees(left, Case) == 0
    add_member(at.committee, person=at.member, is_chair=True, by=at.hana, **WHEN)
    assert at.decide(case, not_yet(), by=at.member).outcome == "not_yet"


def test_nobody_reads_a_vote_before_their_own_and_the_discussion_nor_afterwards() -> None:
    at = Stage()
    case = at.in_committee()
    cast_vote(case, choice="promote", reason="Yes.", by=at.chair, **WHEN)
    seen = {name: sees(who, Vote) for name, who in vars(at).items() if isinstance(who, Person)}
    assert {name for name, n in seen.items() if n} == {"chair"}
    cast_vote(case, choice="not_yet", reason="No.", by=at.member, **WHEN)
    assert (sees(at.chair, Vote), sees(at.member, Vote)) == (1, 1)
    open_discussion(case, by=at.chair, **WHEN)
    assert (sees(at.chair, Vote), sees(at.member, Vote)) == (2, 2)
    late = person("Late Member")
    add_member(at.committee, person=late, by=at.hana, **WHEN)
    assert sees(late, Vote) == 0
    at.decide(case, not_yet())
    assert not any(sees(who, Vote) for who in vars(at).values() if isinstance(who, Person))


def test_a_conflict_is_found_and_wins_over_the_seat() -> None:
    at = Stage()
    backer, boss = person("Backer"), person("Her Report")
    report(boss, at.maya)
    for each in (at.maya, at.tom, backer, boss):
        add_member(at.committee, person=each, by=at.hana, **WHEN)
    case = at.in_committee()
    [asked] = ask_backers(
        case, people=[backer], part="supporter", due_on=TODAY + timedelta(days=5), by=at.tom, **WHEN
    )
    answer_backing(asked, answer="given", text=ENOUGH, by=backer, **WHEN)
    recuse(case, reason="We are friends.", by=at.member, **WHEN)
    for each in (at.maya, at.tom, backer, boss, at.member):
        with pytest.raises(Denied, match="no part in this case"):
            cast_vote(case, choice="promote", reason="Yes.", by=each, **WHEN)
    assert [sees(each, Case) for each in (backer, boss, at.member)] == [0, 0, 0]
    cast_vote(case, choice="promote", reason="Yes.", by=at.chair, **WHEN)
    open_discussion(case, by=at.chair, **WHEN)


def test_only_a_backer_who_answered_is_in_conflict_so_asking_removes_no_member() -> None:
    at = Stage()
    case = at.in_committee()
    due = TODAY + timedelta(days=5)
    ask_backers(case, people=[at.member], part="supporter", due_on=due, by=at.maya, **WHEN)
    cast_vote(case, choice="promote", reason="Yes.", by=at.member, **WHEN)


def test_who_has_no_part_in_a_case_does_nothing_with_it() -> None:
    at = Stage()
    stranger = person("Other Manager")
    report(person("Somebody"), stranger)
    case = at.submitted()
    finding = case.findings.get(criterion="led")
    due = TODAY + timedelta(days=5)
    attempts: list[Any] = [
        lambda: start_case(person=at.tom, move=at.move, by=stranger, **WHEN),
        lambda: withdraw_case(case, by=stranger, **WHEN),
        lambda: pass_on(case, committee=at.committee, by=stranger, **WHEN),
        lambda: pass_on(case, committee=at.committee, by=at.maya, **WHEN),
        lambda: set_finding(
            finding, state="met", reason="Yes.", confirmer=at.tom, changed=case.changed,
            by=stranger, **WHEN,
        ),
        lambda: set_finding(
            finding, state="met", reason="Yes.", confirmer=at.tom, changed=case.changed,
            by=at.maya, **WHEN,
        ),
        lambda: ask_backers(
            case, people=[at.olu], part="endorser", due_on=due, by=stranger, **WHEN
        ),
        lambda: ask_backers(
            case, people=[at.maya], part="supporter", due_on=due, by=at.tom, **WHEN
        ),
        lambda: ask_waiver(
            person=at.maya, move=at.move, criterion="led", reason="So.", by=stranger, **WHEN
        ),
        lambda: ask_waiver(
            person=at.maya, move=at.move, criterion="led", reason="So.", by=at.maya, **WHEN
        ),
        lambda: create_committee(title="Mine", by=at.tom, **WHEN),
        lambda: add_member(at.committee, person=at.tom, by=at.tom, **WHEN),
        lambda: set_seats(
            family=at.version.family, level="L2", seats=1, rule="Mine.", by=at.tom, **WHEN
        ),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()
    withdraw_case(case, by=at.maya, **WHEN)


def test_a_manager_withdraws_only_what_they_started_and_not_from_the_committee() -> None:
    at = Stage()
    own = at.draft()
    with pytest.raises(Denied):
        withdraw_case(own, by=at.tom, **WHEN)
    withdraw_case(own, by=at.maya, **WHEN)
    started = start_case(person=at.maya, move=at.move, by=at.tom, **WHEN)
    save_statement(started, text="She is ready.", changed=0, by=at.tom, **WHEN)
    submit_case(started, changed=1, by=at.tom, **WHEN)
    pass_on(started, committee=at.committee, by=at.tom, **WHEN)
    with pytest.raises(Denied):
        withdraw_case(started, by=at.tom, **WHEN)


def test_a_second_approver_is_somebody_else() -> None:
    at = Stage()
    at.maya.grants.create(role="hr_admin", since=TODAY, granted_at=NOW)
    waiver = ask_waiver(
        person=at.maya, move=at.move, criterion="led", reason="On leave.", by=at.hana, **WHEN
    )
    for each in (at.hana, at.maya, at.tom):
        with pytest.raises(Denied):
            answer_waiver(waiver, is_approved=True, by=each, **WHEN)
    assert answer_waiver(waiver, is_approved=True, by=at.ines, **WHEN).is_approved
    case = at.discussed()
    override = ask_override(case, reason="The market moved.", by=at.chair, **WHEN)
    for each in (at.chair, at.maya, at.tom, at.member):
        with pytest.raises(Denied):
            answer_override(override, is_approved=True, by=each, **WHEN)
    assert [sees(each, Override) for each in (at.maya, at.tom)] == [0, 0]


def test_an_objection_is_heard_by_nobody_of_the_first_committee() -> None:
    at = Stage()
    case = at.discussed()
    at.decide(case, not_yet())
    for each in (at.tom, at.hana):
        with pytest.raises(Denied):
            raise_appeal(case, text="Unfair.", by=each, **WHEN)
    appeal = raise_appeal(case, text="The second project was left out.", by=at.maya, **WHEN)
    judge = person("Judge")
    second = at.make_committee("Second", judge, person("Other"), hears_appeals=True)
    with pytest.raises(Denied):
        assign_appeal(appeal, committee=second, by=at.tom, **WHEN)
    assign_appeal(appeal, committee=second, by=at.hana, **WHEN)
    add_member(second, person=at.member, by=at.hana, **WHEN)
    assert (sees(judge, Case), sees(at.member, Case), sees(at.chair, Case)) == (1, 0, 0)
    with pytest.raises(Denied):
        cast_vote(case, appeal=appeal, choice="promote", reason="Yes.", by=at.member, **WHEN)
    with pytest.raises(Denied):
        at.decide(case, not_yet(), appeal=appeal)


def test_a_note_that_is_made_private_again_is_read_by_nobody_else() -> None:
    at = Stage()
    case = at.in_committee()
    note = at.note()
    CaseEvidence.objects.create(
        case=case, note=note, criterion="led", added_at=NOW, added_by=at.maya
    )
    assert (sees(at.chair, CaseEvidence), sees(at.maya, CaseEvidence)) == (1, 1)
    note.shared_at = note.shared_by = None
    note.save()
    assert (sees(at.chair, CaseEvidence), sees(at.maya, CaseEvidence)) == (0, 1)


def test_who_is_asked_sees_the_question_and_not_the_case() -> None:
    at = Stage()
    case = at.submitted()
    ana = person("Ana Lima")
    due = TODAY + timedelta(days=5)
    [asked] = ask_backers(case, people=[ana], part="supporter", due_on=due, by=at.maya, **WHEN)
    assert (sees(ana, Backer), sees(ana, Case)) == (1, 0)
    with pytest.raises(Denied):
        answer_backing(asked, answer="given", text=ENOUGH, by=at.tom, **WHEN)
    withdraw_case(case, by=at.maya, **WHEN)
    assert sees(ana, Backer) == 0


def test_a_promotion_without_the_chair_is_no_promotion() -> None:
    at = Stage()
    case = at.discussed(led=True)
    for each in (at.member, at.maya, at.tom, at.olu, at.hana):
        with pytest.raises(Denied):
            at.decide(case, promoted(), by=each)


def test_a_conflict_that_nobody_looks_for_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    at = Stage()
    add_member(at.committee, person=at.tom, by=at.hana, **WHEN)
    case = at.in_committee()
    monkeypatch.setattr(people, "is_conflicted", lambda *_args, **_options: False)
    cast_vote(case, choice="promote", reason="Yes.", by=at.tom, **WHEN)


def test_a_rule_that_forgets_a_conflict_shows_a_case_to_who_stepped_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = Stage()
    recuse(at.in_committee(), reason="We are friends.", by=at.member, **WHEN)
    assert sees(at.member, Case) == 0
    monkeypatch.setattr(access, "_conflicted", lambda *_about: NOTHING)
    assert sees(at.member, Case) == 1
