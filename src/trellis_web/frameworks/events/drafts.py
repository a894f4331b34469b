"""What is recorded about drafts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("framework:drafted")
@dataclass(frozen=True)
class FrameworkDrafted(Payload):
    """A file became the draft of a family. Nobody but its writers sees it."""

    family: str
    source: str
    revision: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("“%(source)s” became the draft of %(family)s.") % {
            "source": self.source,
            "family": self.family,
        }


@audited("framework:edited")
@dataclass(frozen=True)
class FrameworkEdited(Payload):
    """A draft was saved."""

    family: str
    revision: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The draft of %(family)s was saved as revision %(revision)d.") % {
            "family": self.family,
            "revision": self.revision,
        }
