"""What the trail says about how people sign in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("identity:connected")
@dataclass(frozen=True, slots=True)
class SignInConnected(Payload):
    """From now on the identity provider says who this person is."""

    person: int
    issuer: str

    def sentence(self) -> str:
        """Who, and by whom."""
        return _("Person %(person)s signs in with %(issuer)s from now on.") % self.as_dict()


@audited("identity:disconnected")
@dataclass(frozen=True, slots=True)
class SignInDisconnected(Payload):
    """The identity provider no longer says who this person is."""

    person: int
    issuer: str

    def sentence(self) -> str:
        """Who, and by whom."""
        return _("Person %(person)s no longer signs in with %(issuer)s.") % self.as_dict()
