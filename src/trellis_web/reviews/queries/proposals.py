"""What a delta review proposes: the answers of the last released result."""

from trellis_web.access.queries import visible
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Participant, ReleasedRating, ReleasedResult
from trellis_web.reviews.queries.answers import answer_in, questions_for
from trellis_web.reviews.rules import Answer, complete, lacks


def last_result(participant: Participant, *, to: Person) -> ReleasedResult | None:
    """The last released result of the person at the same level, as far as `to` may read it."""
    results = visible(ReleasedResult, to=to).filter(
        person=participant.person_id,
        level=participant.level,
        version__family=participant.version.family_id,
        cycle__to_on__lt=participant.cycle.to_on,
        is_absent=False,
    )
    return results.order_by("-cycle__to_on", "-released_at").first()


def proposals(assessment: Assessment, *, to: Person) -> dict[str, Answer]:
    """What the last result said, by competency; only whole answers to what is asked today.

    Empty unless the round asks for changes only. A proposal is no answer until it is confirmed.
    """
    participant = assessment.participant
    if not participant.cycle.is_delta or assessment.is_colleagues:
        return {}
    result = last_result(participant, to=to)
    rows = ReleasedRating.objects.filter(result=result).select_related("competency")
    questions = questions_for(participant)
    said = {row.competency.slug: answer_in(row) for row in rows}
    offered = {s: complete(questions[s], said[s]) for s in questions if s in said}
    return {
        slug: answer
        for slug, answer in offered.items()
        if not (answer.is_unseen or lacks(questions[slug], answer))
    }
