"""Adding people by hand, and inviting them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record, record_all
from trellis_web.people.emails import send_invitation
from trellis_web.people.events import PersonAdded, PersonInvited
from trellis_web.people.models import Person

HAS_LEFT = Denial("has-left", _("This person has left and cannot be invited."))


@transaction.atomic
def add_person(*, name: str, email: str, by: Person, now: datetime, today: date) -> Person:
    """Adds one person, who cannot sign in before an invitation."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    person: Person = Person.objects.create(
        name=name, email=email.casefold(), password=make_password(None)
    )
    record(PersonAdded(person.pk), by=by, subject=person, at=now)
    return person


@transaction.atomic
def invite_people(people: Sequence[Person], *, by: Person, now: datetime, today: date) -> None:
    """Sends each a link to choose a password, once the change is stored."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    if any(not person.is_active for person in people):
        raise Denied(HAS_LEFT)
    Person.objects.filter(pk__in=[p.pk for p in people]).update(invited_at=now, invited_by=by)
    record_all([(PersonInvited(person.pk), person) for person in people], by=by, at=now)
    for person in people:
        send_invitation(person, now=now)
