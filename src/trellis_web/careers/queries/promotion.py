"""How promotion works here: the rules in force of one family, as everyone may read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from trellis.framework.resolve import level_of
from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.moves import Ask, Way, ways
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.organisation.queries import state
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person
from trellis_web.promotions.models import Committee, CommitteeMember, SeatPlan
from trellis_web.promotions.queries.telling import days_to_tell
from trellis_web.promotions.rules.appeals import APPEAL_DAYS
from trellis_web.reviews.models import Cycle


@dataclass(frozen=True, slots=True)
class Rule:
    """One move with what is asked before a case, what is decided inside it, and the places."""

    way: Way
    before: tuple[Ask, ...]
    inside: tuple[Ask, ...]
    seats: list[SeatPlan]

    @property
    def has_case(self) -> bool:
        """Whether a case decides: a way back needs none."""
        return self.way.move.kind != "return"


@dataclass(frozen=True, slots=True)
class Promotion:
    """Everything about how promotion works in one family.

    `committees` decide, `appeals` hear objections; without a committee the manager's manager
    decides. `rounds` are those ahead that the reader takes part in. A decision is told in person
    within `days_to_tell`; 0 where it is read at once.
    """

    version: Version
    rules: list[Rule]
    committees: list[Committee]
    appeals: list[Committee]
    has_committee: bool
    rounds: list[Cycle]
    days_to_tell: int
    days_to_object: int = APPEAL_DAYS


def promotion_in(version: Version, *, to: Person, today: date) -> Promotion:
    """The rules in force of a version's family, as `to` reads them. Seven queries."""
    family = version.family_id
    plans = visible(SeatPlan, to=to, today=today).filter(family=family)
    seats = list(plans.select_related("unit", "owner"))
    known = ways(resolved(version))
    deciding = list(_committees(family, to, today))
    return Promotion(
        version=version,
        rules=[_rule(way, seats) for way in known],
        committees=[each for each in deciding if not each.hears_appeals],
        appeals=[each for each in deciding if each.hears_appeals],
        has_committee=state().is_on(Feature.COMMITTEE),
        rounds=list(_rounds(family, to, today)),
        days_to_tell=days_to_tell(),
    )


def _rule(way: Way, seats: Iterable[SeatPlan]) -> Rule:
    before: list[Ask] = []
    inside: list[Ask] = []
    into = before
    for ask in way.asks:
        if ask.depth == 0:
            into = inside if ask.in_case else before
        into.append(ask)
    to = level_of(way.move.to) if way.end else ""
    return Rule(way, tuple(before), tuple(inside), [plan for plan in seats if plan.level == to])


def _committees(family: int, to: Person, today: date) -> Iterator[Committee]:
    """The committees that are open for a family: named for it, or for every family."""
    members = visible(CommitteeMember, to=to, today=today).filter(left_at__isnull=True)
    seated = Prefetch("members", members.select_related("person"))
    rows = visible(Committee, to=to, today=today).filter(closed_at__isnull=True)
    here = rows.filter(Q(families=family) | Q(families__isnull=True)).distinct()
    yield from here.select_related("unit").prefetch_related(seated)


def _rounds(family: int, to: Person, today: date) -> Iterator[Cycle]:
    """The rounds ahead, the nearest first."""
    rows = visible(Cycle, to=to, today=today).filter(families=family, released_at__isnull=True)
    yield from rows.filter(due_on__gte=today).order_by("due_on", "pk")
