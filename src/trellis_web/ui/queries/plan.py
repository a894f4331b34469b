"""The growth plan in force, as a home page shows it."""

from dataclasses import dataclass
from datetime import date

from trellis_web.growth.models import Plan
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One open action. `is_managers`: whoever leads the person does it."""

    text: str
    due_on: date
    is_managers: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """What a person is heading for, and what is still to do for it."""

    family: str
    move: str
    agreed_on: date | None
    agreed_with: str
    lines: tuple[PlanLine, ...]


def plan_in_force(person: Person, *, today: date) -> PlanInForce | None:
    """The person's own plan with its open actions by day; None without one. One query."""
    plans = Plan.objects.filter(person=person, ended_at__isnull=True)
    about = ("family", "move", "agreed_at", "agreed_by__name")
    action = ("text", "due_on", "is_managers", "done_at", "dropped_at")
    rows = list(
        plans.order_by("actions__due_on", "actions__pk").values_list(
            *about, *(f"actions__{name}" for name in action)
        )
    )
    if not rows:
        return None
    family, move, agreed_at, agreed_by, *_rest = rows[0]
    lines = tuple(
        PlanLine(text, due_on, is_managers, due_on < today)
        for *_about, text, due_on, is_managers, done_at, dropped_at in rows
        if text and not done_at and not dropped_at
    )
    return PlanInForce(
        family, move, agreed_at.date() if agreed_at else None, agreed_by or "", lines
    )
