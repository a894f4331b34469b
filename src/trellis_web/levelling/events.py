"""What the trail says about levelling: that it happened, by keys; never a level, never a person.

Before somebody was told, no event names them as its subject.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@audited("levelling:opened")
@dataclass(frozen=True, slots=True)
class LevellingOpened(Payload):
    """HR opened a round for some people."""

    round: int
    people: int

    def sentence(self) -> str:
        """Which round, and how many people."""
        return ngettext(
            "Levelling %(round)s was opened for %(people)s person.",
            "Levelling %(round)s was opened for %(people)s people.",
            self.people,
        ) % {"round": self.round, "people": self.people}


@audited("levelling:mapped")
@dataclass(frozen=True, slots=True)
class TitlesMapped(Payload):
    """Levels were proposed by job title."""

    round: int
    people: int

    def sentence(self) -> str:
        """Which round, and how many people."""
        return ngettext(
            "In levelling %(round)s a level was proposed to %(people)s person by job title.",
            "In levelling %(round)s a level was proposed to %(people)s people by job title.",
            self.people,
        ) % {"round": self.round, "people": self.people}


@audited("levelling:compared")
@dataclass(frozen=True, slots=True)
class LevelsCompared(Payload):
    """HR confirmed proposals after comparing them over teams."""

    round: int
    people: int

    def sentence(self) -> str:
        """Which round, and how many people."""
        return ngettext(
            "In levelling %(round)s the level of %(people)s person was confirmed.",
            "In levelling %(round)s the levels of %(people)s people were confirmed.",
            self.people,
        ) % {"round": self.round, "people": self.people}


@audited("levelling:counted")
@dataclass(frozen=True, slots=True)
class TrialCounted(Payload):
    """The criteria were tried on estimates; only counts were kept."""

    round: int

    def sentence(self) -> str:
        """Which round."""
        return _("The criteria were tried on the estimates of levelling %(round)s.") % {
            "round": self.round
        }


@audited("levelling:closed")
@dataclass(frozen=True, slots=True)
class LevellingClosed(Payload):
    """The round ended; the private estimates are gone."""

    round: int
    untold: int
    estimates: int

    def sentence(self) -> str:
        """Which round, how many were not told, and how much was deleted."""
        return _(
            "Levelling %(round)s was closed: %(untold)s not told, %(estimates)s estimates deleted."
        ) % {"round": self.round, "untold": self.untold, "estimates": self.estimates}


@dataclass(frozen=True, slots=True)
class _AboutProposal(Payload):
    """Something about one proposal."""

    proposal: int


@audited("proposal:written")
@dataclass(frozen=True, slots=True)
class ProposalWritten(_AboutProposal):
    """A level was proposed, changed or confirmed for one person."""

    def sentence(self) -> str:
        """Which proposal."""
        return _("Proposal %(proposal)s was written.") % {"proposal": self.proposal}


@audited("proposal:estimated")
@dataclass(frozen=True, slots=True)
class ProposalEstimated(_AboutProposal):
    """A manager noted private estimates."""

    def sentence(self) -> str:
        """About which proposal."""
        return _("Private estimates were noted with proposal %(proposal)s.") % {
            "proposal": self.proposal
        }


@audited("proposal:told")
@dataclass(frozen=True, slots=True)
class ProposalTold(_AboutProposal):
    """The person was told in person; their position was written."""

    def sentence(self) -> str:
        """Which proposal."""
        return _("Proposal %(proposal)s was talked about and is in force.") % {
            "proposal": self.proposal
        }


@audited("objection:raised")
@dataclass(frozen=True, slots=True)
class ObjectionRaised(_AboutProposal):
    """The person does not agree with the level."""

    def sentence(self) -> str:
        """To which proposal."""
        return _("Somebody objected to proposal %(proposal)s.") % {"proposal": self.proposal}


@audited("objection:decided")
@dataclass(frozen=True, slots=True)
class ObjectionDecided(_AboutProposal):
    """Somebody who had no part in it decided."""

    outcome: str

    def sentence(self) -> str:
        """To which proposal, and what."""
        return _("The objection to proposal %(proposal)s was decided: %(outcome)s.") % {
            "proposal": self.proposal,
            "outcome": self.outcome,
        }
