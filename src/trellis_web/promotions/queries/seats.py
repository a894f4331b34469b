"""Places: which plan counts for whom, and how many are taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.access.queries import visible
from trellis_web.people.models import Person, Position
from trellis_web.people.queries import position_of
from trellis_web.promotions.models import CommitteeMember, Promotion, SeatPlan, Telling
from trellis_web.readiness.models import Move


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A plan with how many stand at its level, and how many are decided and wait for their day."""

    plan: SeatPlan
    taken: int
    promised: int

    @property
    def free(self) -> int | None:
        """Places that are left, never below zero; None where as many as meet the criteria."""
        if self.plan.seats is None:
            return None
        return max(0, self.plan.seats - self.taken - self.promised)


def plan_for(move: Move, person: Person, *, today: date) -> SeatPlan | None:
    """The plan of the level that a move leads to: of the person's unit, or else of all units."""
    here = position_of(person, today=today)
    rows = SeatPlan.objects.filter(family__slug=move.to_family, level=move.to_level)
    rows = rows.select_related("family", "owner", "unit")
    own = rows.filter(unit=here.unit_id).first() if here and here.unit_id else None
    return own or rows.filter(unit__isnull=True).first()


def occupancies(plans: Iterable[SeatPlan], *, to: Person, today: date) -> list[Occupancy]:
    """Each plan with what is taken of it, as far as `to` may know. As many queries for any plans.

    A place that somebody has not been told of yet is free to all but those who decide or tell.
    """
    held = Position.objects.on(today).filter(person__deactivated_at__isnull=True).exclude(level="")
    at = list(held.values_list("family", "level", "unit"))
    waiting = _promised(to, today).values_list(
        "decision__case__move__to_family", "decision__level", "decision__case__person"
    )
    units = dict(
        Position.objects.on(today)
        .filter(person__in=[person for *_where, person in waiting])
        .values_list("person", "unit")
    )
    ahead = [(family, level, units.get(person)) for family, level, person in waiting]
    return [Occupancy(plan, _in(plan, at), _in(plan, ahead)) for plan in plans]


def _promised(to: Person, today: date) -> QuerySet[Promotion]:
    """What waits for its day: told, of a committee that `to` sits on, or theirs to read."""
    held = Telling.objects.held(today).values("decision")
    sits = CommitteeMember.objects.filter(person=to, left_at__isnull=True).values("committee")
    decided = Q(decision__case__committee__in=sits) & ~Q(decision__case__person=to)
    known = ~Q(decision__in=held) | decided | Q(pk__in=visible(Promotion, to=to, today=today))
    return Promotion.objects.filter(known, done_at__isnull=True)


def _in(plan: SeatPlan, places: Iterable[tuple[str, str, int | None]]) -> int:
    where = (plan.family.slug, plan.level)
    return sum(
        (family, level) == where and plan.unit_id in (None, unit) for family, level, unit in places
    )
