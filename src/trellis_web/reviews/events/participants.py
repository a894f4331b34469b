"""What the trail says about who takes part in a round, and who writes about them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("exemption:noted")
@dataclass(frozen=True, slots=True)
class ExemptionNoted(Payload):
    """Somebody is left out of a round, or away during it."""

    cycle: int
    title: str
    kind: str

    def sentence(self) -> str:
        """What happened, in words."""
        if self.kind == "absent":
            return _("Noted an absence during %(title)s.") % {"title": self.title}
        return _("Left somebody out of %(title)s.") % {"title": self.title}


@audited("exemption:withdrawn")
@dataclass(frozen=True, slots=True)
class ExemptionWithdrawn(Payload):
    """Somebody takes part in a round after all."""

    cycle: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Brought somebody back into %(title)s.") % {"title": self.title}


@audited("participant:joined")
@dataclass(frozen=True, slots=True)
class ParticipantJoined(Payload):
    """Somebody takes part who was not there at the opening."""

    cycle: int
    title: str
    reason: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Joined %(title)s: %(reason)s") % {"title": self.title, "reason": self.reason}


@audited("participant:left")
@dataclass(frozen=True, slots=True)
class ParticipantLeft(Payload):
    """Somebody takes no part in a round any more."""

    cycle: int
    title: str
    reason: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Left %(title)s: %(reason)s") % {"title": self.title, "reason": self.reason}


@audited("review:handed-over")
@dataclass(frozen=True, slots=True)
class ReviewHandedOver(Payload):
    """Another manager writes the review from now on."""

    participant: int
    manager: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Handed a review over to the new manager.")
