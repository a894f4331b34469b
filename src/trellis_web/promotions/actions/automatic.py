"""Cases that the rules open, for whoever meets the criteria before one, unless they decline."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.notices.actions import queue_mails
from trellis_web.promotions import emails
from trellis_web.promotions.actions.cases import open_case
from trellis_web.promotions.models import Case
from trellis_web.promotions.queries.openings import opens_by_itself, ready_without_case
from trellis_web.readiness.models import Readiness
from trellis_web.reviews.rules import Refused


def open_ready_cases(*, now: datetime) -> int:
    """For the timer: opens a case for everyone who is ready, where the company wants that.

    Off at first. Whoever declined, has or had a case since they are ready, or waits for the day
    on which a decision is looked at again, is left alone. Returns how many were opened.
    """
    if not opens_by_itself():
        return 0
    today = timezone.localdate(now)
    return sum(_open(row, now=now, today=today) for row in list(ready_without_case(today=today)))


def _open(row: Readiness, *, now: datetime, today: date) -> bool:
    """One person; whoever started a case at this moment is left alone, and stops no other."""
    try:
        with transaction.atomic():
            origin = Case.Origin.AUTOMATIC
            case = open_case(row.person, row.move, origin, by=None, now=now, today=today)
            queue_mails([emails.case_is_opened(case)], now=now)
    except Refused:
        return False
    return True
