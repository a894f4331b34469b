"""The decision: criterion by criterion, in the words that the person reads, made once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.queries import resolved
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.promotions import emails
from trellis_web.promotions.actions.appealing import held_with
from trellis_web.promotions.actions.carrying import carry_out
from trellis_web.promotions.actions.locks import store
from trellis_web.promotions.actions.telling import hold
from trellis_web.promotions.events import CaseDecided
from trellis_web.promotions.models import (
    Appeal,
    Case,
    DecidedCriterion,
    Decision,
    Outcome,
    Override,
    Promotion,
    SeatPlan,
)
from trellis_web.promotions.queries.criteria import standings, target_of
from trellis_web.promotions.queries.seats import plan_for
from trellis_web.promotions.rules.days import why_not_on
from trellis_web.promotions.rules.people import deciders, why_not_deciding
from trellis_web.promotions.rules.refusals import (
    NOT_DISCUSSED,
    OUTCOME_UNKNOWN,
    OVERRIDE_NEEDED,
    SEAT_RULE_MISSING,
)
from trellis_web.promotions.rules.verdicts import (
    Settled,
    Verdict,
    needs_override,
    settle,
    why_not_decided,
    why_not_settled,
)
from trellis_web.reviews.rules import Refused


@transaction.atomic
def decide_case(
    case: Case,
    *,
    verdict: Verdict,
    changed: int,
    appeal: Appeal | None = None,
    by: Person,
    now: datetime,
    today: date,
) -> Decision:
    """The chair decides a case, or the objection to its decision, once.

    Promoted: the position changes on its day, in this transaction when the day has come. The
    person reads it at once, or is told in person first (`hold`). Raises
    `Conflict` when somebody decided or changed the case meanwhile, `Denied` for whoever does not
    lead the deciding, and `Refused` for what a decision lacks.
    """
    fresh = held_with(case, appeal, changed=changed)
    # Another of their cases may be decided in this moment: one of the two promotes.
    Person.objects.select_for_update(no_key=True).get(pk=fresh.person_id)
    _require_chair(fresh, appeal, by, today=today)
    found = standings(fresh, today=today)
    if denial := why_not_settled(found, verdict.criteria):
        raise Refused(denial)
    settled = settle(found, verdict.criteria)
    override = _require_whole(fresh, verdict, settled, today=today)
    decision = _write(fresh, appeal, verdict, override, by=by, now=now)
    _write_criteria(decision, settled)
    if appeal is None:
        fresh.decided_at, fresh.decided_by = now, by
        store(fresh, "decided_at", "decided_by")
    else:
        store(fresh)
    record(CaseDecided(fresh.pk), by=by, subject=fresh.person, at=now)
    queue_mails(emails.case_is_decided(decision, hold(decision, today=today), today=today), now=now)
    if verdict.outcome == Outcome.PROMOTED and verdict.effective_on:
        planned = Promotion.objects.create(decision=decision, effective_on=verdict.effective_on)
        if planned.effective_on <= today:
            carry_out(planned, by=by, now=now, today=today)
    return decision


def _require_chair(case: Case, appeal: Appeal | None, by: Person, *, today: date) -> None:
    """The chair, after the discussion; who decides alone needs none."""
    require(by, Permission.CASE_WRITE, today=today)
    if denial := why_not_deciding(case, by, today=today, as_chair=True, appeal=appeal):
        raise Denied(denial)
    several = len(deciders(case, today=today, appeal=appeal)) > 1
    if several and not (appeal or case).discussed_at:
        raise Refused(NOT_DISCUSSED)


def _require_whole(
    case: Case, verdict: Verdict, settled: list[Settled], *, today: date
) -> Override | None:
    """Raises `Refused` for what the verdict lacks; the override that it stands on, if any."""
    move = resolved(case.move.version).moves[case.move.slug]
    if verdict.outcome not in Outcome.values:
        raise Refused(OUTCOME_UNKNOWN)
    if denial := why_not_decided(verdict, settled, move, today=today):
        raise Refused(denial)
    if verdict.outcome == Outcome.NO_SEAT and _plan(case, today=today) is None:
        raise Refused(SEAT_RULE_MISSING)
    if verdict.outcome != Outcome.PROMOTED or verdict.effective_on is None:
        return None
    if denial := why_not_on(case, verdict.effective_on, today=today):
        raise Refused(denial)
    if not needs_override(settled, move):
        return None
    override = case.overrides.filter(is_approved=True).order_by("-pk").first()
    if override is None:
        raise Refused(OVERRIDE_NEEDED)
    return override


def _plan(case: Case, *, today: date) -> SeatPlan | None:
    return plan_for(case.move, case.person, today=today)


def _write(
    case: Case,
    appeal: Appeal | None,
    verdict: Verdict,
    override: Override | None,
    *,
    by: Person,
    now: datetime,
) -> Decision:
    promoted = verdict.outcome == Outcome.PROMOTED
    plan = _plan(case, today=now.date()) if verdict.outcome == Outcome.NO_SEAT else None
    return Decision.objects.create(
        case=case,
        appeal=appeal,
        outcome=verdict.outcome,
        text=verdict.text.strip(),
        effective_on=verdict.effective_on if promoted else None,
        level=case.move.to_level if promoted else "",
        title=_title(case, verdict) if promoted else "",
        recheck_on=None if promoted else verdict.recheck_on,
        owner=verdict.owner if plan else None,
        seat_rule=plan.rule if plan else "",
        is_override=override is not None,
        override_reason=override.reason if override else "",
        approved_by=override.answered_by if override else None,
        decided_at=now,
        decided_by=by,
    )


def _title(case: Case, verdict: Verdict) -> str:
    """What was written, or the title of the level."""
    target = target_of(case.move)
    level = target.levels.get(case.move.to_level) if target else None
    return verdict.title.strip() or (level.title if level else case.move.to_level)


def _write_criteria(decision: Decision, settled: Iterable[Settled]) -> None:
    DecidedCriterion.objects.bulk_create(
        DecidedCriterion(
            decision=decision,
            criterion=each.criterion,
            order=order,
            wording=each.wording,
            state=each.state.value,
            reason=each.reason,
        )
        for order, each in enumerate(settled)
    )
