"""Until when somebody objects."""

from datetime import date, timedelta

from django.utils import timezone

from trellis_web.promotions.models import Appeal, Case, Decision, Outcome, Telling

APPEAL_DAYS = 30
"""Days within which the person may object, after they could read the decision."""


def last_day(decision: Decision) -> date:
    """The last day on which the person may object to a decision."""
    return _read_from(decision) + timedelta(days=APPEAL_DAYS)


def _read_from(decision: Decision) -> date:
    """The day from which the person could read it: after the talk, or the latest day of it."""
    telling = Telling.objects.filter(decision=decision).first()
    if telling is None:
        return timezone.localdate(decision.decided_at)
    told_at = telling.told_at
    return min(timezone.localdate(told_at), telling.due_on) if told_at else telling.due_on


def may_appeal(case: Case, *, today: date) -> bool:
    """Whether an objection to the decision on a case would be heard."""
    decision = case.decisions.filter(appeal__isnull=True).first()
    if decision is None or decision.outcome == Outcome.PROMOTED:
        return False
    if Telling.objects.held(today).filter(decision=decision).exists():
        return False
    return today <= last_day(decision) and not Appeal.objects.filter(case=case).exists()
