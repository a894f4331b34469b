"""What the trail says about people."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("absence:noted")
@dataclass(frozen=True, slots=True)
class AbsenceNoted(Payload):
    """Somebody is away for a while. The kind is not part of the trail."""

    person: int
    from_on: str
    to_on: str

    def sentence(self) -> str:
        """Who and when."""
        if self.to_on:
            return _("Person %(person)s is away from %(from_on)s to %(to_on)s.") % self.as_dict()
        return _("Person %(person)s is away from %(from_on)s.") % self.as_dict()


@audited("absence:withdrawn")
@dataclass(frozen=True, slots=True)
class AbsenceWithdrawn(Payload):
    """An absence does not take place."""

    person: int
    from_on: str
    to_on: str

    def sentence(self) -> str:
        """Who and when."""
        return _("The absence of person %(person)s from %(from_on)s was withdrawn.") % (
            self.as_dict()
        )


@audited("line:changed")
@dataclass(frozen=True, slots=True)
class LineChanged(Payload):
    """A person reports to somebody else, or to nobody."""

    person: int
    manager: int | None
    since: str

    def sentence(self) -> str:
        """Who reports to whom from when."""
        if self.manager is None:
            return _("Person %(person)s has no manager from %(since)s.") % self.as_dict()
        return _("Person %(person)s reports to person %(manager)s from %(since)s.") % self.as_dict()


@audited("line:ended")
@dataclass(frozen=True, slots=True)
class LineEnded(Payload):
    """A second line, or a stand-in, ends."""

    people: list[int]
    manager: int

    def sentence(self) -> str:
        """How many people are concerned."""
        return _("Person %(manager)s no longer stands in, or leads by a second line: %(n)d.") % {
            "manager": self.manager,
            "n": len(self.people),
        }


@audited("line:second")
@dataclass(frozen=True, slots=True)
class SecondLineAdded(Payload):
    """A person also works for somebody else."""

    person: int
    manager: int
    since: str

    def sentence(self) -> str:
        """Who works for whom from when."""
        return (
            _("Person %(person)s has a second line to person %(manager)s from %(since)s.")
            % self.as_dict()
        )


@audited("line:delegated")
@dataclass(frozen=True, slots=True)
class StandInNamed(Payload):
    """Somebody leads a manager's team for a while."""

    manager: int
    stand_in: int
    kind: str
    since: str
    until: str
    people: list[int]

    def sentence(self) -> str:
        """Who for whom, how, and when."""
        return (
            _(
                "Person %(stand_in)s stands in for person %(manager)s (%(kind)s) from %(since)s"
                " until %(until)s."
            )
            % self.as_dict()
        )


@audited("people:imported")
@dataclass(frozen=True, slots=True)
class PeopleImported(Payload):
    """A people file was imported."""

    preset: str
    created: int
    updated: int
    deactivated: int
    left_out: int
    people: list[int]

    def sentence(self) -> str:
        """How many were created, updated, deactivated, left out."""
        return (
            _(
                "Imported a %(preset)s file: %(created)d created, %(updated)d updated,"
                " %(deactivated)d deactivated, %(left_out)d findings."
            )
            % self.as_dict()
        )


@audited("person:added")
@dataclass(frozen=True, slots=True)
class PersonAdded(Payload):
    """A person was added by hand."""

    person: int

    def sentence(self) -> str:
        """Who."""
        return _("Person %(person)s was added.") % self.as_dict()


@audited("person:changed")
@dataclass(frozen=True, slots=True)
class PersonChanged(Payload):
    """Worker type, time zone or first day of a person changed."""

    person: int
    fields: list[str]

    def sentence(self) -> str:
        """Who and what."""
        return _("Changed of person %(person)s: %(fields)s.") % {
            "person": self.person,
            "fields": ", ".join(self.fields),
        }


@audited("person:deactivated")
@dataclass(frozen=True, slots=True)
class PersonDeactivated(Payload):
    """A person may no longer sign in; their lines and roles ended."""

    person: int

    def sentence(self) -> str:
        """Who."""
        return _("Person %(person)s was deactivated.") % self.as_dict()


@audited("person:invited")
@dataclass(frozen=True, slots=True)
class PersonInvited(Payload):
    """An invitation was sent."""

    person: int

    def sentence(self) -> str:
        """Who."""
        return _("Person %(person)s was invited.") % self.as_dict()


@audited("position:changed")
@dataclass(frozen=True, slots=True)
class PositionChanged(Payload):
    """People stand at another level, title or unit."""

    people: list[int]
    family: str
    level: str
    since: str

    def sentence(self) -> str:
        """Where and since when."""
        return _("%(count)d people: %(family)s %(level)s since %(since)s.") % {
            **self.as_dict(),
            "count": len(self.people),
        }
