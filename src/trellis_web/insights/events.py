"""What the trail says about the readiness board."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("readiness:noted")
@dataclass(frozen=True, slots=True)
class ReadinessNoted(Payload):
    """Somebody wrote a note on a card. Its words are no part of the trail."""

    note: int

    def sentence(self) -> str:
        """Which note."""
        return _("Note %(note)s was written on the readiness board.") % self.as_dict()
