"""The levels of the current versions, to choose from."""

from datetime import date

from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person


def level_choices(reader: Person, *, today: date) -> list[tuple[int | str, str]]:
    """Each level as `family/level`, with family, code and title."""
    rows = visible(Family, to=reader, today=today).filter(current__isnull=False)
    return [
        (f"{family.slug}/{level.id}", f"{family.title}: {level.id} {level.title}")
        for family in rows.select_related("current").order_by("title")
        if family.current
        for level in resolved(family.current).levels.values()
    ]


def family_of_level(value: str) -> tuple[Family, str]:
    """A choice of `level_choices` as family and level."""
    slug, _, level = value.partition("/")
    return Family.objects.get(slug=slug), level
