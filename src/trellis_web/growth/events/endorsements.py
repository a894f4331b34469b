"""What is recorded about endorsements and figures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@audited("endorsement:given")
@dataclass(frozen=True)
class EndorsementGiven(Payload):
    """Somebody backs a move."""

    family: str
    move: str
    role: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The move %(move)s was endorsed.") % {"move": self.move}


@audited("endorsement:withdrawn")
@dataclass(frozen=True)
class EndorsementWithdrawn(Payload):
    """Somebody no longer backs a move."""

    family: str
    move: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The endorsement of the move %(move)s was withdrawn.") % {"move": self.move}


@audited("metric:imported")
@dataclass(frozen=True)
class MetricsImported(Payload):
    """Figures came from a file."""

    people: int
    values: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "A file with %(values)d figure was imported.",
            "A file with %(values)d figures was imported.",
            self.values,
        ) % {"values": self.values}
