"""One action of a plan: added, changed, moved, done, dropped.

What the person changes after the manager agreed asks the manager again; what the manager changes
needs no second word of theirs.
"""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions.plans import locked_plan, store_task, tell
from trellis_web.growth.events.plans import ActionAdded, ActionChanged, ActionDone, ActionDropped
from trellis_web.growth.models import Plan, PlanAction
from trellis_web.growth.rules.plans import Task, why_not_settled, why_not_written
from trellis_web.people.models import Person


@transaction.atomic
def add_action(plan: Plan, *, task: Task, by: Person, now: datetime, today: date) -> PlanAction:
    """One more thing to do."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    fresh = locked_plan(plan.pk)
    if denial := why_not_written(fresh, by, today=today):
        raise Denied(denial)
    action = store_task(fresh, task, by=by, now=now)
    payload = ActionAdded(action.pk, _ask_again(fresh, by), action.is_managers)
    tell(fresh, [action], by=by, now=now, today=today)
    record(payload, by=by, subject=fresh.person, at=now)
    return action


@transaction.atomic
def change_action(
    action: PlanAction,
    *,
    text: str,
    kind: str,
    due_on: date,
    mentor: Person | None,
    by: Person,
    now: datetime,
    today: date,
) -> PlanAction:
    """Other words, another kind of help or another day. Saving the same changes nothing."""
    fresh, plan = _locked(action, by=by, today=today)
    said = (text, kind, due_on, mentor)
    if said == (fresh.text, fresh.kind, fresh.due_on, fresh.mentor):
        return fresh
    is_moved = due_on != fresh.due_on
    fresh.text, fresh.kind, fresh.due_on, fresh.mentor = said
    fresh.save(update_fields=["text", "kind", "due_on", "mentor"])
    payload = ActionChanged(fresh.pk, _ask_again(plan, by), is_moved)
    tell(plan, [], by=by, now=now, today=today)
    record(payload, by=by, subject=plan.person, at=now)
    return fresh


@transaction.atomic
def complete_action(action: PlanAction, *, by: Person, now: datetime, today: date) -> PlanAction:
    """It is done. That asks nobody again."""
    fresh, plan = _locked(action, by=by, today=today)
    fresh.done_at, fresh.done_by = now, by
    fresh.save(update_fields=["done_at", "done_by"])
    payload = ActionDone(fresh.pk, asks_again=False)
    record(payload, by=by, subject=plan.person, at=now)
    return fresh


@transaction.atomic
def drop_action(
    action: PlanAction, *, reason: str, by: Person, now: datetime, today: date
) -> PlanAction:
    """It is not going to be done, for a reason that both can read."""
    fresh, plan = _locked(action, by=by, today=today)
    fresh.dropped_at, fresh.dropped_by, fresh.drop_reason = now, by, reason
    fresh.save(update_fields=["dropped_at", "dropped_by", "drop_reason"])
    record(ActionDropped(fresh.pk, _ask_again(plan, by)), by=by, subject=plan.person, at=now)
    return fresh


def _locked(action: PlanAction, *, by: Person, today: date) -> tuple[PlanAction, Plan]:
    """The action and its plan as they stand, held. Raises `Denied` where `by` changes nothing."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    plan = locked_plan(action.plan_id)
    fresh = PlanAction.objects.select_for_update(of=("self",)).select_related("mentor")
    found = fresh.get(pk=action.pk)
    if denial := why_not_settled(found, plan, by, today=today):
        raise Denied(denial)
    return found, plan


def _ask_again(plan: Plan, by: Person) -> bool:
    """Whether a change by the person takes the agreement away."""
    if plan.person_id != by.pk or plan.agreed_at is None:
        return False
    plan.agreed_at = plan.agreed_by = None
    plan.save(update_fields=["agreed_at", "agreed_by"])
    return True
