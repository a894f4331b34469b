"""What the trail says about assessments. Never a rating, never a word of one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("review:edit-refused")
@dataclass(frozen=True, slots=True)
class EditRefused(Payload):
    """Somebody tried to change a review that was handed in."""

    assessment: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Tried to change a review that was handed in.")


@audited("review:reopened")
@dataclass(frozen=True, slots=True)
class ReviewReopened(Payload):
    """A review was given back to its author."""

    assessment: int
    reason: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Gave a review back to its author: %(reason)s") % {"reason": self.reason}


@audited("review:submitted")
@dataclass(frozen=True, slots=True)
class ReviewSubmitted(Payload):
    """An author handed a review in."""

    assessment: int
    perspective: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Handed in a review.")
