"""What is known of a person beside name and place."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.events import PersonChanged
from trellis_web.people.models import Person

FIELDS = ("worker_type", "time_zone", "started_on")


@transaction.atomic
def change_details(
    person: Person,
    *,
    worker_type: str,
    time_zone: str,
    started_on: date | None,
    by: Person,
    now: datetime,
    today: date,
) -> Person:
    """Sets worker type, time zone and first day. Nothing is written when nothing differs."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    fresh: Person = Person.objects.select_for_update().get(pk=person.pk)
    said = dict(zip(FIELDS, (worker_type, time_zone, started_on), strict=True))
    changed = [name for name, value in said.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, said[name])
    if changed:
        fresh.save(update_fields=changed)
        record(PersonChanged(fresh.pk, changed), by=by, subject=fresh, at=now)
    return fresh
