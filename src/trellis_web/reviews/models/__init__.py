"""Reviews: cycles, drafts of assessments, and the released results apart from them.

Cycle             a review round or a check-in round
Release           results of a round, or of one unit in it, are to be released at a time
Exemption         a person whom a cycle leaves out, or who is away during it
Participant       a person in a cycle, with version, level, unit and manager frozen at the opening
HandOver          somebody else writes as the manager from now on
Assessment        one author's words about one participant
Rating            one competency in an assessment
Citation          a note that an author points to
Nomination        a colleague who is asked to write about a participant
Ballot            an anonymous form on its way, known by a token alone
SealedAnswer      a ballot that was handed in, read by nobody until the batch
AnswerBatch       the anonymous answers about a participant, stored at once
AnonymousAnswer   one competency in such a batch
CalibratedRating  what a closed calibration made of a rating; immutable
ReleasedResult    what the cycle established; immutable, the only source of employee pages
ReleasedRating    one competency of a released result; immutable
ReleasedCitation  a note that was cited; immutable
ReleasedFeedback  what peers said, as it is passed on; immutable
Acknowledgement   the person has read the result; immutable
CheckIn           what employee and manager see of the next level, between rounds
Sighting          one competency in a check-in
"""

from trellis_web.reviews.models.assessments import (
    Assessment,
    Citation,
    Next,
    Rating,
    RatingBase,
)
from trellis_web.reviews.models.checkins import CheckIn, Sighting
from trellis_web.reviews.models.cycles import Cycle, Release
from trellis_web.reviews.models.participants import Exemption, HandOver, Participant
from trellis_web.reviews.models.peers import (
    AnonymousAnswer,
    AnswerBatch,
    Ballot,
    Nomination,
    SealedAnswer,
)
from trellis_web.reviews.models.results import (
    Acknowledgement,
    CalibratedRating,
    ReleasedCitation,
    ReleasedFeedback,
    ReleasedRating,
    ReleasedResult,
)

__all__ = [
    "Acknowledgement",
    "AnonymousAnswer",
    "AnswerBatch",
    "Assessment",
    "Ballot",
    "CalibratedRating",
    "CheckIn",
    "Citation",
    "Cycle",
    "Exemption",
    "HandOver",
    "Next",
    "Nomination",
    "Participant",
    "Rating",
    "RatingBase",
    "Release",
    "ReleasedCitation",
    "ReleasedFeedback",
    "ReleasedRating",
    "ReleasedResult",
    "SealedAnswer",
    "Sighting",
]
