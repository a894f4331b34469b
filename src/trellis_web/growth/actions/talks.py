"""A person and their manager talk; a manager takes the list of the team away."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.events.plans import TalkNoted, TeamExported
from trellis_web.growth.models import OneOnOne
from trellis_web.growth.rules.plans import NOT_LEADING, leads
from trellis_web.people.models import Person


@transaction.atomic
def note_talk(person: Person, *, held_on: date, by: Person, now: datetime, today: date) -> OneOnOne:
    """The manager of this moment talked with the person; the next agenda begins on that day."""
    require(by, Permission.TEAM_READ, today=today)
    if not leads(by, person.pk, today=today):
        raise Denied(NOT_LEADING)
    talk = OneOnOne.objects.create(
        person=person, manager=by, held_on=held_on, noted_at=now, noted_by=by
    )
    record(TalkNoted(held_on.isoformat()), by=by, subject=person, at=now)
    return talk


@transaction.atomic
def note_team_export(*, people: int, by: Person, now: datetime, today: date) -> None:
    """Leaves a trace of a list of the team that left the system."""
    require(by, Permission.TEAM_READ, today=today)
    record(TeamExported(people), by=by, at=now)
