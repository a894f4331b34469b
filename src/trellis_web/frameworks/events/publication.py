"""What is recorded about published versions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("framework:published")
@dataclass(frozen=True)
class FrameworkPublished(Payload):
    """A draft became the current version of its family."""

    family: str
    version: int
    version_id: int
    wording: int
    structural: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _(
            "Version %(version)d of %(family)s was published:"
            " %(wording)d changes of wording, %(structural)d of structure."
        ) % {
            "version": self.version,
            "family": self.family,
            "wording": self.wording,
            "structural": self.structural,
        }
