"""What the trail says about roles."""

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
