"""The life of a review: confirming what has not changed, handing in, giving back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis.process.states import AssessmentState
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.models import Person
from trellis_web.reviews.actions.answers import store, writable
from trellis_web.reviews.events import EditRefused, ReviewReopened, ReviewSubmitted
from trellis_web.reviews.models import Assessment, Cycle, Rating
from trellis_web.reviews.queries.answers import answers_of, keys_of, questions_for
from trellis_web.reviews.queries.proposals import proposals
from trellis_web.reviews.rules import Conflict, Incomplete, Sent, missing
from trellis_web.reviews.rules.peers import lacking, with_rest_unseen
from trellis_web.reviews.rules.refusals import NOT_HANDED_IN
from trellis_web.reviews.rules.writing import why_frozen, why_not_written


@transaction.atomic
def confirm_unchanged(
    assessment: Assessment, *, competencies: Collection[str] | None, by: Person, now: datetime
) -> list[str]:
    """The author says that nothing changed since the last result: its answers become theirs.

    Of `competencies`, or of everything that has no answer yet; one with an answer is left alone.
    Returns those that were confirmed. Raises like `save_rating`.
    """
    fresh = writable(assessment, by=by, now=now)
    answered = answers_of(fresh)
    wanted = {
        slug: answer
        for slug, answer in proposals(fresh, to=by).items()
        if slug not in answered and (competencies is None or slug in competencies)
    }
    store(fresh, {slug: Sent(answer) for slug, answer in wanted.items()}, by=by, now=now)
    keys = keys_of(fresh.participant)
    rows = Rating.objects.filter(assessment=fresh, competency__in=[keys[slug] for slug in wanted])
    rows.update(is_carried=True)
    fresh.saved_at = now
    fresh.save(update_fields=["saved_at"])
    return list(wanted)


@transaction.atomic
def submit_assessment(assessment: Assessment, *, by: Person, now: datetime) -> Assessment:
    """Hands a review in; it is read-only from then on.

    What colleagues left empty is "not enough seen". Raises `Incomplete` with everything that is
    missing, `Conflict` when it was handed in before.
    """
    _hold_round(assessment)
    fresh = writable(assessment, by=by, now=now)
    questions, answers = questions_for(fresh.participant), answers_of(fresh)
    found = lacking(questions, answers) if fresh.is_colleagues else missing(questions, answers)
    if lacks := list(found):
        raise Incomplete(lacks)
    if fresh.is_colleagues:
        rest = with_rest_unseen(questions, answers)
        store(fresh, {slug: Sent(answer) for slug, answer in rest.items()}, by=by, now=now)
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

    Raises `Denied` outside the own scope and for a review about oneself, and `Conflict` for one
    that is not handed in, or whose ratings are being calibrated.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    _hold_round(assessment)
    rows = Assessment.objects.select_for_update(of=("self",)).select_related(
        "participant__person", "participant__cycle"
    )
    fresh = rows.get(pk=assessment.pk)
    if fresh.participant.person_id == by.pk:
        raise Denied
    if denial := why_not_written(fresh.participant, AssessmentState.REOPENED):
        raise Conflict(denial)
    if denial := why_frozen(fresh.participant, fresh.perspective):
        raise Conflict(denial)
    if not fresh.submitted_at:
        raise Conflict(NOT_HANDED_IN)
    fresh.submitted_at = fresh.submitted_by = None
    fresh.reopened_at, fresh.reopened_by, fresh.reopening_reason = now, by, reason
    fresh.save()
    subject = fresh.participant.person
    record(ReviewReopened(fresh.pk, reason), by=by, subject=subject, at=now)
    return fresh


@transaction.atomic
def note_refused_edit(assessment: Assessment, *, by: Person, now: datetime) -> None:
    """Leaves a trace of an attempt to change a review that was handed in."""
    subject = assessment.participant.person
    record(EditRefused(assessment.pk), by=by, subject=subject, at=now)


def _hold_round(assessment: Assessment) -> None:
    """A release waits for what is being handed in, and what comes later finds it released."""
    held = Cycle.objects.select_for_update().filter(participants=assessment.participant_id)
    held.values_list("pk", flat=True).first()
