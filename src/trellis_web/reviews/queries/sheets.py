"""The sheet that an author fills in: questions, answers so far, and what may lie beside them."""

from dataclasses import dataclass, fields

from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Competency
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Participant, Rating, RatingBase
from trellis_web.reviews.rules import (
    SELF_SHOWN_AFTER_RATING,
    Answer,
    Missing,
    Question,
    missing,
    questions_of,
    word_of,
)

_FIELDS = tuple(field.name for field in fields(Answer))


@dataclass(frozen=True, slots=True)
class Item:
    """One question with what its author answered, and the self-assessment where it is shown."""

    question: Question
    answer: Answer
    lacks: str
    own: Answer | None
    evidence: tuple[EvidenceNote, ...]
    scale: tuple[str, ...]

    @property
    def word(self) -> str:
        """The answer's score in the words of the scale."""
        return word_of(self.answer.score, self.scale)

    @property
    def own_word(self) -> str:
        """The same of the self-assessment."""
        return word_of(self.own.score if self.own else None, self.scale)

    @property
    def is_answered(self) -> bool:
        """Whether nothing is missing here."""
        return not self.lacks


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole assessment, ready to be shown."""

    assessment: Assessment
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]
    evidence: tuple[EvidenceNote, ...]
    own_summary: str

    @property
    def done(self) -> int:
        """How many questions are answered."""
        return sum(item.is_answered for item in self.items)


def questions_for(participant: Participant) -> dict[str, Question]:
    """What the round asks about a participant, by competency."""
    return questions_of(
        resolved(participant.version),
        participant.level,
        participant.next_level,
        is_checkin=participant.cycle.is_checkin,
    )


def keys_of(participant: Participant) -> dict[str, int]:
    """The key of each competency of the participant's family, by id."""
    family = Competency.objects.filter(family=participant.version.family_id)
    return dict(family.values_list("slug", "pk"))


def answer_in(rating: RatingBase) -> Answer:
    """What a stored rating says."""
    return Answer(**{name: getattr(rating, name) for name in _FIELDS})


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """The answers of an assessment, by competency. One query."""
    rows = Rating.objects.filter(assessment=assessment).select_related("competency")
    return {row.competency.slug: answer_in(row) for row in rows}


def sheet_of(assessment: Assessment, *, to: Person) -> Sheet:
    """The sheet of an assessment as `to` may see it. Six queries, however long it is."""
    participant = assessment.participant
    questions = questions_for(participant)
    answers = answers_of(assessment)
    lacking = tuple(missing(questions, answers))
    words = {each.slug: each.sentence for each in lacking}
    own, own_summary = _self_assessment(assessment, answers)
    notes = _evidence(participant, to)
    scale = resolved(participant.version).framework.rating.scale
    items = tuple(
        Item(
            question,
            answers.get(slug, Answer()),
            words.get(slug, ""),
            own.get(slug),
            tuple(note for note in notes if _speaks_of(note, question)),
            scale,
        )
        for slug, question in questions.items()
    )
    return Sheet(assessment, items, lacking, notes, own_summary)


def _self_assessment(
    assessment: Assessment, answers: dict[str, Answer]
) -> tuple[dict[str, Answer], str]:
    """The subject's own answers: once handed in, and each only where the manager has answered."""
    if assessment.is_self:
        return {}, ""
    theirs = Assessment.objects.filter(
        participant=assessment.participant_id,
        perspective=Assessment.Perspective.SELF,
        submitted_at__isnull=False,
    ).first()
    if theirs is None:
        return {}, ""
    everything = not SELF_SHOWN_AFTER_RATING or assessment.submitted_at is not None
    shown = {
        slug: answer
        for slug, answer in answers_of(theirs).items()
        if everything or _is_decided(answers.get(slug))
    }
    return shown, theirs.summary if everything else ""


def _is_decided(answer: Answer | None) -> bool:
    return answer is not None and (
        answer.is_unseen or answer.score is not None or bool(answer.next)
    )


def _evidence(participant: Participant, to: Person) -> tuple[EvidenceNote, ...]:
    """Notes of the period that the reader may see, newest first."""
    notes = visible(EvidenceNote, to=to).filter(
        person=participant.person_id,
        happened_on__range=(participant.cycle.from_on, participant.cycle.to_on),
    )
    return tuple(notes.prefetch_related("tags").order_by("-happened_on", "-pk")[:50])


def _speaks_of(note: EvidenceNote, question: Question) -> bool:
    statements = {statement.id for statement in (*question.here, *question.there)}
    return any(
        (tag.kind == EvidenceTag.Kind.COMPETENCY and tag.key == question.slug)
        or (tag.kind == EvidenceTag.Kind.STATEMENT and tag.key in statements)
        for tag in note.tags.all()
    )
