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
        return _("%(kind)s of the draft of %(family)s was signed for %(count)d parts.") % {
            "kind": self.kind.capitalize() or "—",
            "family": self.family,
            "count": len(self.parts),
        }
