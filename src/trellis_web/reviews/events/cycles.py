"""What the trail says about the life of rounds."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@audited("cycle:changed")
@dataclass(frozen=True, slots=True)
class CycleChanged(Payload):
    """The setting of a round was changed while it was a draft."""

    cycle: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Changed the setting of %(title)s.") % {"title": self.title}


@audited("cycle:closed")
@dataclass(frozen=True, slots=True)
class CycleClosed(Payload):
    """A round was finished."""

    cycle: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Closed %(title)s.") % {"title": self.title}


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
