"""A released result is read: by its person, who says so, and by others, which leaves a receipt."""

from datetime import datetime

from django.db import transaction

from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.audit.events import Payload
from trellis_web.audit.models import Event
from trellis_web.people.models import Person
from trellis_web.reviews.events import ResultAcknowledged, ResultOpened, TrendOpened
from trellis_web.reviews.models import Acknowledgement, ReleasedResult
from trellis_web.reviews.rules import Conflict
from trellis_web.reviews.rules.refusals import ACKNOWLEDGED, NOT_YOUR_RESULT


@transaction.atomic
def acknowledge_result(
    *, result: ReleasedResult, comment: str = "", by: Person, now: datetime
) -> Acknowledgement:
    """The person has read their result, and may comment on it; once, and for good.

    Raises `Denied` for anybody else and `Conflict` the second time.
    """
    if result.person_id != by.pk:
        raise Denied(NOT_YOUR_RESULT)
    ReleasedResult.objects.select_for_update().get(pk=result.pk)
    if Acknowledgement.objects.filter(result=result).exists():
        raise Conflict(ACKNOWLEDGED)
    said = comment.strip()
    made = Acknowledgement.objects.create(
        result=result, comment=said, acknowledged_at=now, acknowledged_by=by
    )
    record(ResultAcknowledged(result.pk, bool(said)), by=by, subject=by, at=now)
    return made


def note_result_opened(*, result: ReleasedResult, by: Person, now: datetime) -> bool:
    """Leaves a receipt that somebody else reads a result. True when one was written."""
    return _note_opened(ResultOpened(result.pk), of=result.person, by=by, now=now)


def note_trend_opened(*, person: Person, by: Person, now: datetime) -> bool:
    """The same for the results over time."""
    return _note_opened(TrendOpened(), of=person, by=by, now=now)


@transaction.atomic
def _note_opened(payload: Payload, *, of: Person, by: Person, now: datetime) -> bool:
    """One receipt for each reader, thing and day; nobody needs one for what is their own."""
    if of.pk == by.pk:
        return False
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    before = Event.objects.filter(tag=payload.tag, actor=by, subject=of, at__gte=today)
    if any(event.payload == payload.as_dict() for event in before):
        return False
    record(payload, by=by, subject=of, at=now)
    return True
