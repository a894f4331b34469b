"""Leaving: nothing works from the next request on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.access.models import Grant
from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.events import PersonDeactivated
from trellis_web.people.models import Person, Position, ReportingLine

NOT_YOURSELF = Denial(
    "not-yourself", _("You cannot deactivate yourself. Ask another administrator.")
)


@transaction.atomic
def deactivate_person(person: Person, *, by: Person, now: datetime, today: date) -> None:
    """Ends sign-in, roles, position and reporting lines of a leaver. Their records stay."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    if person == by:
        raise Denied(NOT_YOURSELF)
    end_everything([person], by=by, now=now, today=today)
    record(PersonDeactivated(person.pk), by=by, subject=person, at=now)


def end_everything(people: Sequence[Person], *, by: Person, now: datetime, today: date) -> None:
    """Ends what is in force or to come of `people`. Part of an action that audits."""
    lasting = Q(until__isnull=True) | Q(until__gt=today)
    Person.objects.filter(pk__in=[p.pk for p in people]).update(
        deactivated_at=now, deactivated_by=by, password=make_password(None)
    )
    for rows in (
        Position.objects.filter(person__in=people),
        ReportingLine.objects.filter(person__in=people),
        ReportingLine.objects.filter(manager__in=people),
        Grant.objects.filter(person__in=people),
    ):
        rows.filter(lasting, since__gte=today).delete()
        rows.filter(lasting).update(until=today)
