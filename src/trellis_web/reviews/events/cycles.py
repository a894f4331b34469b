"""What the trail says about rounds and who takes part in them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@audited("cycle:created")
@dataclass(frozen=True, slots=True)
class CycleCreated(Payload):
    """A round was set up."""

    cycle: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Set up %(title)s.") % {"title": self.title}


@audited("cycle:opened")
@dataclass(frozen=True, slots=True)
class CycleOpened(Payload):
    """A round was opened: versions, levels and managers are frozen."""

    cycle: int
    title: str
    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        words = ngettext(
            "Opened %(title)s for %(n)d person.", "Opened %(title)s for %(n)d people.", self.people
        )
        return words % {"title": self.title, "n": self.people}


@audited("cycle:released")
@dataclass(frozen=True, slots=True)
class CycleReleased(Payload):
    """The results of a round were released."""

    cycle: int
    title: str
    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        words = ngettext(
            "Released %(title)s for %(n)d person.",
            "Released %(title)s for %(n)d people.",
            self.people,
        )
        return words % {"title": self.title, "n": self.people}


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
