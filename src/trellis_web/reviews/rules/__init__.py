"""What an author is asked, what is missing, and why something is refused."""

from trellis_web.reviews.rules.answers import (
    REASON_NEEDED_FOR,
    SELF_SHOWN_AFTER_RATING,
    Answer,
    Missing,
    Question,
    complete,
    missing,
    questions_of,
    word_of,
)
from trellis_web.reviews.rules.refusals import (
    CLOSED,
    STALE,
    Conflict,
    Incomplete,
    Refused,
    Unlaunchable,
)

__all__ = [
    "CLOSED",
    "REASON_NEEDED_FOR",
    "SELF_SHOWN_AFTER_RATING",
    "STALE",
    "Answer",
    "Conflict",
    "Incomplete",
    "Missing",
    "Question",
    "Refused",
    "Unlaunchable",
    "complete",
    "missing",
    "questions_of",
    "word_of",
]
