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


@audited("reminders:changed")
@dataclass(frozen=True, slots=True)
class RemindersChanged(Payload):
    """Somebody switched their own reminders on or off."""

    wanted: bool

    def sentence(self) -> str:
        """On or off."""
        on, off = _("Reminders were switched on."), _("Reminders were switched off.")
        return on if self.wanted else off
