"""What the person says, and the shared notes that they point to."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.queries import visible
from trellis_web.audit.actions import record
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.promotions.actions.locks import DRAFT, OPEN, held, store
from trellis_web.promotions.actions.permits import require_part, require_theirs
from trellis_web.promotions.events import EvidenceCited, EvidenceUncited, StatementWritten
from trellis_web.promotions.models import Case, CaseEvidence
from trellis_web.promotions.queries.criteria import criteria_of, sentences_of
from trellis_web.promotions.rules.refusals import (
    NOT_CITABLE,
    TOO_LONG,
    UNKNOWN_CRITERION,
)
from trellis_web.promotions.rules.words import MOST_WORDS, word_count
from trellis_web.reviews.rules import Refused


@transaction.atomic
def save_statement(
    case: Case, *, text: str, changed: int, by: Person, now: datetime, today: date
) -> Case:
    """Stores the statement of a draft, of at most 400 words. Saving it unchanged is nothing.

    Raises `Conflict` when the case was changed since `changed`, or handed in.
    """
    fresh = held(case, during=DRAFT, changed=changed)
    require_theirs(fresh, by, today=today)
    if word_count(text) > MOST_WORDS:
        raise Refused(TOO_LONG)
    if text != fresh.statement:
        fresh.statement = text
        store(fresh, "statement")
        record(StatementWritten(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


@transaction.atomic
def cite_evidence(
    case: Case,
    *,
    note: EvidenceNote,
    statement: str = "",
    criterion: str = "",
    by: Person,
    now: datetime,
    today: date,
) -> CaseEvidence:
    """Points to a shared note of the person, for a sentence of the level or for a criterion.

    Raises `Refused` for a note that is not theirs, not shared or not readable by `by`, and for a
    sentence or a criterion that the move does not ask for.
    """
    fresh = held(case, during=OPEN)
    require_part(fresh, by, today=today)
    shown = visible(EvidenceNote, to=by, today=today).filter(
        pk=note.pk, person=fresh.person_id, shared_at__isnull=False
    )
    if not shown.exists():
        raise Refused(NOT_CITABLE)
    _require_asked(fresh, statement, criterion)
    cited, created = CaseEvidence.objects.get_or_create(
        case=fresh,
        note=note,
        statement=statement,
        criterion=criterion,
        defaults={"added_at": now, "added_by": by},
    )
    if created:
        record(EvidenceCited(fresh.pk, note.pk), by=by, subject=fresh.person, at=now)
    return cited


@transaction.atomic
def uncite_evidence(cited: CaseEvidence, *, by: Person, now: datetime, today: date) -> None:
    """No longer points to a note: while the case is a draft, by the person and their manager."""
    fresh = held(cited.case, during=DRAFT)
    require_theirs(fresh, by, today=today)
    gone, _ = CaseEvidence.objects.filter(pk=cited.pk).delete()
    if gone:
        record(EvidenceUncited(fresh.pk, cited.note_id), by=by, subject=fresh.person, at=now)


def _require_asked(case: Case, statement: str, criterion: str) -> None:
    sentences = {each.statement for each in sentences_of(case.move)} | {""}
    if statement not in sentences or criterion not in {*criteria_of(case.move), ""}:
        raise Refused(UNKNOWN_CRITERION)
    if not statement and not criterion:
        raise Refused(UNKNOWN_CRITERION)
