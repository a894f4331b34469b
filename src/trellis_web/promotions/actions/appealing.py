"""What a case and the objection to its decision share: one is held, discussed and decided."""

from datetime import datetime

from trellis.process.cases import CaseState
from trellis_web.people.models import Person
from trellis_web.promotions.actions.locks import DECIDING, held, store
from trellis_web.promotions.models import Appeal, Case, Decision
from trellis_web.promotions.rules.refusals import NOT_IN_COMMITTEE, OVER
from trellis_web.reviews.rules import Conflict


def held_with(case: Case, appeal: Appeal | None, *, changed: int | None = None) -> Case:
    """The case as it stands, held; with an appeal, which must lie with a committee and be open."""
    if appeal is None:
        return held(case, during=DECIDING, changed=changed)
    fresh = held(case, during=(CaseState.DECIDED,), changed=changed)
    appeal.refresh_from_db()
    if appeal.case_id != fresh.pk or appeal.committee_id is None:
        raise Conflict(NOT_IN_COMMITTEE)
    if Decision.objects.filter(appeal=appeal).exists():
        raise Conflict(OVER)
    return fresh


def save_discussed(case: Case, appeal: Appeal | None, *, by: Person, now: datetime) -> None:
    """Part of an action that audits."""
    if appeal is None:
        case.discussed_at, case.discussed_by = now, by
        store(case, "discussed_at", "discussed_by")
    else:
        appeal.discussed_at, appeal.discussed_by = now, by
        appeal.save(update_fields=["discussed_at", "discussed_by"])
        store(case)
