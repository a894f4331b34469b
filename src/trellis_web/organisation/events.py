"""What the trail says about switches."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("feature:switched")
@dataclass(frozen=True, slots=True)
class FeatureSwitched(Payload):
    """A feature is on or off from now on; `asked_by` is who asked when two had to agree."""

    feature: str
    is_on: bool
    asked_by: int | None

    def sentence(self) -> str:
        """Which feature, and which way."""
        if self.is_on:
            return _("Switched on: %(feature)s.") % self.as_dict()
        return _("Switched off: %(feature)s.") % self.as_dict()


@audited("feature:requested")
@dataclass(frozen=True, slots=True)
class FeatureRequested(Payload):
    """Somebody wants a feature on that needs a second person."""

    feature: str

    def sentence(self) -> str:
        """Which feature."""
        return _("Asked to switch on: %(feature)s.") % self.as_dict()


@audited("feature:refused")
@dataclass(frozen=True, slots=True)
class FeatureRefused(Payload):
    """A request to switch a feature on was refused or taken back."""

    feature: str
    asked_by: int

    def sentence(self) -> str:
        """Which feature."""
        return _("Stays off: %(feature)s.") % self.as_dict()
