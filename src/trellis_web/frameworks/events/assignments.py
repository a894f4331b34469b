"""What is recorded about who writes what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("assignment:ended")
@dataclass(frozen=True)
class AssignmentEnded(Payload):
    """A part of a draft was taken off somebody's list."""

    family: str
    competency: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A person no longer has to write %(competency)s of %(family)s.") % {
            "competency": self.competency,
            "family": self.family,
        }


@audited("assignment:given")
@dataclass(frozen=True)
class AssignmentGiven(Payload):
    """Somebody writes a part of a draft until a day (ISO). Empty levels: the first, the last."""

    family: str
    competency: str
    first_level: str
    last_level: str
    due_on: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A person writes %(competency)s of %(family)s until %(day)s.") % {
            "competency": self.competency,
            "family": self.family,
            "day": self.due_on,
        }


@audited("author:reminded")
@dataclass(frozen=True)
class AuthorsReminded(Payload):
    """Authors of a draft were mailed what they have left to write."""

    family: str
    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Reminders about %(family)s went to %(people)d authors.") % {
            "family": self.family,
            "people": self.people,
        }
