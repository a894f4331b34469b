"""Whose ratings lie on the table of a session."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from trellis_web.audit.actions import record
from trellis_web.calibration.actions.locks import held, require_host
from trellis_web.calibration.actions.sessions import freeze
from trellis_web.calibration.events import SubjectRemoved, SubjectsPlaced
from trellis_web.calibration.models import Session, SessionState, Subject
from trellis_web.calibration.queries.table import fitting, with_review
from trellis_web.calibration.rules.refusals import NOT_HERE, OTHER_TABLE
from trellis_web.people.models import Person
from trellis_web.reviews.models import Participant
from trellis_web.reviews.rules import Conflict

OPEN = (SessionState.PREPARE, SessionState.LIVE)


@transaction.atomic
def place_subjects(
    session: Session,
    *,
    participants: Collection[Participant] | None = None,
    by: Person,
    now: datetime,
) -> int:
    """Puts people of the round on the table: those named, or everyone who fits. How many.

    Who fits stands in the family, levels and unit of the session, is neither away nor released,
    and lies on no other table. In a live session only reviews that were handed in. Raises
    `Conflict` with nothing changed when one of those named does not fit.
    """
    fresh = held(session, *OPEN, with_cycle=True)
    require_host(fresh, by, now=now)
    rows = fitting(fresh) if fresh.state is SessionState.PREPARE else with_review(fitting(fresh))
    if participants is not None:
        rows = rows.filter(pk__in=[each.pk for each in participants])
    keys = list(rows.values_list("pk", flat=True))
    if participants is not None and len(keys) != len({each.pk for each in participants}):
        raise Conflict(OTHER_TABLE)
    Subject.objects.bulk_create(
        [Subject(session=fresh, participant_id=key) for key in keys], batch_size=500
    )
    if fresh.state is SessionState.LIVE:
        freeze(keys, by=by, now=now)
    record(SubjectsPlaced(fresh.pk, fresh.title, len(keys)), by=by, at=now)
    return len(keys)


@transaction.atomic
def remove_subject(
    session: Session, *, participant: Participant, by: Person, now: datetime
) -> None:
    """Takes somebody off the table before the session starts. Raises `Conflict` after that."""
    fresh = held(session, SessionState.PREPARE, with_cycle=True)
    require_host(fresh, by, now=now)
    gone, _ = fresh.subjects.filter(participant=participant).delete()
    if not gone:
        raise Conflict(NOT_HERE)
    record(SubjectRemoved(fresh.pk, fresh.title, participant.pk), by=by, at=now)
