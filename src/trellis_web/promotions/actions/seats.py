"""How many places a level has, and by which published rule they are given."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.versions import level_now
from trellis_web.people.models import Person, Unit
from trellis_web.promotions.events import SeatsSet
from trellis_web.promotions.models import SeatPlan
from trellis_web.promotions.rules.refusals import LEVEL_UNKNOWN, WITHOUT_REASON
from trellis_web.reviews.rules import Refused


@transaction.atomic
def set_seats(
    *,
    family: Family,
    level: str,
    unit: Unit | None = None,
    seats: int | None,
    rule: str,
    decided_on: date | None = None,
    owner: Person | None = None,
    by: Person,
    now: datetime,
    today: date,
) -> SeatPlan:
    """Says how many places a level has, in a unit or everywhere; everyone reads it.

    `seats` None: as many as meet the criteria. A second time replaces the first. Raises `Refused`
    for a level that the current version does not have, and without a rule.
    """
    require(by, Permission.SEAT_MANAGE, today=today)
    if level_now(family.slug, level) is None:
        raise Refused(LEVEL_UNKNOWN)
    if not rule.strip():
        raise Refused(WITHOUT_REASON)
    Family.objects.select_for_update().get(pk=family.pk)
    plan, _created = SeatPlan.objects.update_or_create(
        family=family,
        level=level,
        unit=unit,
        defaults={
            "seats": seats,
            "rule": rule.strip(),
            "decided_on": decided_on,
            "owner": owner,
            "set_at": now,
            "set_by": by,
        },
    )
    record(SeatsSet(family.slug, level, unit.pk if unit else None, seats), by=by, at=now)
    return plan
