"""How long the room speaks of each person: recorded only where that is switched on."""

from datetime import datetime

from django.db import transaction

from trellis_web.audit.actions import record
from trellis_web.calibration.actions.locks import held, require_facilitator
from trellis_web.calibration.events import TalkBegun, TalkEnded
from trellis_web.calibration.models import Session, SessionState, Talk
from trellis_web.calibration.rules.refusals import NOT_HERE, NOT_RECORDED
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person
from trellis_web.reviews.models import Participant
from trellis_web.reviews.rules import Conflict


@transaction.atomic
def talk_about(session: Session, *, participant: Participant, by: Person, now: datetime) -> Talk:
    """The room speaks of somebody from now on; of one person at a time.

    By the facilitator. Raises `Conflict` when minutes are not recorded, the session is not live, or
    the person is not on the table.
    """
    fresh = held(session, SessionState.LIVE)
    require_facilitator(fresh, by)
    if not is_on(Feature.MINUTES):
        raise Conflict(NOT_RECORDED)
    tabled = fresh.subjects.filter(participant=participant).exclude(participant__person=by)
    if not tabled.exists():
        raise Conflict(NOT_HERE)
    _end(fresh, now)
    talk = fresh.talks.create(participant=participant, from_at=now)
    record(TalkBegun(fresh.pk, fresh.title, participant.pk), by=by, at=now)
    return talk


@transaction.atomic
def stop_talking(session: Session, *, by: Person, now: datetime) -> None:
    """The room speaks of nobody. By the facilitator; raises `Conflict` unless it is live."""
    fresh = held(session, SessionState.LIVE)
    require_facilitator(fresh, by)
    _end(fresh, now)
    record(TalkEnded(fresh.pk, fresh.title), by=by, at=now)


def _end(session: Session, now: datetime) -> None:
    Talk.objects.filter(session=session, until_at__isnull=True).update(until_at=now)
