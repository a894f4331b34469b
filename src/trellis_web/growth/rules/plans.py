"""Rules about plans: what an action says, who changes what, and why something is refused."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from trellis_web.access.queries import reports_of
from trellis_web.access.rules import Denial
from trellis_web.growth.models import Plan, PlanAction
from trellis_web.growth.rules.evidence import Tag
from trellis_web.people.models import Person

ALREADY_AGREED = Denial("plan-agreed", _("This plan is agreed already. Nothing was changed."))
ENDED = Denial("plan-ended", _("This plan has ended and stays as it was. Start a new one."))
NOTHING_TO_DO = Denial("plan-empty", _("A plan needs at least one action. Tick or write one."))
NOT_LEADING = Denial(
    "not-the-manager-now", _("Only the manager of this moment does this. Ask them.")
)
NOT_OF_THEM = Denial(
    "not-your-plan", _("A plan is changed by the person and their manager of this moment.")
)
SETTLED = Denial(
    "action-settled", _("This action is done or was dropped. It stays as it is; add a new one.")
)


@dataclass(frozen=True, slots=True)
class Task:
    """What an action says before it is stored. An opportunity is the manager's to find."""

    text: str
    kind: str
    due_on: date
    is_managers: bool = False
    is_opportunity: bool = False
    mentor: Person | None = None
    tags: tuple[Tag, ...] = ()


def leads(by: Person, person: int, *, today: date) -> bool:
    """Whether `by` leads the person today: by line, acting or as a delegate."""
    return reports_of(by, today=today).filter(person=person).exists()


def why_not_written(plan: Plan, by: Person, *, today: date) -> Denial | None:
    """Why `by` does not change the plan: it has ended, or it is not theirs."""
    if plan.person_id != by.pk and not leads(by, plan.person_id, today=today):
        return NOT_OF_THEM
    return ENDED if plan.ended_at else None


def why_not_agreed(plan: Plan, by: Person, *, today: date) -> Denial | None:
    """Why `by` does not agree to the plan. Nobody agrees to their own."""
    if not leads(by, plan.person_id, today=today):
        return NOT_LEADING
    if plan.ended_at:
        return ENDED
    return ALREADY_AGREED if plan.agreed_at else None


def why_not_settled(action: PlanAction, plan: Plan, by: Person, *, today: date) -> Denial | None:
    """Why `by` neither changes nor ends the action. What the manager does is theirs to settle."""
    if denial := why_not_written(plan, by, today=today):
        return denial
    if action.is_managers and plan.person_id == by.pk:
        return NOT_LEADING
    return None if action.is_open else SETTLED
