"""What a participant is asked, and what an author has said so far."""

from dataclasses import dataclass, field, fields

from trellis_web.frameworks.models import Competency
from trellis_web.frameworks.queries import resolved
from trellis_web.reviews.models import Assessment, Citation, Participant, Rating, RatingBase
from trellis_web.reviews.rules import Answer, Question, questions_of

_FIELDS = tuple(each.name for each in fields(Answer))


@dataclass(frozen=True, slots=True)
class Said:
    """What is stored of one competency: the answer, and the keys of the notes that it cites."""

    answer: Answer = field(default_factory=Answer)
    cites: frozenset[int] = frozenset()
    is_carried: bool = False


def questions_for(participant: Participant) -> dict[str, Question]:
    """What the round asks about a participant, by competency."""
    return questions_of(
        resolved(participant.version),
        participant.level,
        participant.next_level,
        is_checkin=participant.cycle.is_checkin,
        is_example_needed=participant.cycle.is_example_needed,
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


def said_in(assessment: Assessment) -> dict[str, Said]:
    """The same with what each cites, and whether it was carried over. Two queries."""
    cited: dict[str, set[int]] = {}
    rows = Citation.objects.filter(assessment=assessment).values_list("competency__slug", "note")
    for slug, note in rows:
        cited.setdefault(slug, set()).add(note)
    ratings = Rating.objects.filter(assessment=assessment).select_related("competency")
    return {
        row.competency.slug: Said(
            answer_in(row), frozenset(cited.get(row.competency.slug, ())), row.is_carried
        )
        for row in ratings
    }
