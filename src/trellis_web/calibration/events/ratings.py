"""Changes of ratings in the trail: that they happened, not what they were."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("rating:calibrated")
@dataclass(frozen=True, slots=True)
class RatingCalibrated(Payload):
    """A rating was changed in a session."""

    session: int
    title: str
    participant: int
    change: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Changed a rating in the calibration %(title)s.") % {"title": self.title}


@audited("rating:restored")
@dataclass(frozen=True, slots=True)
class RatingRestored(Payload):
    """A change of a rating was taken back."""

    session: int
    title: str
    participant: int
    change: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Took back a change in the calibration %(title)s.") % {"title": self.title}
