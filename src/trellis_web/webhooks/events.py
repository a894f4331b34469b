"""What the trail says about webhooks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("hook:added")
@dataclass(frozen=True, slots=True)
class HookAdded(Payload):
    """Another program is told of events from now on. Its address is not named."""

    hook: int
    title: str
    tags: list[str]

    def sentence(self) -> str:
        """Which one."""
        return _("The webhook “%(title)s” was added.") % {"title": self.title}


@audited("hook:removed")
@dataclass(frozen=True, slots=True)
class HookRemoved(Payload):
    """Another program is told nothing any more."""

    hook: int
    title: str

    def sentence(self) -> str:
        """Which one."""
        return _("The webhook “%(title)s” was removed.") % {"title": self.title}


@audited("delivery:repeated")
@dataclass(frozen=True, slots=True)
class DeliveryRepeated(Payload):
    """An administrator sends a message of a webhook again."""

    delivery: int

    def sentence(self) -> str:
        """Which one."""
        return _("Message %(delivery)s of a webhook was queued again.") % self.as_dict()
