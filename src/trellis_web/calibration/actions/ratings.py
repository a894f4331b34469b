"""Changing a rating in the room. Every change is a row of its own; nothing is overwritten."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.calibration.actions.locks import held, require_editor
from trellis_web.calibration.events import RatingCalibrated, RatingRestored
from trellis_web.calibration.models import Change, LookedAt, Session, SessionState, Subject
from trellis_web.calibration.queries.cells import Spot, spot_of
from trellis_web.calibration.queries.interests import interests_about
from trellis_web.calibration.rules import Lacking, Mark, Overtaken
from trellis_web.calibration.rules.marks import faults_of, sought
from trellis_web.calibration.rules.refusals import (
    NOT_ASKED,
    NOT_HERE,
    NOT_LAST,
    NOT_TAKEN_BACK,
    UNCHANGED,
)
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.models import Participant
from trellis_web.reviews.rules import Conflict, Refused
from trellis_web.reviews.rules.refusals import NOT_CITABLE


@transaction.atomic
def change_rating(
    session: Session,
    *,
    participant: Participant,
    competency: str,
    to: Mark,
    statement: str,
    reason: str,
    employee_reason: str,
    looked_at: Collection[int] = (),
    turn: int,
    by: Person,
    now: datetime,
) -> Change:
    """Moves one rating, with the cited sentence, a reason for the room and one for the person.

    What `to` leaves out stays. `turn` is how many changes of the rating the author had seen.
    `looked_at`: keys of shared notes of the person. Raises `Denied` for who may not change it or
    has a conflict of interest, `Overtaken` when somebody was faster, `Conflict` when the session
    is not live, `Lacking` with a sentence for each field, `Refused` for what does not fit.
    """
    fresh, subject = _seat(session, participant, by, now)
    spot = spot_of(subject.participant, competency)
    if spot is None:
        raise Refused(NOT_ASKED)
    words = {"statement": statement, "reason": reason, "employee_reason": employee_reason}
    if faults := faults_of(spot.question, to, words):
        raise Lacking(faults)
    becomes = sought(spot.question, spot.mark, to)
    if turn != spot.turn:
        raise Overtaken(spot.mark, becomes, spot.last)
    if becomes == spot.mark:
        raise Refused(UNCHANGED)
    change = _append(
        fresh,
        spot,
        becomes,
        statement=statement,
        wording=spot.wordings[statement],
        reason=reason.strip(),
        employee_reason=employee_reason.strip(),
        changed_at=now,
        changed_by=by,
    )
    _look_at(change, looked_at)
    event = RatingCalibrated(fresh.pk, fresh.title, participant.pk, change.pk)
    record(event, by=by, at=now)
    return change


@transaction.atomic
def undo_change(change: Change, *, reason: str, by: Person, now: datetime) -> Change:
    """Takes the latest change of a rating back, as a new entry. Raises like `change_rating`."""
    fresh, subject = _seat(change.session, change.participant, by, now)
    spot = spot_of(subject.participant, change.competency.slug)
    if spot is None or spot.last is None or spot.last.pk != change.pk:
        raise Conflict(NOT_LAST)
    if change.undoes_id:
        raise Conflict(NOT_TAKEN_BACK)
    if not reason.strip():
        raise Lacking(faults_of(spot.question, Mark(), _words(change) | {"reason": ""}))
    undo = _append(
        fresh,
        spot,
        change.was,
        **_words(change) | {"reason": reason.strip()},
        wording=change.wording,
        undoes=change,
        changed_at=now,
        changed_by=by,
    )
    event = RatingRestored(fresh.pk, fresh.title, undo.participant_id, undo.pk)
    record(event, by=by, at=now)
    return undo


def _words(change: Change) -> dict[str, str]:
    names = ("statement", "reason", "employee_reason")
    return {name: getattr(change, name) for name in names}


def _seat(
    session: Session, participant: Participant, by: Person, now: datetime
) -> tuple[Session, Subject]:
    """The live session, held, and the person on its table, whom `by` may decide about."""
    fresh = held(session, SessionState.LIVE)
    require_editor(fresh, by)
    rows = fresh.subjects.select_related("participant__cycle", "participant__version")
    rows = rows.defer("participant__version__text")
    subject = rows.filter(participant=participant, participant__left_at__isnull=True).first()
    if subject is None:
        raise Conflict(NOT_HERE)
    today = timezone.localdate(now)
    if found := interests_about(fresh, subject.participant, by, today=today):
        raise Denied(min(found).denial)
    return fresh, subject


def _append(session: Session, spot: Spot, becomes: Mark, **fields: object) -> Change:
    now = spot.mark
    change: Change = Change.objects.create(
        session=session,
        participant=spot.participant,
        competency_id=spot.key,
        turn=spot.turn + 1,
        from_score=now.score,
        from_step=now.step,
        from_next=now.next,
        to_score=becomes.score,
        to_step=becomes.step,
        to_next=becomes.next,
        **fields,
    )
    return change


def _look_at(change: Change, notes: Collection[int]) -> None:
    """Only what the person has shared is looked at."""
    shared = EvidenceNote.objects.filter(
        person=change.participant.person_id, shared_at__isnull=False, pk__in=set(notes)
    )
    if shared.count() != len(set(notes)):
        raise Refused(NOT_CITABLE)
    LookedAt.objects.bulk_create(LookedAt(change=change, note=note) for note in shared)
