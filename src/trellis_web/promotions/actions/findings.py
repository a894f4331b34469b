"""What people find: criteria that no data answer, and the sentences of the level."""

from datetime import date, datetime

from django.db import transaction

from trellis.readiness.criteria import State
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.promotions.actions.locks import DECIDING, WITH_MANAGER, held, store
from trellis_web.promotions.actions.permits import require_finder
from trellis_web.promotions.events import FindingSet, StatementFound
from trellis_web.promotions.models import CaseEvidence, Finding, StatementFinding
from trellis_web.promotions.rules.refusals import (
    NOT_PEOPLE_SET,
    PROOF_MISSING,
    UNKNOWN_STATE,
    WITHOUT_REASON,
)
from trellis_web.reviews.rules import Refused

SETTABLE = (State.MET, State.NOT_MET, State.NOT_EVIDENCED, State.NO_OPPORTUNITY)
"""What people may find."""


@transaction.atomic
def set_finding(
    finding: Finding,
    *,
    state: str,
    reason: str,
    confirmer: Person | None = None,
    changed: int,
    by: Person,
    now: datetime,
    today: date,
) -> Finding:
    """Says how a criterion stands that people answer, with the reason.

    `met` needs a note cited for it, or somebody who confirms it: neither the person nor `by`.
    Raises `Refused` for a criterion that data answer, and `Conflict` when the case was changed.
    """
    case = held(finding.case, during=(*WITH_MANAGER, *DECIDING), changed=changed)
    require_finder(case, by, today=today)
    fresh = Finding.objects.get(pk=finding.pk)
    if fresh.is_computed:
        raise Refused(NOT_PEOPLE_SET)
    _require_sound(state, reason)
    if state == State.MET and not _is_proven(fresh, confirmer, by):
        raise Refused(PROOF_MISSING)
    fresh.state, fresh.sentence = state, reason.strip()
    fresh.confirmed_by = confirmer
    fresh.set_at, fresh.set_by = now, by
    fresh.save()
    store(case)
    record(FindingSet(case.pk, fresh.criterion), by=by, subject=case.person, at=now)
    return fresh


@transaction.atomic
def set_statement_finding(
    finding: StatementFinding,
    *,
    shown: str,
    reason: str,
    changed: int,
    by: Person,
    now: datetime,
    today: date,
) -> StatementFinding:
    """Says what the case shows for a sentence of the level, with the reason.

    `met` needs a note cited for the sentence. Raises `Conflict` when the case was changed.
    """
    case = held(finding.case, during=(*WITH_MANAGER, *DECIDING), changed=changed)
    require_finder(case, by, today=today)
    _require_sound(shown, reason)
    fresh = StatementFinding.objects.get(pk=finding.pk)
    cited = CaseEvidence.objects.filter(case=case, statement=fresh.statement)
    if shown == StatementFinding.Shown.MET and not cited.exists():
        raise Refused(PROOF_MISSING)
    fresh.shown, fresh.reason = shown, reason.strip()
    fresh.set_at, fresh.set_by = now, by
    fresh.save()
    store(case)
    record(StatementFound(case.pk, fresh.statement), by=by, subject=case.person, at=now)
    return fresh


def _is_proven(finding: Finding, confirmer: Person | None, by: Person) -> bool:
    """A cited note, or a name that is neither the person's nor that of who sets it."""
    cited = CaseEvidence.objects.filter(case=finding.case_id, criterion=finding.criterion)
    named = confirmer is not None and confirmer.pk not in (finding.case.person_id, by.pk)
    return named or cited.exists()


def _require_sound(state: str, reason: str) -> None:
    if state not in {each.value for each in SETTABLE}:
        raise Refused(UNKNOWN_STATE)
    if not reason.strip():
        raise Refused(WITHOUT_REASON)
