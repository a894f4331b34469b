"""What is recorded about plans and talks: that something happened, never the words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@audited("plan:started")
@dataclass(frozen=True, slots=True)
class PlanStarted(Payload):
    """A person heads for a move; a plan before it ended, and what was open moved along."""

    plan: int
    family: str
    move: str
    actions: int
    moved: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "A growth plan for the move %(move)s was started with %(n)d action.",
            "A growth plan for the move %(move)s was started with %(n)d actions.",
            self.actions + self.moved,
        ) % {"move": self.move, "n": self.actions + self.moved}


@dataclass(frozen=True, slots=True)
class _AboutPlan(Payload):
    """A change of a whole plan."""

    plan: int


@audited("plan:agreed")
@dataclass(frozen=True, slots=True)
class PlanAgreed(_AboutPlan):
    """The manager agreed to a plan as it stands."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The manager agreed to a growth plan.")


@audited("plan:ended")
@dataclass(frozen=True, slots=True)
class PlanEnded(_AboutPlan):
    """A plan is over and kept."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A growth plan was ended.")


@dataclass(frozen=True, slots=True)
class _AboutAction(Payload):
    """A change of one action. `asks_again`: the manager is asked to agree to the plan anew."""

    action: int
    asks_again: bool


@audited("action:added")
@dataclass(frozen=True, slots=True)
class ActionAdded(_AboutAction):
    """A plan has one more action."""

    is_managers: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_managers:
            return _("An action for the manager was added to a growth plan.")
        return _("An action was added to a growth plan.")


@audited("action:changed")
@dataclass(frozen=True, slots=True)
class ActionChanged(_AboutAction):
    """Words, kind or day of an action changed."""

    is_moved: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_moved:
            return _("An action of a growth plan was moved to another day.")
        return _("An action of a growth plan was changed.")


@audited("action:done")
@dataclass(frozen=True, slots=True)
class ActionDone(_AboutAction):
    """An action is done."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("An action of a growth plan is done.")


@audited("action:dropped")
@dataclass(frozen=True, slots=True)
class ActionDropped(_AboutAction):
    """An action is not done any more; the reason stands in the plan."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("An action of a growth plan was dropped.")


@audited("talk:noted")
@dataclass(frozen=True, slots=True)
class TalkNoted(Payload):
    """A person and their manager talked; the next agenda begins there."""

    held_on: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Talked on %(day)s.") % {"day": self.held_on}


@audited("team:exported")
@dataclass(frozen=True, slots=True)
class TeamExported(Payload):
    """A manager took the list of the team away as a file."""

    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "Exported a team of %(n)d person.", "Exported a team of %(n)d people.", self.people
        ) % {"n": self.people}
