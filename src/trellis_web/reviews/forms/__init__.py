"""What people send about reviews: one answer per competency, a round, a reason."""

from trellis_web.reviews.forms.cycles import CycleForm, ExemptionForm, ReleaseForm
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
    "RatingForm",
    "ReleaseForm",
    "ReopeningForm",
    "SheetForm",
    "initial_of",
    "rating_forms",
]
