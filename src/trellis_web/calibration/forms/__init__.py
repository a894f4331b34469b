"""Forms of this app."""

from trellis_web.calibration.forms.ratings import RatingForm, UndoingForm
from trellis_web.calibration.forms.room import ConflictForm, FacilitationForm, MemberForm
from trellis_web.calibration.forms.sessions import ClosingForm, SessionForm

__all__ = [
    "ClosingForm",
    "ConflictForm",
    "FacilitationForm",
    "MemberForm",
    "RatingForm",
    "SessionForm",
    "UndoingForm",
]
