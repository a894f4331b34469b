"""What is recorded about the life of a published framework: reviews of it, and who stays behind."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("framework:reminded")
@dataclass(frozen=True)
class ReviewReminded(Payload):
    """Owners and HR were told that frameworks are due to be looked at again."""

    families: list[str]

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The framework is due to be looked at again: %(families)s.") % {
            "families": ", ".join(self.families)
        }


@audited("framework:reviewed")
@dataclass(frozen=True)
class FrameworkReviewed(Payload):
    """Somebody looked at a framework again and found nothing to change."""

    family: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The framework of %(family)s was looked at again and stays as it is.") % {
            "family": self.family
        }


@audited("rhythm:changed")
@dataclass(frozen=True)
class RhythmChanged(Payload):
    """How often a framework is looked at was changed, in months."""

    family: str
    months: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The framework of %(family)s is looked at again every %(months)d months.") % {
            "family": self.family,
            "months": self.months,
        }


@audited("stay:ended")
@dataclass(frozen=True)
class StayEnded(Payload):
    """Somebody went over to the current version before the day."""

    family: str
    version: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A person left version %(version)d of %(family)s for the current one.") % {
            "version": self.version,
            "family": self.family,
        }


@audited("stay:granted")
@dataclass(frozen=True)
class StayGranted(Payload):
    """A version lives on for somebody until a day (ISO)."""

    family: str
    version: int
    until: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A person stays on version %(version)d of %(family)s until %(until)s.") % {
            "version": self.version,
            "family": self.family,
            "until": self.until,
        }


@audited("trigger:raised")
@dataclass(frozen=True)
class TriggerRaised(Payload):
    """Something happened for which a framework is looked at before its time."""

    family: str
    cause: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The framework of %(family)s is to be looked at before its time: %(cause)s.") % {
            "family": self.family,
            "cause": self.cause,
        }


@audited("trigger:settled")
@dataclass(frozen=True)
class TriggerSettled(Payload):
    """It was decided, with a reason, that nothing has to change for it."""

    family: str
    cause: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The framework of %(family)s stays as it is after all: %(cause)s.") % {
            "family": self.family,
            "cause": self.cause,
        }
