"""The life of a session in the trail."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("calibration:created")
@dataclass(frozen=True, slots=True)
class SessionCreated(Payload):
    """A session was set up."""

    session: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Set up the calibration %(title)s.") % {"title": self.title}


@audited("calibration:started")
@dataclass(frozen=True, slots=True)
class SessionStarted(Payload):
    """A session is live: the ratings of its people change only there."""

    session: int
    title: str
    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Started the calibration %(title)s; people on the table: %(n)d.") % {
            "title": self.title,
            "n": self.people,
        }


@audited("calibration:closed")
@dataclass(frozen=True, slots=True)
class SessionClosed(Payload):
    """A session was closed and signed."""

    session: int
    title: str
    changes: int
    digest: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Closed the calibration %(title)s; ratings that changed: %(n)d.") % {
            "title": self.title,
            "n": self.changes,
        }


@audited("calibration:withdrawn")
@dataclass(frozen=True, slots=True)
class SessionWithdrawn(Payload):
    """A session was called off before it began."""

    session: int
    title: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Called off the calibration %(title)s.") % {"title": self.title}


@audited("table:filled")
@dataclass(frozen=True, slots=True)
class SubjectsPlaced(Payload):
    """Ratings of people were put on the table of a session."""

    session: int
    title: str
    people: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Put people on the table of %(title)s: %(n)d.") % {
            "title": self.title,
            "n": self.people,
        }


@audited("table:cleared")
@dataclass(frozen=True, slots=True)
class SubjectRemoved(Payload):
    """Somebody was taken off the table of a session."""

    session: int
    title: str
    participant: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Took somebody off the table of %(title)s.") % {"title": self.title}
