"""What the trail says about feedback that is asked for between rounds. Never the words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True)
class _AboutAsk(Payload):
    """A change of one question to a colleague."""

    ask: int
    colleague: int


@audited("ask:made")
@dataclass(frozen=True)
class FeedbackAsked(_AboutAsk):
    """A colleague is asked what they saw of a statement."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A colleague was asked for feedback on a statement.")


@audited("ask:answered")
@dataclass(frozen=True)
class FeedbackGiven(_AboutAsk):
    """The answer became a note of the person."""

    note: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A colleague gave feedback on a statement; it is a note now.")


@audited("ask:declined")
@dataclass(frozen=True)
class FeedbackDeclined(_AboutAsk):
    """The colleague does not answer."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A colleague declined to give feedback on a statement.")


@audited("ask:withdrawn")
@dataclass(frozen=True)
class FeedbackWithdrawn(_AboutAsk):
    """The question was taken back."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A question for feedback was taken back.")
