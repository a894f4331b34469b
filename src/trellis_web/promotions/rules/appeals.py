"""Until when somebody objects."""

from datetime import date, timedelta

from django.utils import timezone

from trellis_web.promotions.models import Appeal, Case, Decision, Outcome

APPEAL_DAYS = 30
"""Days after a decision within which the person may object."""


def last_day(decision: Decision) -> date:
    """The last day on which the person may object to a decision."""
    return timezone.localdate(decision.decided_at) + timedelta(days=APPEAL_DAYS)


def may_appeal(case: Case, *, today: date) -> bool:
    """Whether an objection to the decision on a case would be heard."""
    decision = case.decisions.filter(appeal__isnull=True).first()
    if decision is None or decision.outcome == Outcome.PROMOTED:
        return False
    return today <= last_day(decision) and not Appeal.objects.filter(case=case).exists()
