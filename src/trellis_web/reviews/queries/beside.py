"""What lies beside a form: the subject's own view, when it may be read, and shared notes."""

from collections.abc import Mapping

from django.db.models import Q

from trellis_web.access.queries import visible
from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Participant
from trellis_web.reviews.models.cycles import SelfShown
from trellis_web.reviews.queries.answers import answers_of
from trellis_web.reviews.rules import Answer, Question, lacks

MOST_NOTES = 40
"""So many notes of a period are offered, newest first."""


def own_view(
    assessment: Assessment, answers: Mapping[str, Answer], questions: Mapping[str, Question]
) -> tuple[dict[str, Answer], str]:
    """The subject's own answers that lie beside a manager's review now, and their closing words.

    Never before they are handed in. What the round shows only after the manager has rated appears
    beside a whole rating: "not enough seen" opens nothing, and a rating that is taken back closes
    it again, so that nobody peeks without having said something.
    """
    if assessment.perspective != Assessment.Perspective.MANAGER:
        return {}, ""
    theirs = Assessment.objects.filter(
        participant=assessment.participant_id,
        perspective=Assessment.Perspective.SELF,
        submitted_at__isnull=False,
    ).first()
    if theirs is None:
        return {}, ""
    shown = assessment.participant.cycle.self_shown
    if assessment.submitted_at or shown == SelfShown.AT_ONCE:
        return answers_of(theirs), theirs.summary
    rated = _rated(answers, questions) if shown == SelfShown.AFTER_RATING else set()
    own = answers_of(theirs) if rated else {}
    return {slug: answer for slug, answer in own.items() if slug in rated}, ""


def _rated(answers: Mapping[str, Answer], questions: Mapping[str, Question]) -> set[str]:
    """What the manager has rated: with everything that the question asks for."""
    return {
        slug
        for slug, answer in answers.items()
        if slug in questions and not answer.is_unseen and not lacks(questions[slug], answer)
    }


def evidence(assessment: Assessment, *, to: Person) -> tuple[EvidenceNote, ...]:
    """Notes about the participant that `to` may cite, newest first: of the period, and what still
    goes on. Their own private ones are among them, for the participant alone. Two queries."""
    participant = assessment.participant
    if assessment.is_colleagues:
        return ()
    notes = visible(EvidenceNote, to=to).filter(_of_period(participant))
    if to.pk != participant.person_id:
        notes = notes.filter(shared_at__isnull=False)
    return tuple(notes.prefetch_related("tags").order_by("-happened_on", "-pk")[:MOST_NOTES])


def _of_period(participant: Participant) -> Q:
    cycle = participant.cycle
    of_period = Q(happened_on__range=(cycle.from_on, cycle.to_on))
    goes_on = Q(is_ongoing=True, happened_on__lt=cycle.from_on)
    return Q(person=participant.person_id) & (of_period | goes_on)


def speaks_of(note: EvidenceNote, question: Question) -> bool:
    """Whether a note is tagged with the competency or one of the statements that are asked."""
    statements = {statement.id for statement in (*question.here, *question.there)}
    return any(
        (tag.kind == EvidenceTag.Kind.COMPETENCY and tag.key == question.slug)
        or (tag.kind == EvidenceTag.Kind.STATEMENT and tag.key in statements)
        for tag in note.tags.all()
    )
