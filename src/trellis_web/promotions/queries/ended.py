"""How a case ended: all that those are told whose part in it ended with it."""

from dataclasses import dataclass
from datetime import date, datetime

from trellis_web.people.models import Person
from trellis_web.promotions.models import Backer, Case
from trellis_web.promotions.rules.people import why_not_deciding


@dataclass(frozen=True, slots=True)
class End:
    """By whom and when; nothing of what was decided."""

    by: Person
    at: datetime
    is_withdrawn: bool = False


def ended_case(pk: int, *, person: Person, on_appeal: bool, today: date) -> End | None:
    """How a case, or the objection to its decision, ended for somebody who decides such; or None.

    None as well while it is open, and for whoever is in conflict, or sits there no longer.
    """
    case = Case.objects.filter(pk=pk).select_related("person").first()
    appeal = getattr(case, "appeal", None) if on_appeal else None
    end = _end_of(case, on_appeal=on_appeal) if case else None
    if case is None or end is None:
        return None
    return None if why_not_deciding(case, person, today=today, appeal=appeal) else end


def _end_of(case: Case, *, on_appeal: bool) -> End | None:
    decisions = case.decisions.filter(appeal__isnull=not on_appeal).select_related("decided_by")
    if decided := decisions.first():
        return End(decided.decided_by, decided.decided_at)
    if case.withdrawn_by and case.withdrawn_at:
        return End(case.withdrawn_by, case.withdrawn_at, is_withdrawn=True)
    return None


def ended_backing(pk: int, *, person: Person) -> datetime | None:
    """When the case ended that somebody was asked about; None while it is open. One query."""
    asked = Backer.objects.filter(pk=pk, person=person).select_related("case").first()
    return (asked.case.decided_at or asked.case.withdrawn_at) if asked else None
