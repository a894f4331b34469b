"""An anonymous form, found by the token that only its holder knows."""

from dataclasses import dataclass

from trellis_web.reviews.models import Ballot
from trellis_web.reviews.queries.answers import questions_for
from trellis_web.reviews.rules import Answer, Question
from trellis_web.reviews.rules.sealing import digest_of, unlock


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What is written on a form so far."""

    revision: int
    answers: dict[str, Answer]


def ballot_of(token: str) -> Ballot | None:
    """The form that this token opens, or None."""
    return (
        Ballot.objects.filter(token_digest=digest_of(token))
        .select_related("participant__person", "participant__cycle", "participant__version__family")
        .first()
    )


def questions_on(ballot: Ballot) -> dict[str, Question]:
    """What the form asks, by competency."""
    return questions_for(ballot.participant)


def filled_in(ballot: Ballot, token: str) -> FilledIn:
    """What is written on the form, opened with its token."""
    if not ballot.words:
        return FilledIn(0, {})
    words = unlock(ballot.words, token=token)
    return FilledIn(words["revision"], {s: Answer(**a) for s, a in words["answers"].items()})
