"""Plans as pages show them: what is open and by whom, what is settled, what went before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from trellis_web.access.queries import visible
from trellis_web.growth.models import Plan, PlanAction
from trellis_web.growth.queries.tags import Tags, tags_in
from trellis_web.growth.rules.evidence import Tag
from trellis_web.people.models import Person, ReportingLine


@dataclass(frozen=True, slots=True)
class Line:
    """One action for a reader; `who` does it: empty for the person of the plan."""

    action: PlanAction
    who: str
    tags: tuple[str, ...]
    keys: tuple[str, ...]
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan. `open` by day, `opportunities` apart: they are the manager's and no gap."""

    plan: Plan
    lines: tuple[Line, ...]

    @property
    def open(self) -> tuple[Line, ...]:
        """What is to be done, by day."""
        return tuple(x for x in self.lines if x.action.is_open and not x.action.is_opportunity)

    @property
    def opportunities(self) -> tuple[Line, ...]:
        """For what the manager is to find a chance."""
        return tuple(x for x in self.lines if x.action.is_open and x.action.is_opportunity)

    @property
    def settled(self) -> tuple[Line, ...]:
        """What was done or dropped."""
        return tuple(x for x in self.lines if not x.action.is_open)

    @property
    def waits_for_agreement(self) -> bool:
        """Whether the manager is still to agree to it as it stands."""
        return self.plan.agreed_at is None and self.plan.ended_at is None

    @property
    def overdue(self) -> int:
        """How many actions should have been done."""
        return sum(line.is_overdue for line in self.lines)

    @property
    def planned(self) -> frozenset[str]:
        """The competencies and statements that open actions are about, where tags were read."""
        return frozenset(key for line in self.lines if line.action.is_open for key in line.keys)


def plan_of(person: Person, *, to: Person, today: date) -> PlanCard | None:
    """The plan in force as far as `to` sees it, for a card; None without one. One query.

    A plan in force has an action: what is done or dropped stays in it.
    """
    rows = visible(PlanAction, to=to, today=today).filter(
        plan__person=person, plan__ended_at__isnull=True
    )
    found = rows.select_related("plan__agreed_by").annotate(leader=_leader("plan__person", today))
    lines = tuple(_line(action, action.leader or "–", today) for action in found)
    return PlanCard(lines[0].action.plan, lines) if lines else None


def plan_page_of(person: Person, *, to: Person, today: date) -> PlanCard | None:
    """The same with what each action is about, and with whom. Five queries."""
    plan = _plans(to, today).filter(person=person, ended_at__isnull=True).first()
    return _card(plan, today) if plan else None


def former_plans(person: Person, *, to: Person, today: date) -> list[PlanCard]:
    """The plans that have ended, the latest first."""
    ended = _plans(to, today).filter(person=person, ended_at__isnull=False)
    return [_card(plan, today) for plan in ended]


def _plans(to: Person, today: date) -> QuerySet[Plan]:
    seen = visible(Plan, to=to, today=today).select_related("person", "agreed_by", "made_by")
    return seen.annotate(leader=_leader("person", today)).prefetch_related(
        "actions__tags", "actions__mentor", "actions__done_by", "actions__dropped_by"
    )


def _leader(person: str, today: date) -> Subquery:
    """The name of who leads somebody today: an acting manager before the manager of the line."""
    lines = ReportingLine.objects.on(today).filter(
        person=OuterRef(person), kind__in=(ReportingLine.Kind.ACTING, ReportingLine.Kind.LINE)
    )
    return Subquery(lines.order_by("kind").values("manager__name")[:1])


def _card(plan: Plan, today: date) -> PlanCard:
    """A plan of `_plans`. The manager of today is who does what managers do."""
    actions = list(plan.actions.all())
    tags = tags_in({tag.family for action in actions for tag in action.tags.all()})
    leader: str = plan.leader or "–"  # type: ignore[attr-defined]
    return PlanCard(plan, tuple(_line(each, leader, today, tags) for each in actions))


def _line(action: PlanAction, leader: str, today: date, tags: Tags | None = None) -> Line:
    about = [Tag(t.kind, t.family, t.key) for t in action.tags.all()] if tags else []
    return Line(
        action,
        leader if action.is_managers else "",
        tuple(tags.names.get(tag, tag.key) for tag in about) if tags else (),
        tuple(tag.key for tag in about),
        action.is_overdue(today),
    )
