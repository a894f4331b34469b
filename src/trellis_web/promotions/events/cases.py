"""What the trail says about cases: the step, never a word, a finding or an outcome."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True, slots=True)
class AboutCase(Payload):
    """A step in the life of one case."""

    case: int


@audited("case:started")
@dataclass(frozen=True, slots=True)
class CaseStarted(AboutCase):
    """A case was begun, by somebody or by the rules."""

    origin: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Case %(case)d was started.") % self.as_dict()


@audited("case:submitted")
@dataclass(frozen=True, slots=True)
class CaseSubmitted(AboutCase):
    """Criteria and findings are frozen."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Case %(case)d was handed in.") % self.as_dict()


@audited("case:returned")
@dataclass(frozen=True, slots=True)
class CaseReturned(AboutCase):
    """The manager gave it back."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Case %(case)d was given back.") % self.as_dict()


@audited("case:forwarded")
@dataclass(frozen=True, slots=True)
class CaseForwarded(AboutCase):
    """It lies with those who decide."""

    committee: int | None

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Case %(case)d was passed on for a decision.") % self.as_dict()


@audited("case:withdrawn")
@dataclass(frozen=True, slots=True)
class CaseWithdrawn(AboutCase):
    """It was taken back."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Case %(case)d was withdrawn.") % self.as_dict()


@audited("case:written")
@dataclass(frozen=True, slots=True)
class StatementWritten(AboutCase):
    """The statement of a case changed."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The statement of case %(case)d was changed.") % self.as_dict()


@audited("case:cited")
@dataclass(frozen=True, slots=True)
class EvidenceCited(AboutCase):
    """A note was cited for a sentence or a criterion."""

    note: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A note was cited in case %(case)d.") % self.as_dict()


@audited("case:uncited")
@dataclass(frozen=True, slots=True)
class EvidenceUncited(AboutCase):
    """A note is no longer cited."""

    note: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A note is no longer cited in case %(case)d.") % self.as_dict()


@audited("finding:set")
@dataclass(frozen=True, slots=True)
class FindingSet(AboutCase):
    """Somebody said how a criterion stands that people answer."""

    criterion: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A criterion of case %(case)d was answered.") % self.as_dict()


@audited("finding:stated")
@dataclass(frozen=True, slots=True)
class StatementFound(AboutCase):
    """Somebody said what the case shows for a sentence of the level."""

    statement: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A sentence of the level was answered in case %(case)d.") % self.as_dict()


@audited("case:declined")
@dataclass(frozen=True, slots=True)
class OpeningDeclined(Payload):
    """The person does not want a case to be opened by the rules."""

    move: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Declined that a case is opened by the rules.")


@audited("case:welcomed")
@dataclass(frozen=True, slots=True)
class OpeningAccepted(Payload):
    """The person takes that back."""

    move: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Accepted again that a case is opened by the rules.")
