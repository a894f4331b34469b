"""What the trail says about released results: who read them, and that their person did."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("result:acknowledged")
@dataclass(frozen=True, slots=True)
class ResultAcknowledged(Payload):
    """The person has read their result."""

    result: int
    has_comment: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.has_comment:
            return _("Acknowledged a result, with a comment.")
        return _("Acknowledged a result.")


@audited("result:opened")
@dataclass(frozen=True, slots=True)
class ResultOpened(Payload):
    """Somebody read the result of another person."""

    result: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Opened a released result.")


@audited("trend:opened")
@dataclass(frozen=True, slots=True)
class TrendOpened(Payload):
    """Somebody read the results of another person over time."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Opened the results over time.")
