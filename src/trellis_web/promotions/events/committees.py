"""What the trail says about committees and what happens in them. Never how somebody voted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited
from trellis_web.promotions.events.cases import AboutCase


@dataclass(frozen=True, slots=True)
class _AboutCommittee(Payload):
    """A step in the life of one committee."""

    committee: int


@audited("committee:created")
@dataclass(frozen=True, slots=True)
class CommitteeCreated(_AboutCommittee):
    """There is a new committee."""

    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The committee %(title)s was created.") % self.as_dict()


@audited("committee:closed")
@dataclass(frozen=True, slots=True)
class CommitteeClosed(_AboutCommittee):
    """No more cases come to it."""

    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The committee %(title)s was closed.") % self.as_dict()


@audited("committee:joined")
@dataclass(frozen=True, slots=True)
class MemberAdded(_AboutCommittee):
    """Somebody sits on it, or has another part in it."""

    person: int
    is_chair: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_chair:
            return _("Person %(person)d leads committee %(committee)d.") % self.as_dict()
        return _("Person %(person)d sits on committee %(committee)d.") % self.as_dict()


@audited("committee:left")
@dataclass(frozen=True, slots=True)
class MemberRemoved(_AboutCommittee):
    """Somebody no longer sits on it."""

    person: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Person %(person)d left committee %(committee)d.") % self.as_dict()


@audited("member:recused")
@dataclass(frozen=True, slots=True)
class MemberRecused(AboutCase):
    """A member steps aside."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A member stepped aside from case %(case)d.") % self.as_dict()


@audited("vote:cast")
@dataclass(frozen=True, slots=True)
class VoteCast(AboutCase):
    """A member said what they think."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A member voted on case %(case)d.") % self.as_dict()


@audited("discussion:opened")
@dataclass(frozen=True, slots=True)
class DiscussionOpened(AboutCase):
    """Everybody has voted; members read each other."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The discussion of case %(case)d was opened.") % self.as_dict()


@audited("case:calibrated")
@dataclass(frozen=True, slots=True)
class CaseCalibrated(AboutCase):
    """The review behind it was compared across teams."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The review behind case %(case)d was calibrated.") % self.as_dict()
