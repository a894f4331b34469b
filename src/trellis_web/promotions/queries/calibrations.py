"""The calibration behind a case."""

from datetime import date

from trellis_web.calibration.models import Session
from trellis_web.people.models import Person
from trellis_web.promotions.models import Case
from trellis_web.reviews.models import Cycle, ReleasedResult


def latest_review(person: Person) -> ReleasedResult | None:
    """The latest released review of a person; a round that they were away for is none."""
    rows = ReleasedResult.objects.filter(
        person=person, is_absent=False, cycle__kind=Cycle.Kind.REVIEW
    )
    return rows.order_by("-cycle__seq").select_related("cycle").first()


def is_calibrated(person: Person, *, today: date) -> bool:
    """Whether the latest review of a person was confirmed in a calibration."""
    latest = latest_review(person)
    return latest is not None and latest.is_calibrated


def session_of(case: Case) -> Session | None:
    """The closed session in which the latest review was compared; None without one."""
    latest = latest_review(case.person)
    if latest is None or not latest.is_calibrated:
        return None
    return Session.objects.filter(
        cycle=latest.cycle_id, subjects__participant__person=case.person, closed_at__isnull=False
    ).first()
