"""What the trail says about exports."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("export:made")
@dataclass(frozen=True, slots=True)
class ExportMade(Payload):
    """Somebody took along what is kept about themself. `digest`: SHA-256 of the file."""

    kind: str
    digest: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Took their own data along as %(kind)s.") % {"kind": self.kind.upper()}
