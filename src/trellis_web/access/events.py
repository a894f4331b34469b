"""What the trail says about roles and tokens. Never a secret, nor what a person calls it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("role:granted")
@dataclass(frozen=True, slots=True)
class RoleGranted(Payload):
    """Somebody holds a role from now on."""

    person: int
    role: str
    unit: str

    def sentence(self) -> str:
        """Who, which role, where."""
        if self.unit:
            return _("Person %(person)s was given %(role)s for %(unit)s.") % self.as_dict()
        return _("Person %(person)s was given %(role)s.") % self.as_dict()


@audited("role:revoked")
@dataclass(frozen=True, slots=True)
class RoleRevoked(Payload):
    """Somebody no longer holds a role."""

    person: int
    role: str

    def sentence(self) -> str:
        """Who and which role."""
        return _("Person %(person)s no longer has %(role)s.") % self.as_dict()


@dataclass(frozen=True, slots=True)
class _AboutToken(Payload):
    """A change of one token."""

    token: int


@audited("token:made")
@dataclass(frozen=True, slots=True)
class TokenMade(_AboutToken):
    """A program may act for somebody."""

    scopes: list[str]
    expires_on: str

    def sentence(self) -> str:
        """What it may do, and until when."""
        words = _("A token was made: %(scopes)s, until %(day)s.")
        return words % {"scopes": ", ".join(self.scopes), "day": self.expires_on}


@audited("token:revoked")
@dataclass(frozen=True, slots=True)
class TokenRevoked(_AboutToken):
    """The program may not any more."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A token was revoked.")


@audited("token:used")
@dataclass(frozen=True, slots=True)
class TokenUsed(_AboutToken):
    """The first use on a day."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A token was used, for the first time that day.")


@audited("reason:given")
@dataclass(frozen=True, slots=True)
class ReasonGiven(Payload):
    """Somebody two lines up reads about a person that day. Why stands beside it, not here."""

    reason: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Somebody two lines up gave a reason to read their results that day.")


@audited("sessions:ended")
@dataclass(frozen=True, slots=True)
class SessionsEnded(Payload):
    """Somebody signed out on every device but the one before them."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Somebody signed out on all their other devices.")
