"""What the trail says about releases: of whom, when, and that somebody was talked with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@audited("cycle:released")
@dataclass(frozen=True, slots=True)
class CycleReleased(Payload):
    """Results of a round were released, or of one unit in it; held ones wait for the talk."""

    cycle: int
    title: str
    people: int
    unit: int | None = None

    def sentence(self) -> str:
        """What happened, in words."""
        words = ngettext(
            "Released %(title)s for %(n)d person.",
            "Released %(title)s for %(n)d people.",
            self.people,
        )
        return words % {"title": self.title, "n": self.people}


@audited("release:planned")
@dataclass(frozen=True, slots=True)
class ReleasePlanned(Payload):
    """A release was planned for a time."""

    cycle: int
    title: str
    unit: int | None
    at: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Planned a release of %(title)s for %(at)s.") % {
            "title": self.title,
            "at": self.at,
        }


@audited("release:withdrawn")
@dataclass(frozen=True, slots=True)
class ReleaseWithdrawn(Payload):
    """A planned release was called off."""

    cycle: int
    title: str
    unit: int | None

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Called off a planned release of %(title)s.") % {"title": self.title}


@audited("result:talked")
@dataclass(frozen=True, slots=True)
class TalkNoted(Payload):
    """The manager has talked with the person, who reads the result now."""

    cycle: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Talked about the result of %(title)s.") % {"title": self.title}


@audited("result:talk-overdue")
@dataclass(frozen=True, slots=True)
class TalksOverdue(Payload):
    """The latest day of the talks has passed: held results were released."""

    cycle: int
    title: str
    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        words = _(
            "Released %(n)d held results of %(title)s: the latest day of the talks has passed."
        )
        return words % {"title": self.title, "n": self.people}
