"""Who may be asked about a colleague, until when, and what an answer of a peer lacks."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis.process.states import AssessmentState
from trellis_web.access.rules import Denial
from trellis_web.reviews.models import Assessment, Cycle, Nomination, Participant
from trellis_web.reviews.rules.answers import Answer, Missing, Question, missing
from trellis_web.reviews.rules.writing import due_at, why_not_written

PEER, UPWARD = Assessment.Perspective.PEER, Assessment.Perspective.UPWARD

ASKED_ALREADY = Denial(
    "peer-asked-already",
    gettext_lazy("This colleague was proposed already. Choose somebody else."),
)
DECIDED = Denial("nomination-decided", gettext_lazy("This was decided already."))
GONE = Denial(
    "ballot-gone",
    gettext_lazy(
        "This form is not open: it was handed in, or its time is over, or the address is not"
        " complete. What was handed in is kept until the others have answered."
    ),
)
NO_PEERS = Denial("no-peers", gettext_lazy("This round does not ask colleagues."))
NOT_THIS_ONE = Denial(
    "peer-not-possible",
    gettext_lazy(
        "Choose a colleague who works here now: not yourself, not the manager, and nobody who is"
        " asked already as a report."
    ),
)
OVER = Denial("peers-over", gettext_lazy("The time to ask and to answer colleagues is over."))
TAKEN = Denial(
    "ballot-taken",
    gettext_lazy(
        "You have taken your form. It is behind the address that you were shown; no second one"
        " can be given, because nobody knows which one is yours."
    ),
)
TOO_MANY = Denial(
    "too-many-peers",
    gettext_lazy("As many colleagues as this round allows are proposed already."),
)


def is_anonymous(cycle: Cycle, perspective: str) -> bool:
    """Whether answers are given without a name: those of reports always are."""
    return cycle.is_anonymous or perspective == UPWARD


def is_over(participant: Participant, *, now: datetime) -> bool:
    """Whether midnight after the last day has passed where the participant lives."""
    return now >= due_at(participant, PEER)


def why_closed(participant: Participant, *, now: datetime) -> Denial | None:
    """Why colleagues are no longer asked about a participant, or None while they are."""
    if denial := why_not_written(participant, AssessmentState.DRAFT):
        return denial
    return OVER if is_over(participant, now=now) else None


def places_left(cycle: Cycle, nominations: int) -> int:
    """How many more colleagues may be proposed."""
    return max(0, cycle.peers_most - nominations)


def why_not_answered(nomination: Nomination, *, now: datetime) -> Denial | None:
    """Why the asked peer cannot answer now, or None."""
    if nomination.declined_at or not nomination.approved_at:
        return DECIDED
    return why_closed(nomination.participant, now=now)


def lacking(questions: Mapping[str, Question], answers: Mapping[str, Answer]) -> Iterator[Missing]:
    """What keeps an answer of a peer from being handed in.

    A peer answers what they saw: whatever they leave empty is "not enough seen", but something
    must be said, and what was begun must be whole.
    """
    said = {slug: answer for slug, answer in answers.items() if _is_said(answer)}
    if not said and questions:
        first = next(iter(questions))
        yield Missing(first, _("Answer at least one competency: one that you saw."))
    yield from missing({s: q for s, q in questions.items() if s in said}, said)


def with_rest_unseen(
    questions: Mapping[str, Question], answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """The answers, with "not enough seen" for everything that was left empty."""
    return {
        slug: answers[slug] if _is_said(answers.get(slug)) else Answer(is_unseen=True)
        for slug in questions
    }


def _is_said(answer: Answer | None) -> bool:
    return answer is not None and not answer.is_empty and not answer.is_unseen
