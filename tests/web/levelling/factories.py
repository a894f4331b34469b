"""A round with people in it, as far as a test needs it to be."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.web.factories import NOW, TODAY, hr, person, position
from tests.web.reviews.factories import version
from trellis_web.levelling import actions
from trellis_web.levelling.models import Proposal, Round
from trellis_web.levelling.rules import Said
from trellis_web.people.models import Person

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
SENIOR, STAFF = "engineering/L2", "engineering/L3"


@dataclass
class Company:
    """HR, a chain of three, and a round that holds Maya."""

    hana: Person
    rita: Person
    tom: Person
    maya: Person
    round: Round

    @property
    def proposal(self) -> Proposal:
        """Maya's proposal as it is now."""
        return Proposal.objects.select_related("person", "round").get(person=self.maya)


def opened(people: list[Person], *, by: Person, **fields: Any) -> Round:
    """An open round for these people."""
    values: dict[str, Any] = {
        "title": "First levels",
        "cause": "first_levelling",
        "objection_days": 14,
        "told_by_on": date(2027, 1, 31),
        "grace_on": None,
    }
    return actions.open_round(people, **(values | fields), by=by, **WHEN)


def company(**fields: Any) -> Company:
    """Maya, an engineer without a level, reports to Tom, and he to Rita; nothing is proposed."""
    version()
    hana, rita = hr(), person("Rita Sole")
    tom = person("Tom Reyes", manager=rita)
    maya = person("Maya Okafor", manager=tom)
    position(maya, family="", track="", level="", title="Engineer", level_since=None)
    return Company(hana, rita, tom, maya, opened([maya], by=hana, **fields))


def said(place: str = SENIOR, **fields: Any) -> Said:
    """What somebody proposes; credit that would be recognised on any page."""
    return Said(place=place, title="Engineer", **fields)


def confirmed(of: Company, place: str = SENIOR, **fields: Any) -> Proposal:
    """Tom says which level is right."""
    return actions.write_proposal(of.proposal, said=said(place, **fields), by=of.tom, **WHEN)


def compared(of: Company, place: str = SENIOR, **fields: Any) -> Proposal:
    """HR has settled it."""
    confirmed(of, place, **fields)
    actions.confirm_levels(of.round, proposals=[of.proposal], by=of.hana, **WHEN)
    return of.proposal


def told(of: Company, place: str = SENIOR, **fields: Any) -> Proposal:
    """Tom has talked with Maya."""
    return actions.tell(compared(of, place, **fields), by=of.tom, **WHEN)
