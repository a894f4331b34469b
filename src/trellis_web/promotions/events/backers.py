"""What the trail says about backers and waivers. Never what they said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited
from trellis_web.promotions.events.cases import AboutCase


@audited("backing:asked")
@dataclass(frozen=True, slots=True)
class BackersAsked(AboutCase):
    """People are asked to back a case."""

    people: list[int]

    def sentence(self) -> str:
        """What happened, in words."""
        return _("People were asked to back case %(case)d.") % self.as_dict()


@audited("backing:answered")
@dataclass(frozen=True, slots=True)
class BackingAnswered(AboutCase):
    """Somebody gave or refused it."""

    backer: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Somebody answered about case %(case)d.") % self.as_dict()


@audited("backing:escalated")
@dataclass(frozen=True, slots=True)
class SilenceEscalated(AboutCase):
    """The day passed without an answer."""

    backer: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("An answer about case %(case)d is late.") % self.as_dict()


@audited("waiver:asked")
@dataclass(frozen=True, slots=True)
class WaiverAsked(Payload):
    """A criterion is to be waived."""

    waiver: int
    move: int
    criterion: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Asked that the criterion %(criterion)s is waived.") % self.as_dict()


@audited("waiver:answered")
@dataclass(frozen=True, slots=True)
class WaiverAnswered(Payload):
    """A second person agreed, or did not."""

    waiver: int
    is_approved: bool

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Agreed to a waiver.") if self.is_approved else _("Did not agree to a waiver.")
