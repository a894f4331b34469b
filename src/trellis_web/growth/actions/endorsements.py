"""The manager backs a move of a person, and may take that back."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions.facts import refresh_facts
from trellis_web.growth.events import EndorsementGiven, EndorsementWithdrawn
from trellis_web.growth.models import Endorsement
from trellis_web.growth.rules.evidence import NOT_THE_ENDORSER, why_not_endorsed
from trellis_web.people.models import Person

MANAGER = "manager"
"""The role of `endorsement: {by: manager}`."""


@transaction.atomic
def endorse(
    *, person: Person, family: str, move: str, text: str, by: Person, now: datetime, today: date
) -> Endorsement:
    """The present manager endorses a move, in words. A second one replaces the first."""
    require(by, Permission.ENDORSEMENT_WRITE, today=today)
    if denial := why_not_endorsed(person, by, today=today):
        raise Denied(denial)
    _given(person, family, move, by).update(withdrawn_at=now)
    endorsement = Endorsement.objects.create(
        person=person,
        family=family,
        move=move,
        role=MANAGER,
        text=text,
        endorsed_at=now,
        endorsed_by=by,
    )
    record(EndorsementGiven(family, move, MANAGER), by=by, subject=person, at=now)
    refresh_facts([person.pk], today=today)
    return endorsement


@transaction.atomic
def withdraw_endorsement(
    *, endorsement: Endorsement, by: Person, now: datetime, today: date
) -> None:
    """Whoever endorsed a move no longer does; the words stay in the record."""
    require(by, Permission.ENDORSEMENT_WRITE, today=today)
    if endorsement.endorsed_by_id != by.pk:
        raise Denied(NOT_THE_ENDORSER)
    if _given(endorsement.person, endorsement.family, endorsement.move, by).update(
        withdrawn_at=now
    ):
        payload = EndorsementWithdrawn(endorsement.family, endorsement.move)
        record(payload, by=by, subject=endorsement.person, at=now)
        refresh_facts([endorsement.person_id], today=today)


def _given(person: Person, family: str, move: str, by: Person) -> QuerySet[Endorsement]:
    return Endorsement.objects.filter(
        person=person, family=family, move=move, endorsed_by=by, withdrawn_at__isnull=True
    )
