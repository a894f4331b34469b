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


@audited("chat:added")
@dataclass(frozen=True, slots=True)
class ChatRoomAdded(Payload):
    """A room is told of rounds from now on. Its address is a secret."""

    room: int
    title: str

    def sentence(self) -> str:
        """Which room."""
        return _("The chat room “%(title)s” was added.") % self.as_dict()


@audited("chat:removed")
@dataclass(frozen=True, slots=True)
class ChatRoomRemoved(Payload):
    """A room is told nothing any more."""

    room: int
    title: str

    def sentence(self) -> str:
        """Which room."""
        return _("The chat room “%(title)s” was removed.") % self.as_dict()


@audited("calendar:made")
@dataclass(frozen=True, slots=True)
class CalendarLinkMade(Payload):
    """Somebody made an address for their calendar; an earlier one ended."""

    def sentence(self) -> str:
        """That it was made."""
        return _("A calendar address was made.")


@audited("calendar:revoked")
@dataclass(frozen=True, slots=True)
class CalendarLinkRevoked(Payload):
    """Somebody ended the address of their calendar."""

    def sentence(self) -> str:
        """That it ended."""
        return _("A calendar address was revoked.")
