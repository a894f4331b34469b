"""Plans as pages show them: what is open and by whom, what is settled, what went before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trellis_web.access.queries import reports_of, visible
from trellis_web.growth.models import Plan, PlanAction
from trellis_web.growth.queries.tags import Tags, tags_in
from trellis_web.growth.rules.evidence import Tag
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of


@dataclass(frozen=True, slots=True)
class Line:
    """One action for a reader; `who` does it: empty for the person of the plan."""

    action: PlanAction
    who: str
    tags: tuple[str, ...]
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan. `open` by day, `opportunities` apart: they are the manager's and no gap."""

    plan: Plan
    leader: Person | None
    open: tuple[Line, ...]
    opportunities: tuple[Line, ...]
    settled: tuple[Line, ...]

    @property
    def waits_for_agreement(self) -> bool:
        """Whether the manager is still to agree to it as it stands."""
        return self.plan.agreed_at is None and self.plan.ended_at is None

    @property
    def overdue(self) -> int:
        """How many actions should have been done."""
        return sum(line.is_overdue for line in (*self.open, *self.opportunities))


def plan_of(person: Person, *, to: Person, today: date) -> PlanCard | None:
    """The plan in force as far as `to` sees it; None without one. At most four queries."""
    plan = plans(to=to, today=today).filter(person=person, ended_at__isnull=True).first()
    return card_of(plan, today=today) if plan else None


def former_plans(person: Person, *, to: Person, today: date) -> list[PlanCard]:
    """The plans that have ended, the latest first."""
    ended = plans(to=to, today=today).filter(person=person, ended_at__isnull=False)
    return [card_of(plan, today=today) for plan in ended]


def plans(*, to: Person, today: date) -> QuerySet[Plan]:
    """The plans that `to` sees, with their actions."""
    seen = visible(Plan, to=to, today=today).select_related("person", "agreed_by", "made_by")
    return seen.prefetch_related("actions__tags", "actions__mentor")


def card_of(plan: Plan, *, today: date, tags: Tags | None = None) -> PlanCard:
    """A plan of `plans` for its page. The manager of today is who does what managers do."""
    actions = list(plan.actions.all())
    families = {tag.family for action in actions for tag in action.tags.all()}
    names = tags or tags_in(families)
    leader = manager_of(plan.person, today=today)
    lines = [_line(action, leader, names, today) for action in actions]
    return PlanCard(
        plan,
        leader,
        open=tuple(x for x in lines if x.action.is_open and not x.action.is_opportunity),
        opportunities=tuple(x for x in lines if x.action.is_open and x.action.is_opportunity),
        settled=tuple(x for x in lines if not x.action.is_open),
    )


def _line(action: PlanAction, leader: Person | None, names: Tags, today: date) -> Line:
    words = (names.names.get(Tag(t.kind, t.family, t.key), t.key) for t in action.tags.all())
    who = (leader.name if leader else "–") if action.is_managers else ""
    return Line(action, who, tuple(words), action.is_overdue(today))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a manager's list says of the plan of one person."""

    plan: Plan
    actions: tuple[PlanAction, ...]

    def overdue(self, today: date) -> int:
        """How many open actions are past their day."""
        return sum(action.is_overdue(today) for action in self.actions)

    @property
    def open(self) -> int:
        """How many actions of the person are open."""
        return sum(not action.is_managers for action in self.actions)

    @property
    def opportunities(self) -> int:
        """For how many competencies the manager is to find a chance."""
        return sum(action.is_opportunity for action in self.actions)


def standings_of(people: Iterable[int]) -> dict[int, Standing]:
    """The plan in force of each person who has one, with its open actions. Two queries."""
    found = {p.person_id: p for p in Plan.objects.filter(person__in=people, ended_at__isnull=True)}
    rows = PlanAction.objects.filter(
        plan__in=[plan.pk for plan in found.values()], done_at__isnull=True, dropped_at__isnull=True
    )
    by_plan: defaultdict[int, list[PlanAction]] = defaultdict(list)
    for action in rows:
        by_plan[action.plan_id].append(action)
    return {person: Standing(plan, tuple(by_plan[plan.pk])) for person, plan in found.items()}


def managers_tasks(actor: Person, *, today: date) -> Sequence[PlanAction]:
    """What whoever leads does, of those who report to `actor` now, by day. One query."""
    mine = visible(PlanAction, to=actor, today=today).filter(
        plan__person__in=reports_of(actor, today=today),
        plan__ended_at__isnull=True,
        is_managers=True,
        done_at__isnull=True,
        dropped_at__isnull=True,
    )
    return list(mine.select_related("plan__person"))
