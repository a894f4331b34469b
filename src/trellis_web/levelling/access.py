"""Who sees which proposal. The person it is about sees nothing of it until they were told."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from trellis_web.access.queries import EVERYTHING, NOTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.levelling.models import Estimate, Objection, Proposal, ProposalChange, Round
from trellis_web.people.models import Person, ReportingLine


def led_by(actor: Person, *, today: date) -> "QuerySet[Any]":
    """Ids of the people whom the actor leads now; a second line does not settle levels."""
    return _leading(today).filter(manager=actor).values("person")


def leaders_of(person: Person, *, today: date) -> set[int]:
    """Keys of those who lead the person now."""
    return set(_leading(today).filter(person=person).values_list("manager", flat=True))


def is_hr(actor: Person, *, today: date) -> bool:
    """Whether the actor opens rounds and compares levels over teams."""
    return is_permitted(actor, Permission.PEOPLE_MANAGE, today=today)


def _leading(today: date) -> "QuerySet[Any]":
    lines: QuerySet[Any] = ReportingLine.objects.on(today).order_by()
    return lines.exclude(kind=ReportingLine.Kind.DOTTED)


@visible_by(Round)
def _rounds(actor: Person, today: date) -> Q:
    """For HR. What others see of a round stands with their proposals."""
    return EVERYTHING if is_hr(actor, today=today) else NOTHING


def _others(actor: Person, today: date, person: str) -> Q:
    """Rows about people whom the actor leads now; for HR about everyone but themself."""
    if is_hr(actor, today=today):
        return ~Q(**{person: actor})
    return Q(**{f"{person}__in": led_by(actor, today=today)})


@visible_by(Proposal)
def _proposals(actor: Person, today: date) -> Q:
    """One's own once one was told; otherwise of whoever leads the person now, and HR."""
    return Q(person=actor, told_at__isnull=False) | _others(actor, today, "person")


@visible_by(ProposalChange)
def _changes(actor: Person, today: date) -> Q:
    """Reasons are for those who settle levels, never for the person."""
    return _others(actor, today, "proposal__person")


@visible_by(Objection)
def _objections(actor: Person, today: date) -> Q:
    """One's own; for HR, and for the manager of the manager. The manager is told the outcome."""
    own = Q(proposal__person=actor)
    if is_hr(actor, today=today):
        return EVERYTHING
    below = _leading(today).filter(manager__in=led_by(actor, today=today)).values("person")
    return own | Q(proposal__person__in=below)


@visible_by(Estimate)
def _estimates(actor: Person, today: date) -> Q:
    """One's own, about people whom one leads now."""
    return Q(author=actor, proposal__person__in=led_by(actor, today=today))
