"""Absences: recorded by HR, so that a round or a period that somebody missed counts as skipped."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.events import AbsenceNoted, AbsenceWithdrawn
from trellis_web.people.models import Absence, Person

OVERLAP = Denial(
    "absence-overlaps",
    _("Another absence is recorded for some of these days. Change that one instead."),
)


@transaction.atomic
def note_absence(
    person: Person,
    *,
    kind: str,
    from_on: date,
    to_on: date | None,
    by: Person,
    now: datetime,
    today: date,
) -> Absence:
    """`person` is away on these days, both included; without an end, until further notice.

    Raises `Denied` with code `absence-overlaps` when a day is recorded already.
    """
    require(by, Permission.PEOPLE_MANAGE, today=today)
    Person.objects.select_for_update().get(pk=person.pk)
    others = Absence.objects.filter(person=person).filter(
        Q(to_on__isnull=True) | Q(to_on__gte=from_on)
    )
    if (others.filter(from_on__lte=to_on) if to_on else others).exists():
        raise Denied(OVERLAP)
    noted = Absence.objects.create(
        person=person, kind=kind, from_on=from_on, to_on=to_on, noted_at=now, noted_by=by
    )
    record(AbsenceNoted(person.pk, *_days(noted)), by=by, subject=person, at=now)
    return noted


@transaction.atomic
def end_absence(absence: Absence, *, on: date, by: Person, now: datetime, today: date) -> None:
    """The person is away until `on`; an absence that had not begun by then goes."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    fresh = Absence.objects.select_for_update().select_related("person").get(pk=absence.pk)
    if on < fresh.from_on:
        fresh.delete()
        payload: AbsenceNoted | AbsenceWithdrawn = AbsenceWithdrawn(fresh.person_id, *_days(fresh))
    else:
        fresh.to_on = on
        fresh.save(update_fields=["to_on"])
        payload = AbsenceNoted(fresh.person_id, *_days(fresh))
    record(payload, by=by, subject=fresh.person, at=now)


def _days(absence: Absence) -> tuple[str, str]:
    return absence.from_on.isoformat(), absence.to_on.isoformat() if absence.to_on else ""
