"""What is recorded about the outline of a draft."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("framework:outlined")
@dataclass(frozen=True)
class OutlineChanged(Payload):
    """A track, level, competency or include of a draft was added, moved, renamed or taken out."""

    family: str
    change: str
    part: str
    subject: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("In the draft of %(family)s: %(part)s %(subject)s %(change)s.") % {
            "family": self.family,
            "part": self.part,
            "subject": self.subject,
            "change": self.change,
        }
