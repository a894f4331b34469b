"""A release waits for the sessions that its people are in."""

from collections.abc import Sequence

from django.db.models import Q

from trellis_web.audit.models import Event
from trellis_web.calibration.models import Subject
from trellis_web.calibration.rules.refusals import UNTOLD
from trellis_web.reviews.rules import Conflict


def hold_release(events: Sequence[Event]) -> None:
    """Refuses a release of somebody who lies on the table of a session that is not closed.

    Follows `cycle:released` in its transaction. Raises `Conflict`; then nothing was released.
    """
    for event in events:
        now = Q(participant__released_at=event.at) | Q(participant__held_at=event.at)
        waiting = Subject.objects.filter(now, session__closed_at__isnull=True)
        if waiting.filter(participant__cycle=event.payload["cycle"]).exists():
            raise Conflict(UNTOLD)
