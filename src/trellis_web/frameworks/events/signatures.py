"""What is recorded about signatures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("draft:signed")
@dataclass(frozen=True)
class DraftSigned(Payload):
    """Somebody stands for parts of a draft as they were. `digests` are theirs, in order."""

    family: str
    kind: str
    parts: tuple[str, ...]
    digests: tuple[str, ...]

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Signed of the draft of %(family)s: %(count)d parts (%(kind)s).") % {
            "family": self.family,
            "count": len(self.parts),
            "kind": self.kind,
        }
