"""What is recorded about setting up a framework."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("wizard:advanced")
@dataclass(frozen=True)
class WizardAdvanced(Payload):
    """A step of setting up a framework was finished for the first time."""

    family: str
    step: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Setting up %(family)s: the step “%(step)s” was finished.") % {
            "family": self.family,
            "step": self.step,
        }
