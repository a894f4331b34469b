"""What the trail says about people."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


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
