"""What the trail says about notices."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("mail:released")
@dataclass(frozen=True, slots=True)
class MailReleased(Payload):
    """An administrator sends a letter again of which nobody knows whether it arrived."""

    mail: int

    def sentence(self) -> str:
        """Which letter."""
        return _("Mail %(mail)s was queued again by hand.") % self.as_dict()
