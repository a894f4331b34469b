"""Naming those who write a framework."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.events import AuthorChanged
from trellis_web.frameworks.models import Authorship, Family
from trellis_web.people.models import Person


@transaction.atomic
def name_author(
    family: Family, *, person: Person, role: str, by: Person, now: datetime
) -> Authorship | None:
    """Gives the person a role in this family from today on; an empty role ends the one they have.

    `role` is one of `Authorship.ROLES` or empty. Returns the row that is open afterwards.
    """
    today = timezone.localdate(now)
    require(by, Permission.FRAMEWORK_EDIT, today=today)
    open_ones = Authorship.objects.select_for_update().filter(family=family, person=person)
    held = open_ones.filter(until__isnull=True).first()
    if (held.role if held else "") == role:
        return held
    if held is not None:
        held.until = today
        held.save(update_fields=["until"])
    given = None
    if role:
        given = Authorship.objects.create(
            family=family, person=person, role=role, since=today, given_at=now, given_by=by
        )
    record(AuthorChanged(family.slug, role), by=by, subject=person, at=now)
    return given
