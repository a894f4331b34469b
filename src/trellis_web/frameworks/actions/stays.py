"""A version that lives on for named people, beside the current one, until a day."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.events import StayEnded, StayGranted
from trellis_web.frameworks.models import Family, Stay, Version
from trellis_web.people.models import Person


@transaction.atomic
def grant_stay(
    version: Version, *, person: Person, until: date, reason: str, by: Person, now: datetime
) -> Stay:
    """The person stays on an earlier version from today until the day before `until`.

    What they stayed on before ends. Raises `BadInput` for the current version, a day that is not
    ahead, and without a reason.
    """
    today = timezone.localdate(now)
    require_ability(by, Ability.PUBLISH, version.family, today=today)
    family = Family.objects.select_for_update().get(pk=version.family_id)
    _refuse(version, family, until, reason, today)
    _end(Stay.objects.filter(version__family=family, person=person, until__gt=today), today)
    stay: Stay = Stay.objects.create(
        version=version,
        person=person,
        since=today,
        until=until,
        reason=reason.strip(),
        granted_at=now,
        granted_by=by,
    )
    payload = StayGranted(family.slug, version.number, until.isoformat())
    record(payload, by=by, subject=person, at=now)
    return stay


@transaction.atomic
def end_stay(stay: Stay, *, by: Person, now: datetime) -> None:
    """From today on the current version counts for the person."""
    today = timezone.localdate(now)
    version = stay.version
    require_ability(by, Ability.PUBLISH, version.family, today=today)
    rows = Stay.objects.filter(pk=stay.pk, until__gt=today)
    if rows.exists():
        _end(rows, today)
        payload = StayEnded(version.family.slug, version.number)
        record(payload, by=by, subject=stay.person, at=now)


def _end(stays: QuerySet[Stay], today: date) -> None:
    stays.update(until=today)


def _refuse(version: Version, family: Family, until: date, reason: str, today: date) -> None:
    if version.pk == family.current_id:
        raise BadInput.at(
            "current",
            str(version),
            _("Version %(n)d is the current one: it counts for everyone.") % {"n": version.number},
            _("Choose an earlier version."),
        )
    if until <= today:
        raise BadInput.at("day", str(until), _("The day is not ahead."), _("Choose a later day."))
    if not reason.strip():
        raise BadInput.at("empty", _("the reason"), _("Say in a sentence why they stay."))
