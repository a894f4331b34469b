"""What the trail says about reviews. Never a rating, never a word of an assessment."""

from trellis_web.reviews.events.assessments import (
    EditRefused,
    ReviewHandedOver,
    ReviewReopened,
    ReviewSubmitted,
)
from trellis_web.reviews.events.cycles import (
    CycleCreated,
    CycleOpened,
    CycleReleased,
    ExemptionNoted,
    ExemptionWithdrawn,
)
from trellis_web.reviews.events.reminders import CycleReminded
from trellis_web.reviews.events.results import ResultAcknowledged, ResultOpened, TrendOpened

__all__ = [
    "CycleCreated",
    "CycleOpened",
    "CycleReleased",
    "CycleReminded",
    "EditRefused",
    "ExemptionNoted",
    "ExemptionWithdrawn",
    "ResultAcknowledged",
    "ResultOpened",
    "ReviewHandedOver",
    "ReviewReopened",
    "ReviewSubmitted",
    "TrendOpened",
]
