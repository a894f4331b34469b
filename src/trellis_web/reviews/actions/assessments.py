"""Writing a review: autosave, handing in, giving back, handing over.

Autosave is no state change and leaves no event. `revision` is the one that the author's page was
loaded or last saved with: a save from an older page is refused, so that nobody overwrites.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis.process.states import AssessmentState, may_write
from trellis_web.access.queries import reports_of
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.reviews.events import (
    EditRefused,
    ReviewHandedOver,
    ReviewReopened,
    ReviewSubmitted,
)
from trellis_web.reviews.models import Assessment, Cycle, Participant, Rating
from trellis_web.reviews.queries import answers_of, questions_for
from trellis_web.reviews.queries.sheets import keys_of
from trellis_web.reviews.rules import (
    CLOSED,
    STALE,
    Answer,
    Conflict,
    Incomplete,
    Refused,
    complete,
    missing,
)
from trellis_web.reviews.rules.refusals import CYCLE_CLOSED, NOT_AUTHOR, UNKNOWN_COMPETENCY

FIELDS = ["score", "step", "next", "is_unseen", "reason"]


@transaction.atomic
def save_rating(
    assessment: Assessment,
    *,
    competency: str,
    answer: Answer,
    revision: int,
    by: Person,
    now: datetime,
) -> Assessment:
    """Stores one answer. Returns the assessment with its new revision and `saved_at`.

    Raises `Conflict` when it is closed or changed elsewhere, and `Refused` for a competency that
    the pinned version does not ask for.
    """
    fresh = _writable(assessment, revision=revision, by=by, now=now)
    _store(fresh, {competency: answer})
    return _saved(fresh, now=now)


@transaction.atomic
def save_summary(
    assessment: Assessment, *, summary: str, revision: int, by: Person, now: datetime
) -> Assessment:
    """Stores the closing words. Raises `Conflict` like `save_rating`."""
    fresh = _writable(assessment, revision=revision, by=by, now=now)
    fresh.summary = summary
    return _saved(fresh, now=now)


@transaction.atomic
def save_assessment(
    assessment: Assessment,
    *,
    answers: Mapping[str, Answer],
    summary: str,
    revision: int,
    by: Person,
    now: datetime,
) -> Assessment:
    """Stores the whole sheet. Raises like `save_rating`; either everything is stored or nothing."""
    fresh = _writable(assessment, revision=revision, by=by, now=now)
    _store(fresh, answers)
    fresh.summary = summary
    return _saved(fresh, now=now)


@transaction.atomic
def submit_assessment(assessment: Assessment, *, by: Person, now: datetime) -> Assessment:
    """Hands a review in; it is read-only from then on.

    Raises `Incomplete` with everything that is missing, `Conflict` when it was handed in before.
    """
    _hold_round(assessment)
    fresh = _writable(assessment, revision=None, by=by, now=now)
    lacking = list(missing(questions_for(fresh.participant), answers_of(fresh)))
    if lacking:
        raise Incomplete(lacking)
    fresh.submitted_at, fresh.submitted_by = now, by
    fresh.save(update_fields=["submitted_at", "submitted_by"])
    subject = fresh.participant.person
    record(ReviewSubmitted(fresh.pk, fresh.perspective), by=by, subject=subject, at=now)
    return fresh


@transaction.atomic
def reopen_assessment(
    assessment: Assessment, *, reason: str, by: Person, now: datetime
) -> Assessment:
    """Gives a review back to its author. HR only, with a reason, while the round is open.

    Raises `Denied` outside the own scope and for a review about oneself.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    _hold_round(assessment)
    fresh = _locked(assessment)
    if fresh.participant.person_id == by.pk:
        raise Denied
    if not may_write(fresh.participant.cycle.state, AssessmentState.REOPENED):
        raise Conflict(CYCLE_CLOSED)
    fresh.submitted_at = fresh.submitted_by = None
    fresh.reopened_at, fresh.reopened_by, fresh.reopening_reason = now, by, reason
    fresh.save()
    subject = fresh.participant.person
    record(ReviewReopened(fresh.pk, reason), by=by, subject=subject, at=now)
    return fresh


@transaction.atomic
def hand_over(participant: Participant, *, to: Person, by: Person, now: datetime) -> Assessment:
    """The person's new manager writes the review from now on, on a sheet of their own.

    What the previous manager wrote stays theirs. Raises `Denied` when `to` does not lead the
    person, `Conflict` when the round is not open.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    fresh = Participant.objects.select_for_update(of=("self",)).select_related("cycle")
    participant = fresh.get(pk=participant.pk)
    if not may_write(participant.cycle.state, AssessmentState.DRAFT):
        raise Conflict(CYCLE_CLOSED)
    if (
        not reports_of(to, today=timezone.localdate(now))
        .filter(person=participant.person_id)
        .exists()
    ):
        raise Denied(NOT_AUTHOR)
    participant.manager = to
    participant.save(update_fields=["manager"])
    sheet, _ = Assessment.objects.get_or_create(
        participant=participant, author=to, perspective=Assessment.Perspective.MANAGER
    )
    event = ReviewHandedOver(participant.pk, to.pk)
    record(event, by=by, subject=participant.person, at=now)
    return sheet


@transaction.atomic
def note_refused_edit(assessment: Assessment, *, by: Person, now: datetime) -> None:
    """Leaves a trace of an attempt to change a review that was handed in."""
    subject = assessment.participant.person
    record(EditRefused(assessment.pk), by=by, subject=subject, at=now)


def _hold_round(assessment: Assessment) -> None:
    """A release waits for what is being handed in, and what comes later finds it released."""
    held = Cycle.objects.select_for_update().filter(participants=assessment.participant_id)
    held.values_list("pk", flat=True).first()


def _locked(assessment: Assessment) -> Assessment:
    """The assessment as it stands, held until the end of the transaction."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related(
        "participant__person", "participant__cycle", "participant__version__family"
    )
    return rows.get(pk=assessment.pk)


def _writable(
    assessment: Assessment, *, revision: int | None, by: Person, now: datetime
) -> Assessment:
    fresh = _locked(assessment)
    _require_author(fresh, by, today=timezone.localdate(now))
    if fresh.submitted_at:
        raise Conflict(CLOSED)
    if not may_write(fresh.participant.cycle.state, fresh.state):
        raise Conflict(CYCLE_CLOSED)
    if revision is not None and revision != fresh.revision:
        raise Conflict(STALE)
    return fresh


def _require_author(assessment: Assessment, by: Person, *, today: date) -> None:
    """The subject themself, or the manager as long as they lead the person."""
    require(by, Permission.REVIEW_WRITE, today=today)
    person = assessment.participant.person_id
    leads = assessment.is_self or reports_of(by, today=today).filter(person=person).exists()
    if assessment.author_id != by.pk or not leads:
        raise Denied(NOT_AUTHOR)


def _store(assessment: Assessment, answers: Mapping[str, Answer]) -> None:
    questions = questions_for(assessment.participant)
    if answers.keys() - questions.keys():
        raise Refused(UNKNOWN_COMPETENCY)
    keys = keys_of(assessment.participant)
    rows = [
        Rating(
            assessment=assessment,
            competency_id=keys[slug],
            **asdict(complete(questions[slug], answer)),
        )
        for slug, answer in answers.items()
    ]
    Rating.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "competency"],
        update_fields=FIELDS,
    )


def _saved(assessment: Assessment, *, now: datetime) -> Assessment:
    assessment.revision += 1
    assessment.saved_at = now
    assessment.save(update_fields=["summary", "revision", "saved_at"])
    return assessment
