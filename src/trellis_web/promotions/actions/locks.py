"""Holding a case, so that whatever happens to it comes one after the other."""

from collections.abc import Collection

from trellis.process.cases import CaseState
from trellis_web.access.rules import Denial
from trellis_web.promotions.models import Case
from trellis_web.promotions.rules.refusals import (
    FROZEN,
    NOT_IN_COMMITTEE,
    NOT_SUBMITTED,
    OVER,
    STALE,
)
from trellis_web.reviews.rules import Conflict

DRAFT = (CaseState.DRAFT,)
WITH_MANAGER = (CaseState.WITH_MANAGER,)
DECIDING = (CaseState.COMMITTEE, CaseState.CALIBRATED)
OPEN = (*DRAFT, *WITH_MANAGER, *DECIDING)


def held(case: Case, *, during: Collection[CaseState], changed: int | None = None) -> Case:
    """The case as it stands, held until the end of the transaction.

    Raises `Conflict` unless it is in one of the states, and when `changed` is not its count of
    changes: somebody else was faster.
    """
    rows = Case.objects.select_for_update(of=("self",))
    fresh: Case = rows.select_related("person", "move__version__family").get(pk=case.pk)
    if fresh.state not in during:
        raise Conflict(_why_not(fresh.state, during))
    if changed is not None and fresh.changed != changed:
        raise Conflict(STALE)
    return fresh


def store(case: Case, *fields: str) -> None:
    """Writes these fields of a held case, and counts the change."""
    case.changed += 1
    case.save(update_fields=[*fields, "changed"])


def _why_not(state: CaseState, during: Collection[CaseState]) -> Denial:
    if state in (CaseState.DECIDED, CaseState.WITHDRAWN):
        return OVER
    if CaseState.DRAFT in during:
        return FROZEN
    return NOT_SUBMITTED if CaseState.WITH_MANAGER in during else NOT_IN_COMMITTEE
