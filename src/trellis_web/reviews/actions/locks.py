"""Holding a round, so that its opening, hand-overs and releases come one after the other."""

from collections.abc import Iterable

from trellis.process.states import CycleState
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.rules import Conflict
from trellis_web.reviews.rules.refusals import CYCLE_CLOSED, CYCLE_OPENED, CYCLE_RELEASED

BEFORE, DURING = (CycleState.DRAFT, CycleState.CHECKED), (CycleState.OPEN, CycleState.CALIBRATING)


def held(cycle: Cycle, *, during: Iterable[CycleState]) -> Cycle:
    """The round as it stands, held until the end of the transaction.

    Raises `Conflict` unless it is in one of the states.
    """
    fresh = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if fresh.state in during:
        return fresh
    if fresh.released_at:
        raise Conflict(CYCLE_RELEASED)
    raise Conflict(CYCLE_OPENED if fresh.opened_at else CYCLE_CLOSED)
