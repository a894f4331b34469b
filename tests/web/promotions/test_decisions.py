"""One decision, in words, on a criterion, a day and an owner; a promotion on its day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.web.factories import NOW, TODAY, person
from tests.web.promotions.stage import SOON, WHEN, WITHOUT_L2, Stage, not_yet, promoted
from tests.web.reviews.factories import version
from trellis_web.audit.models import Event
from trellis_web.growth.actions import endorse
from trellis_web.notices.models import Mail
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.actions.positions import Place, change_positions
from trellis_web.people.models import Position
from trellis_web.promotions.actions import (
    answer_override,
    ask_override,
    assign_appeal,
    carry_out_promotions,
    cast_vote,
    open_discussion,
    raise_appeal,
    set_seats,
)
from trellis_web.promotions.models import Case, Decision, Promotion
from trellis_web.promotions.queries.seats import occupancies, plan_for
from trellis_web.promotions.rules.verdicts import Verdict, Weighed
from trellis_web.readiness.models import Readiness
from trellis_web.reviews.rules import Conflict, Refused

pytestmark = pytest.mark.django_db


def code(stage: Stage, case: Case, verdict: Verdict, **more: Any) -> str:
    """Why a decision is refused; empty when it is not."""
    try:
        with transaction.atomic():
            stage.decide(case, verdict, **more)
    except Refused as refused:
        return refused.denial.code
    return ""


def ready(stage: Stage) -> Case:
    """A discussed case with every criterion met: Tom endorses, and found `led`."""
    words: dict[str, Any] = {"family": "engineering", "move": "L1-L2", "text": "She is ready."}
    endorse(person=stage.maya, **words, by=stage.tom, **WHEN)
    return stage.discussed(led=True)


def test_not_yet_is_read_word_for_word_with_the_criterion_and_the_day() -> None:
    at = Stage()
    decision = at.decide(at.discussed(), not_yet())
    rows = {each.criterion: each for each in decision.criteria.all()}
    assert decision.text == "Not yet: no project was led to its end."
    assert decision.recheck_on == SOON
    assert rows["led"].wording == "Led a project from the first question to the last user."
    assert (rows["led"].state, rows["led"].reason) == ("not_met", "It was handed over half way.")
    assert rows["tenure"].state == "met"
    assert decision.case.state == "decided"


def test_what_a_decision_lacks_is_said_in_a_sentence() -> None:
    at = Stage()
    case = at.discussed()
    unmet = {"led": Weighed("not_met", "Half way.")}
    rows = {
        "reason-missing": not_yet(text=" "),
        "recheck-missing": not_yet(recheck_on=None),
        "criterion-unknown": not_yet(criteria={"wish": Weighed("not_met", "No.")}),
        "criterion-is-computed": not_yet(criteria={"tenure": Weighed("not_met", "No.")}),
        "finding-unknown": not_yet(criteria={"led": Weighed("splendid", "Yes.")}),
        "proof-missing": promoted(criteria={"led": Weighed("met", "I say so.")}),
        "waiver-needed": promoted(criteria={"led": Weighed("waived", "Not this time.")}),
        "day-missing": promoted(effective_on=None),
        "override-needed": promoted(),
        "criteria-unmet": Verdict("no_seat", "None.", unmet, recheck_on=SOON, owner=at.hana),
        "outcome-unknown": Verdict("demoted", "Down."),
    }
    assert {code(at, case, verdict) for verdict in rows.values()} == set(rows)
    for wanted, verdict in rows.items():
        assert code(at, case, verdict) == wanted
    assert code(at, case, not_yet(recheck_on=TODAY)) == "recheck-missing"
    assert not Decision.objects.exists()


def test_not_yet_needs_a_criterion_that_is_unmet() -> None:
    at = Stage()
    assert code(at, ready(at), not_yet(criteria={})) == "nothing-unmet"


def test_no_place_needs_owner_day_and_the_published_rule() -> None:
    at = Stage()
    case = ready(at)
    verdict = Verdict("no_seat", "Met, no place.", recheck_on=SOON, owner=at.olu)
    assert code(at, case, replace(verdict, owner=None)) == "owner-missing"
    assert code(at, case, verdict) == "seat-rule-missing"
    rule = "By the date of the decision; the oldest first."
    set_seats(family=at.version.family, level="L2", seats=1, rule=rule, by=at.hana, **WHEN)
    decision = at.decide(case, verdict)
    assert (decision.seat_rule, decision.owner, decision.recheck_on) == (rule, at.olu, SOON)


def test_the_second_of_two_who_decide_at_once_is_told_and_nothing_is_lost() -> None:
    at = Stage()
    case = at.discussed()
    before = case.changed
    at.decide(case, not_yet())
    with pytest.raises(Conflict, match="decided or was withdrawn"):
        at.decide(case, promoted(), changed=before)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            case=case, outcome="not_yet", text="Again.", recheck_on=SOON, decided_at=NOW,
            decided_by=at.member,
        )  # fmt: skip
    assert [each.text for each in case.decisions.all()] == [not_yet().text]
    assert Event.objects.filter(tag="case:decided").count() == 1


def test_a_decision_on_a_stale_version_is_refused() -> None:
    at = Stage()
    case = at.discussed()
    before = case.changed
    at.find(case, "not_met", by=at.member)
    with pytest.raises(Conflict, match="read it again"):
        at.decide(case, not_yet(), changed=before)
    assert not Decision.objects.exists()


def test_a_promotion_changes_position_level_and_title_in_the_same_transaction() -> None:
    at = Stage()
    decision = at.decide(ready(at), promoted())
    rows = list(Position.objects.filter(person=at.maya).order_by("since"))
    assert [(p.level, p.title, p.until) for p in rows] == [
        ("L1", "Engineer", TODAY),
        ("L2", "Senior Engineer", None),
    ]
    assert (rows[1].track, rows[1].level_since, rows[1].cause) == ("ic", TODAY, "promotion")
    assert decision.promotion.position == rows[1]
    assert not Readiness.objects.filter(person=at.maya, move=at.move).exists()
    assert Event.objects.filter(tag="position:changed", subject=at.maya).count() == 1


def test_a_day_to_come_waits_for_the_timer_and_is_carried_out_once() -> None:
    at = Stage()
    case = ready(at)
    day = TODAY + timedelta(days=40)
    set_seats(family=at.version.family, level="L2", seats=2, rule="First.", by=at.hana, **WHEN)
    at.decide(case, promoted(effective_on=day))
    plan = plan_for(at.move, at.maya, today=TODAY)
    assert plan is not None
    [places] = occupancies([plan], to=at.maya, today=TODAY)
    assert (places.taken, places.promised, places.free) == (0, 1, 1)
    assert carry_out_promotions(now=NOW) == 0
    later = NOW + timedelta(days=40)
    assert [carry_out_promotions(now=later), carry_out_promotions(now=later)] == [1, 0]
    [places] = occupancies([plan], to=at.maya, today=day)
    assert (places.taken, places.promised) == (1, 0)
    assert Position.objects.get(person=at.maya, until=None).since == day


def test_positions_may_be_dated_back_but_never_before_the_present_one() -> None:
    at = Stage()
    case = ready(at)
    began = Position.objects.get(person=at.maya).since
    assert code(at, case, promoted(effective_on=began)) == "day-too-early"
    assert code(at, case, promoted(effective_on=date(1999, 1, 1))) == "day-too-early"
    at.decide(case, promoted(effective_on=began + timedelta(days=1)))
    assert Position.objects.get(person=at.maya, level="L1").until == began + timedelta(days=1)


def test_nobody_is_promoted_twice_with_overlapping_dates() -> None:
    at = Stage()
    case = ready(at)
    first = at.decide(case, promoted(effective_on=TODAY + timedelta(days=40)))
    other = Case.objects.create(
        person=at.maya, move=at.move, origin="person", started_at=NOW, started_by=at.maya,
        submitted_at=NOW, submitted_by=at.tom, passed_on_at=NOW, passed_on_by=at.tom,
        committee=at.committee, discussed_at=NOW, discussed_by=at.chair,
    )  # fmt: skip
    assert code(at, other, promoted()) == "promotion-waits"
    carry_out_promotions(now=NOW + timedelta(days=40))
    assert code(at, other, promoted(), today=TODAY + timedelta(days=40)) == "level-changed"
    assert Promotion.objects.get().decision == first


def test_a_retired_level_is_refused_at_the_decision_and_on_the_day() -> None:
    at = Stage()
    case = ready(at)
    later = at.decide(case, promoted(effective_on=TODAY + timedelta(days=40)))
    version(WITHOUT_L2)
    assert carry_out_promotions(now=NOW + timedelta(days=40)) == 0
    assert Position.objects.get(person=at.maya, until=None).level == "L1"
    assert Event.objects.filter(tag="promotion:lapsed").count() == 1
    later.promotion.refresh_from_db()
    assert (later.promotion.position, later.promotion.done_at) == (None, NOW + timedelta(days=40))
    again = Stage()
    waiting = ready(again)
    version(WITHOUT_L2)
    assert code(again, waiting, promoted()) == "level-retired"


def test_whoever_left_or_moved_meanwhile_is_not_moved_on_the_day() -> None:
    for leaves in (True, False):
        at = Stage()
        at.decide(ready(at), promoted(effective_on=TODAY + timedelta(days=40)))
        if leaves:
            deactivate_person(at.maya, by=at.hana, **WHEN)
        else:
            place = Place("engineering", "L3", "ic")
            change_positions([at.maya], place, since=TODAY, cause="hr", by=at.hana, **WHEN)
        assert carry_out_promotions(now=NOW + timedelta(days=40)) == 0
        assert not Position.objects.filter(person=at.maya, level="L2").exists()


def test_an_override_needs_a_second_and_is_marked() -> None:
    at = Stage()
    case = at.discussed()
    override = ask_override(case, reason="Leads the team since June.", by=at.chair, **WHEN)
    assert code(at, case, promoted()) == "override-needed"
    answer_override(override, is_approved=False, by=at.hana, **WHEN)
    assert code(at, case, promoted()) == "override-needed"
    second = ask_override(case, reason="Leads the team since June.", by=at.chair, **WHEN)
    answer_override(second, is_approved=True, by=at.ines, **WHEN)
    decision = at.decide(case, promoted())
    assert (decision.is_override, decision.approved_by) == (True, at.ines)
    assert decision.override_reason == "Leads the team since June."
    assert {each.state for each in decision.criteria.all()} != {"met"}


def test_an_objection_is_decided_by_its_own_committee_as_a_decision_of_its_own() -> None:
    at = Stage()
    case = ready(at)
    first = at.decide(case, not_yet())
    assert code_of_appeal(at, case, days=31) == "appeal-too-late"
    appeal = raise_appeal(case, text="The second project was left out.", by=at.maya, **WHEN)
    assert code_of_appeal(at, case) == "appeal-raised"
    judge, other = person("Judge"), person("Other")
    assert code_of_assignment(at, appeal, at.committee) == "not-appeals-committee"
    mixed = at.make_committee("Mixed", judge, at.member, hears_appeals=True)
    assert code_of_assignment(at, appeal, mixed) == "was-on-first-committee"
    second = at.make_committee("Second", judge, other, hears_appeals=True)
    assign_appeal(appeal, committee=second, by=at.hana, **WHEN)
    for each in (judge, other):
        cast_vote(case, appeal=appeal, choice="promote", reason="It is.", by=each, **WHEN)
    open_discussion(case, appeal=appeal, by=judge, **WHEN)
    appeal.refresh_from_db()
    decision = at.decide(case, promoted(), appeal=appeal, by=judge)
    assert list(case.decisions.all()) == [first, decision]
    assert Position.objects.get(person=at.maya, until=None).level == "L2"
    assert code(at, case, promoted(), appeal=appeal, by=judge) == "case-over"


def code_of_appeal(at: Stage, case: Case, days: int = 0) -> str:
    """Why an objection is refused."""
    later: dict[str, Any] = {
        "now": NOW + timedelta(days=days),
        "today": TODAY + timedelta(days=days),
    }
    with pytest.raises(Refused) as refused:
        raise_appeal(case, text="Unfair.", by=at.maya, **later)
    return refused.value.denial.code


def code_of_assignment(at: Stage, appeal: Any, committee: Any) -> str:
    """Why a committee does not hear an objection."""
    with pytest.raises(Refused) as refused:
        assign_appeal(appeal, committee=committee, by=at.hana, **WHEN)
    return refused.value.denial.code


def test_letters_hold_a_link_and_never_an_outcome() -> None:
    at = Stage()
    at.decide(ready(at), promoted())
    words = " ".join(f"{mail.subject} {mail.text}" for mail in Mail.objects.all())
    assert Mail.objects.count() >= 4
    assert not {"L2", "Senior", "promoted", "Promoted", "met"} & set(words.split())
