"""What the trail says about ways back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("return:offered")
@dataclass(frozen=True, slots=True)
class ReturnOffered(Payload):
    """Somebody is offered a way back from management."""

    way_back: int
    effective_on: str

    def sentence(self) -> str:
        """Which one, and its day."""
        return _("Way back %(way_back)s was offered for %(effective_on)s.") % self.as_dict()


@audited("return:answered")
@dataclass(frozen=True, slots=True)
class ReturnAnswered(Payload):
    """The person agreed, or declined."""

    way_back: int
    is_agreed: bool

    def sentence(self) -> str:
        """Which one, and what they said."""
        if self.is_agreed:
            return _("Way back %(way_back)s was agreed to.") % self.as_dict()
        return _("Way back %(way_back)s was declined.") % self.as_dict()


@audited("return:carried-out")
@dataclass(frozen=True, slots=True)
class ReturnCarriedOut(Payload):
    """The position changed on the day that was agreed."""

    way_back: int
    effective_on: str

    def sentence(self) -> str:
        """Which one, and its day."""
        return _("Way back %(way_back)s was carried out for %(effective_on)s.") % self.as_dict()


@audited("return:ended")
@dataclass(frozen=True, slots=True)
class ReturnEnded(Payload):
    """It does not take place: taken back, or no longer possible when its day came (`reason`)."""

    way_back: int
    reason: str

    def sentence(self) -> str:
        """Which one, and why where a rule ended it."""
        if not self.reason:
            return _("Way back %(way_back)s was taken back.") % self.as_dict()
        return _("Way back %(way_back)s could not be carried out (%(reason)s).") % self.as_dict()
