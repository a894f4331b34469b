"""A person and their manager plan what to do about a move, and by when."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.emails import action_is_given, plan_waits
from trellis_web.growth.events.plans import PlanAgreed, PlanEnded, PlanStarted
from trellis_web.growth.models import Plan, PlanAction, PlanActionTag
from trellis_web.growth.rules.plans import (
    NOT_OF_THEM,
    NOTHING_TO_DO,
    Task,
    leads,
    why_not_agreed,
    why_not_written,
)
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of


@transaction.atomic
def start_plan(
    person: Person,
    *,
    family: str,
    move: str,
    tasks: Sequence[Task],
    by: Person,
    now: datetime,
    today: date,
) -> Plan:
    """Starts the plan in force, agreed at once when the manager starts it.

    A plan before it ends and is kept; its open actions move along, so that nothing is lost.
    Raises `Denied` for anybody but the person and their manager, and for a plan without actions.
    """
    require(by, Permission.EVIDENCE_WRITE, today=today)
    is_managers = leads(by, person.pk, today=today)
    if by.pk != person.pk and not is_managers:
        raise Denied(NOT_OF_THEM)
    before = _in_force(person)
    left = list(before.actions.filter(done_at=None, dropped_at=None)) if before else []
    if not tasks and not left:
        raise Denied(NOTHING_TO_DO)
    if before:
        _end(before, by=by, now=now)
    agreed = {"agreed_at": now, "agreed_by": by} if is_managers else {}
    plan = Plan.objects.create(
        person=person, family=family, move=move, made_at=now, made_by=by, **agreed
    )
    PlanAction.objects.filter(pk__in=[each.pk for each in left]).update(plan=plan)
    made = [store_task(plan, task, by=by, now=now) for task in tasks]
    tell(plan, made, by=by, now=now, today=today)
    payload = PlanStarted(plan.pk, family, move, len(tasks), len(left))
    record(payload, by=by, subject=person, at=now)
    return plan


@transaction.atomic
def agree_plan(plan: Plan, *, by: Person, now: datetime, today: date) -> Plan:
    """The manager of this moment agrees to the plan as it stands."""
    fresh = locked_plan(plan.pk)
    if denial := why_not_agreed(fresh, by, today=today):
        raise Denied(denial)
    fresh.agreed_at, fresh.agreed_by = now, by
    fresh.save(update_fields=["agreed_at", "agreed_by"])
    record(PlanAgreed(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


@transaction.atomic
def end_plan(plan: Plan, *, by: Person, now: datetime, today: date) -> Plan:
    """The plan is over; it is kept, with what was done and what was not."""
    fresh = locked_plan(plan.pk)
    if denial := why_not_written(fresh, by, today=today):
        raise Denied(denial)
    _end(fresh, by=by, now=now)
    record(PlanEnded(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


def locked_plan(pk: int) -> Plan:
    """The plan as it stands, held until the end of the transaction."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=pk)


def store_task(plan: Plan, task: Task, *, by: Person, now: datetime) -> PlanAction:
    """Adds the action with its tags; inside the transaction of the change."""
    action = PlanAction.objects.create(
        plan=plan,
        text=task.text,
        kind=task.kind,
        due_on=task.due_on,
        is_managers=task.is_managers or task.is_opportunity,
        is_opportunity=task.is_opportunity,
        mentor=task.mentor,
        added_at=now,
        added_by=by,
    )
    PlanActionTag.objects.bulk_create(
        PlanActionTag(action=action, kind=tag.kind, family=tag.family, key=tag.key)
        for tag in task.tags
    )
    return action


def tell(plan: Plan, made: Sequence[PlanAction], *, by: Person, now: datetime, today: date) -> None:
    """Letters about what is new: to the manager to agree, to whoever does what others wrote."""
    manager = manager_of(plan.person, today=today)
    if manager and manager.pk != by.pk and plan.agreed_at is None:
        queue_mails([plan_waits(plan, manager, now)], now=now)
    doers = [(each, manager if each.is_managers else plan.person) for each in made]
    given = [action_is_given(each, who) for each, who in doers if who and who.pk != by.pk]
    queue_mails(given, now=now)


def _in_force(person: Person) -> Plan | None:
    """The plan that a new one replaces; two that start at once wait for each other."""
    Person.objects.select_for_update().get(pk=person.pk)
    return Plan.objects.filter(person=person, ended_at__isnull=True).first()


def _end(plan: Plan, *, by: Person, now: datetime) -> None:
    plan.ended_at, plan.ended_by = now, by
    plan.save(update_fields=["ended_at", "ended_by"])
