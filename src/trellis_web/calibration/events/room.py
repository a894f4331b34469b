"""Who is in a session, in the trail."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("calibrator:added")
@dataclass(frozen=True, slots=True)
class MemberAdded(Payload):
    """Somebody takes part in a session."""

    session: int
    title: str
    member: int
    part: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Added somebody to the calibration %(title)s.") % {"title": self.title}


@audited("calibrator:removed")
@dataclass(frozen=True, slots=True)
class MemberLeft(Payload):
    """Somebody takes no part in a session any more."""

    session: int
    title: str
    member: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Took somebody out of the calibration %(title)s.") % {"title": self.title}


@audited("facilitation:handed-over")
@dataclass(frozen=True, slots=True)
class FacilitationHandedOver(Payload):
    """Somebody else facilitates a session."""

    session: int
    title: str
    member: int
    reason: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Handed over the calibration %(title)s: %(why)s") % {
            "title": self.title,
            "why": self.reason,
        }


@audited("interest:declared")
@dataclass(frozen=True, slots=True)
class ConflictDeclared(Payload):
    """A conflict of interest was declared."""

    session: int
    title: str
    member: int
    participant: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Declared a conflict of interest in the calibration %(title)s.") % {
            "title": self.title
        }


@audited("talk:begun")
@dataclass(frozen=True, slots=True)
class TalkBegun(Payload):
    """The room began to speak of somebody."""

    session: int
    title: str
    participant: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Began to speak of somebody in the calibration %(title)s.") % {"title": self.title}


@audited("talk:ended")
@dataclass(frozen=True, slots=True)
class TalkEnded(Payload):
    """The room stopped speaking of somebody."""

    session: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Stopped speaking of somebody in the calibration %(title)s.") % {
            "title": self.title
        }
