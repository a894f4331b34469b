"""What the trail says about colleagues who are asked. Never whether or what they answered."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True, slots=True)
class _AboutPeer(Payload):
    """Something happened to the question whether this colleague is asked."""

    participant: int
    peer: int


@audited("peer:nominated")
@dataclass(frozen=True, slots=True)
class PeerNominated(_AboutPeer):
    """A participant proposed a colleague."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Proposed a colleague for feedback.")


@audited("peer:added")
@dataclass(frozen=True, slots=True)
class PeerAdded(_AboutPeer):
    """A manager asked a colleague whom nobody proposed."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Asked a colleague for feedback.")


@audited("peer:approved")
@dataclass(frozen=True, slots=True)
class NominationApproved(_AboutPeer):
    """A manager agreed to a proposal: the colleague is asked."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Agreed to a colleague who was proposed for feedback.")


@audited("peer:declined")
@dataclass(frozen=True, slots=True)
class NominationDeclined(_AboutPeer):
    """A manager did not agree to a proposal."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Did not agree to a colleague who was proposed for feedback.")


@audited("peer:withdrawn")
@dataclass(frozen=True, slots=True)
class NominationWithdrawn(_AboutPeer):
    """A participant took a proposal back."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Took the proposal of a colleague back.")


@audited("peer:refused")
@dataclass(frozen=True, slots=True)
class NominationRefused(Payload):
    """A colleague who was asked does not answer."""

    participant: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Does not give the feedback that was asked for.")


@audited("peer:stage-closed")
@dataclass(frozen=True, slots=True)
class PeerStageClosed(Payload):
    """Anonymous answers were stored at once, or deleted unread. It has no actor."""

    participant: int
    perspective: str
    is_enough: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_enough:
            return _("The anonymous answers of colleagues were put together.")
        return _("Too few colleagues answered; their answers were deleted unread.")
