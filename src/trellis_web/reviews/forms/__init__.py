"""What people send about reviews: one answer per competency, a round, a reason."""

from trellis_web.reviews.forms.cycles import CycleForm, setting_of
from trellis_web.reviews.forms.participants import (
    ExemptionForm,
    HandOverForm,
    JoiningForm,
    LeavingForm,
)
from trellis_web.reviews.forms.releases import ReleaseForm
from trellis_web.reviews.forms.results import AcknowledgementForm
from trellis_web.reviews.forms.sheets import (
    LONGEST,
    UNSEEN,
    RatingForm,
    ReopeningForm,
    SheetForm,
    initial_of,
    rating_forms,
)

__all__ = [
    "LONGEST",
    "UNSEEN",
    "AcknowledgementForm",
    "CycleForm",
    "ExemptionForm",
    "HandOverForm",
    "JoiningForm",
    "LeavingForm",
    "RatingForm",
    "ReleaseForm",
    "ReopeningForm",
    "SheetForm",
    "initial_of",
    "rating_forms",
    "setting_of",
]
