"""Whether the rules may open a case for a person: the person says so."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.promotions.events import OpeningAccepted, OpeningDeclined
from trellis_web.promotions.models import Decline
from trellis_web.readiness.models import Move


@transaction.atomic
def decline_opening(*, move: Move, by: Person, now: datetime, today: date) -> Decline:
    """The person does not want a case to be opened for a move by the rules, until they say so."""
    require(by, Permission.CASE_WRITE, today=today)
    decline, created = Decline.objects.get_or_create(
        person=by, move=move, defaults={"declined_at": now}
    )
    if created:
        record(OpeningDeclined(move.pk), by=by, subject=by, at=now)
    return decline


@transaction.atomic
def accept_opening(*, move: Move, by: Person, now: datetime, today: date) -> None:
    """The person takes their decline back."""
    require(by, Permission.CASE_WRITE, today=today)
    gone, _ = Decline.objects.filter(person=by, move=move).delete()
    if gone:
        record(OpeningAccepted(move.pk), by=by, subject=by, at=now)
