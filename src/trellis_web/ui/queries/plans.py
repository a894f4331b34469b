"""The page of a plan, and what a new one could say."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.access.queries import visible
from trellis_web.growth.access import people_led_by
from trellis_web.growth.models import Plan
from trellis_web.growth.queries.plans import PlanCard, former_plans, plan_page_of
from trellis_web.growth.rules.plans import leads, why_not_agreed
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of
from trellis_web.ui.queries.home import Home, home_of
from trellis_web.ui.rules.proposals import Proposal, proposals


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan with what its reader may do. `proposed` is what a new plan could say."""

    person: Person
    is_own: bool
    leader: Person | None
    card: PlanCard | None
    former: list[PlanCard]
    home: Home
    proposed: tuple[Proposal, ...]
    may_write: bool
    may_agree: bool

    @property
    def opportunities(self) -> tuple[Proposal, ...]:
        """What the manager looks for, though no plan says so yet."""
        planned = self.card.planned if self.card else frozenset()
        return tuple(p for p in self.proposed if p.is_opportunity and p.tag.key not in planned)

    @property
    def gaps(self) -> tuple[Proposal, ...]:
        """What is for the person."""
        return tuple(each for each in self.proposed if not each.is_opportunity)


def people_with_plans(actor: Person, *, today: date) -> QuerySet[Person]:
    """Those whose plan the actor may open now: oneself, reports, people in scope as HR."""
    led = people_led_by(actor, today=today)
    return visible(Person, to=actor, today=today).filter(Q(pk=actor.pk) | Q(pk__in=led))


def plan_page(person: Person, *, to: Person, wanted: str, today: date) -> PlanPage:
    """The page of somebody's plan. Raises `LookupError` for a move not open to them."""
    is_own = person.pk == to.pk
    card = plan_page_of(person, to=to, today=today)
    move = wanted or (card.plan.move if card else "")
    home = _home(person, move, wanted=wanted, is_own=is_own, today=today)
    return PlanPage(
        person,
        is_own,
        manager_of(person, today=today),
        card,
        former_plans(person, to=to, today=today),
        home,
        proposed_for(home, today=today),
        may_write=is_own or leads(to, person.pk, today=today),
        may_agree=card is not None and why_not_agreed(card.plan, to, today=today) is None,
    )


def proposed_for(home: Home, *, today: date) -> tuple[Proposal, ...]:
    """What a plan towards the move of a home page could say."""
    return proposals(home.way.journey, home.way.family, today=today) if home.way else ()


def plans_of(actor: Person, *, today: date) -> QuerySet[Plan]:
    """The plans that the actor may open."""
    return visible(Plan, to=actor, today=today).select_related("person")


def _home(person: Person, move: str, *, wanted: str, is_own: bool, today: date) -> Home:
    """Towards the move of the plan; towards the promotion when that is no move of theirs now."""
    try:
        return home_of(person, wanted=move, is_own=is_own, today=today)
    except LookupError:
        if wanted:
            raise
        return home_of(person, wanted="", is_own=is_own, today=today)
