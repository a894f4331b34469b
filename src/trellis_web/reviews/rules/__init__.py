"""What an author is asked, what is missing, and why something is refused."""

from trellis_web.reviews.rules.answers import (
    ENDS_OF_SCALE,
    Answer,
    Missing,
    Question,
    complete,
    lacks,
    missing,
    questions_of,
    word_of,
)
from trellis_web.reviews.rules.merging import Sent, SentText
from trellis_web.reviews.rules.refusals import (
    CLOSED,
    STALE,
    Conflict,
    Incomplete,
    Refused,
    Unlaunchable,
    Unsettable,
)

__all__ = [
    "CLOSED",
    "ENDS_OF_SCALE",
    "STALE",
    "Answer",
    "Conflict",
    "Incomplete",
    "Missing",
    "Question",
    "Refused",
    "Sent",
    "SentText",
    "Unlaunchable",
    "Unsettable",
    "complete",
    "lacks",
    "missing",
    "questions_of",
    "word_of",
]
