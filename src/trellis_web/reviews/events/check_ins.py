"""What the trail says about check-ins. Never an observation, never a word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True, slots=True)
class _AboutCheckIn(Payload):
    """A step in the life of one check-in."""

    check_in: int


@audited("check-in:started")
@dataclass(frozen=True, slots=True)
class CheckInStarted(_AboutCheckIn):
    """Employee or manager want to talk about the next level."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Started a check-in.")


@audited("check-in:prepared")
@dataclass(frozen=True, slots=True)
class CheckInPrepared(_AboutCheckIn):
    """The person said what they showed; the manager can read it."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Prepared a check-in.")


@audited("check-in:recorded")
@dataclass(frozen=True, slots=True)
class CheckInRecorded(_AboutCheckIn):
    """What was seen counts from now on, and the person can read it."""

    changed: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "Recorded a check-in with %(n)d change.",
            "Recorded a check-in with %(n)d changes.",
            self.changed,
        ) % {"n": self.changed}
