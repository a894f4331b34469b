"""Where readers stand, and how many people a publication concerns."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trellis_web.people.models import Person, Position


@dataclass(frozen=True, slots=True)
class Standing:
    """The family, level and title of a person; all empty for someone without a framework."""

    family: str = ""
    level: str = ""
    title: str = ""

    def level_in(self, family: str) -> str:
        """The level, if it is one of this family."""
        return self.level if self.family == family else ""


def standing(person: Person, *, today: date) -> Standing:
    """Where `person` stands on `today`."""
    held = Position.objects.on(today).filter(person=person).values_list("family", "level", "title")
    return Standing(*(held.first() or ()))


def people_in(family_slug: str, *, today: date) -> int:
    """How many active people work in a family on `today`: those a publication concerns."""
    held = Position.objects.on(today).filter(family=family_slug)
    return held.filter(person__deactivated_at__isnull=True).count()


def members(family_slug: str, *, today: date) -> QuerySet[Person]:
    """The active people who work in a family on `today`, by name."""
    held = Position.objects.on(today).filter(family=family_slug).values("person")
    people: QuerySet[Person] = Person.objects.filter(pk__in=held, deactivated_at__isnull=True)
    return people
