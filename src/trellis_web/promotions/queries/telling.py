"""Decisions that wait to be told in person."""

from datetime import date

from django.db.models import QuerySet

from trellis_web.access.queries import reports_of, visible
from trellis_web.people.models import Person
from trellis_web.promotions.models import Decision, Telling, TellingRule


def days_to_tell() -> int:
    """Within how many days a decision is told in person; 0 when it is read at once."""
    rule = TellingRule.objects.first()
    return rule.days if rule else 0


def is_held(decision: Decision, *, today: date) -> bool:
    """Whether its person may not read a decision yet."""
    return Telling.objects.held(today).filter(decision=decision).exists()


def tellings_of(actor: Person, *, today: date) -> QuerySet[Telling]:
    """The decisions about people whom `actor` leads now that wait for a talk, the nearest first."""
    rows = visible(Telling, to=actor, today=today).filter(pk__in=Telling.objects.held(today))
    mine = rows.filter(decision__case__person__in=reports_of(actor, today=today))
    return mine.select_related("decision__case__person").order_by("due_on", "pk")
