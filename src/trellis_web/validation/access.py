"""Who sees what of a panel: those who opened it never see an answer, a panelist only the own ones.

Nobody sees another's answers, not even afterwards: at closing they become figures and are deleted.
"""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, reports_of, visible_by
from trellis_web.access.rules import Denied, permissions_of
from trellis_web.frameworks.access import ABILITIES, NOT_YOURS, Ability, abilities
from trellis_web.frameworks.models import Authorship, Family
from trellis_web.people.models import Person
from trellis_web.validation.models import Panel, Panelist, Placing, Proposal, Rating, Vignette

OPENERS = frozenset({Ability.STRUCTURE, Ability.PUBLISH})
"""Whoever owns the structure of a draft or publishes it has it validated."""


def may_hold(actor: Person, family: Family, *, today: date) -> bool:
    """Whether the actor may prepare, open and close a panel about this family's draft."""
    return not OPENERS.isdisjoint(abilities(actor, family, today=today))


def require_holder(actor: Person, family: Family, *, today: date) -> None:
    """Raises `Denied` when the actor may not."""
    if not may_hold(actor, family, today=today):
        raise Denied(NOT_YOURS)


def _held(actor: Person, today: date, family: str) -> Q:
    """Rows of families whose panels the actor holds; `family` is the path to the family."""
    if any(OPENERS & ABILITIES.get(p, frozenset()) for p in permissions_of(actor, today=today)):
        return EVERYTHING
    roles = [role for role in Authorship.ROLES if OPENERS & ABILITIES[role]]
    owned = Authorship.objects.on(today).filter(person=actor, role__in=roles)
    return Q(**{f"{family}__in": owned.values("family")})


def _seats(actor: Person) -> Q:
    """Open panels on which the actor sits."""
    seats = Panelist.objects.filter(person=actor).values("panel")
    return Q(pk__in=seats, opened_at__isnull=False, closed_at__isnull=True)


@visible_by(Panel)
def _panels(actor: Person, today: date) -> Q:
    """For those who hold it; for its panelists while it is open."""
    return _held(actor, today, "family") | _seats(actor)


@visible_by(Panelist)
def _panelists(actor: Person, today: date) -> Q:
    """For those who hold the panel; the own seat while it is open."""
    own = Q(person=actor, panel__opened_at__isnull=False, panel__closed_at__isnull=True)
    return _held(actor, today, "panel__family") | own


@visible_by(Vignette)
def _vignettes(actor: Person, today: date) -> Q:
    """For those who hold the panel; for panelists the texts, and people who report to them now."""
    seat = Q(panel__in=Panel.objects.filter(_seats(actor)).values("pk"))
    mine = Q(subject__isnull=True) | Q(subject__in=reports_of(actor, today=today))
    return _held(actor, today, "panel__family") | (seat & mine)


@visible_by(Rating)
def _ratings(actor: Person, today: date) -> Q:
    """One's own."""
    return Q(panelist__person=actor)


@visible_by(Placing)
def _placings(actor: Person, today: date) -> Q:
    """One's own."""
    return Q(panelist__person=actor)


@visible_by(Proposal)
def _proposals(actor: Person, today: date) -> Q:
    """One's own, about people who report to one now."""
    return Q(panelist__person=actor, person__in=reports_of(actor, today=today))
