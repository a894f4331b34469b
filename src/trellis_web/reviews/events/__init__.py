"""What the trail says about reviews. Never a rating, never a word of an assessment."""

from trellis_web.reviews.events.assessments import (
    EditRefused,
    ReviewReopened,
    ReviewSubmitted,
)
from trellis_web.reviews.events.check_ins import (
    CheckInPrepared,
    CheckInRecorded,
    CheckInStarted,
)
from trellis_web.reviews.events.cycles import (
    CycleChanged,
    CycleClosed,
    CycleCreated,
    CycleOpened,
)
from trellis_web.reviews.events.participants import (
    ExemptionNoted,
    ExemptionWithdrawn,
    ParticipantJoined,
    ParticipantLeft,
    ReviewHandedOver,
)
from trellis_web.reviews.events.peers import (
    NominationApproved,
    NominationDeclined,
    NominationRefused,
    NominationWithdrawn,
    PeerAdded,
    PeerNominated,
    PeerStageClosed,
)
from trellis_web.reviews.events.releases import (
    CycleReleased,
    ReleasePlanned,
    ReleaseWithdrawn,
    TalkNoted,
    TalksOverdue,
)
from trellis_web.reviews.events.reminders import CycleReminded
from trellis_web.reviews.events.results import ResultAcknowledged, ResultOpened, TrendOpened

__all__ = [
    "CheckInPrepared",
    "CheckInRecorded",
    "CheckInStarted",
    "CycleChanged",
    "CycleClosed",
    "CycleCreated",
    "CycleOpened",
    "CycleReleased",
    "CycleReminded",
    "EditRefused",
    "ExemptionNoted",
    "ExemptionWithdrawn",
    "NominationApproved",
    "NominationDeclined",
    "NominationRefused",
    "NominationWithdrawn",
    "ParticipantJoined",
    "ParticipantLeft",
    "PeerAdded",
    "PeerNominated",
    "PeerStageClosed",
    "ReleasePlanned",
    "ReleaseWithdrawn",
    "ResultAcknowledged",
    "ResultOpened",
    "ReviewHandedOver",
    "ReviewReopened",
    "ReviewSubmitted",
    "TalkNoted",
    "TalksOverdue",
    "TrendOpened",
]
