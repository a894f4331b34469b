"""What is recorded about those who write."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("author:changed")
@dataclass(frozen=True)
class AuthorChanged(Payload):
    """Somebody got, changed or lost their part in a framework. An empty role is none."""

    family: str
    role: str

    def sentence(self) -> str:
        """What happened, in words."""
        if not self.role:
            return _("A person no longer writes %(family)s.") % {"family": self.family}
        return _("A person became %(role)s of %(family)s.") % {
            "role": self.role.replace("_", "-"),
            "family": self.family,
        }
