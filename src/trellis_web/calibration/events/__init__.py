"""What the trail says of calibration. Never a rating, never a reason."""

from trellis_web.calibration.events.ratings import RatingCalibrated, RatingRestored
from trellis_web.calibration.events.room import (
    ConflictDeclared,
    FacilitationHandedOver,
    MemberAdded,
    MemberLeft,
    TalkBegun,
    TalkEnded,
)
from trellis_web.calibration.events.sessions import (
    SessionClosed,
    SessionCreated,
    SessionStarted,
    SessionWithdrawn,
    SubjectRemoved,
    SubjectsPlaced,
)

__all__ = [
    "ConflictDeclared",
    "FacilitationHandedOver",
    "MemberAdded",
    "MemberLeft",
    "RatingCalibrated",
    "RatingRestored",
    "SessionClosed",
    "SessionCreated",
    "SessionStarted",
    "SessionWithdrawn",
    "SubjectRemoved",
    "SubjectsPlaced",
    "TalkBegun",
    "TalkEnded",
]
