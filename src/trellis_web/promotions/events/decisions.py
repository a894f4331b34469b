"""What the trail says about decisions. Never an outcome."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited
from trellis_web.promotions.events.cases import AboutCase


@audited("case:decided")
@dataclass(frozen=True, slots=True)
class CaseDecided(AboutCase):
    """A case, or the objection to its decision, was decided."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Case %(case)d was decided.") % self.as_dict()


@audited("decision:told")
@dataclass(frozen=True, slots=True)
class DecisionTold(AboutCase):
    """The person reads a decision that was held; not `in_person`: its latest day has come."""

    in_person: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.in_person:
            return _("The decision on case %(case)d was told in person.") % self.as_dict()
        return _("The decision on case %(case)d could be read: its day has come.") % self.as_dict()


@audited("telling:set")
@dataclass(frozen=True, slots=True)
class TellingSet(Payload):
    """Within how many days decisions are told in person; 0: read at once."""

    days: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Decisions are told in person within %(days)d days.") % self.as_dict()


@audited("override:asked")
@dataclass(frozen=True, slots=True)
class OverrideAsked(AboutCase):
    """The rule of the move is to be set aside."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("An override was asked for in case %(case)d.") % self.as_dict()


@audited("override:answered")
@dataclass(frozen=True, slots=True)
class OverrideAnswered(AboutCase):
    """A second person agreed, or did not."""

    is_approved: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_approved:
            return _("Agreed to an override in case %(case)d.") % self.as_dict()
        return _("Did not agree to an override in case %(case)d.") % self.as_dict()


@audited("appeal:raised")
@dataclass(frozen=True, slots=True)
class AppealRaised(AboutCase):
    """The person objects."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Objected to the decision on case %(case)d.") % self.as_dict()


@audited("appeal:assigned")
@dataclass(frozen=True, slots=True)
class AppealAssigned(AboutCase):
    """A committee hears the objection."""

    committee: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Committee %(committee)d hears the objection in case %(case)d.") % self.as_dict()


@audited("promotion:lapsed")
@dataclass(frozen=True, slots=True)
class PromotionLapsed(AboutCase):
    """On its day it could not be carried out."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("What was decided in case %(case)d was not carried out.") % self.as_dict()


@audited("seats:set")
@dataclass(frozen=True, slots=True)
class SeatsSet(Payload):
    """How many places a level has."""

    family: str
    level: str
    unit: int | None
    seats: int | None

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The places at %(family)s %(level)s were set.") % self.as_dict()
