"""Job titles and the levels that they stand for, as HR sets them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.people.models import Person, Position

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class TitleGroup:
    """Everyone with the same job title: how many, and the place that most of them have."""

    title: str
    people: int
    unplaced: int
    place: str


def place_choices() -> Choices:
    """Every level of every published family, as `family/level`, grouped by family."""
    families = Family.objects.filter(current__isnull=False).select_related("current__family")
    return [
        (
            family.title,
            [
                (f"{family.slug}/{level.id}", f"{level.id} {level.title}")
                for level in resolved(family.current).levels.values()  # type: ignore[arg-type]
            ],
        )
        for family in families
    ]


def title_groups(*, today: date) -> list[TitleGroup]:
    """The job titles of active people, those with people without a level first. One query."""
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = held(today=today).values_list("title", "family", "level")
    for title, family, level in rows:
        places[title][f"{family}/{level}" if family and level else ""] += 1
    groups = [
        TitleGroup(title, sum(counts.values()), counts[""], counts.most_common(1)[0][0])
        for title, counts in places.items()
    ]
    return sorted(groups, key=lambda group: (-group.unplaced, group.title))


def held(*, today: date) -> QuerySet[Position]:
    """The positions of active people on `today`."""
    rows: QuerySet[Position] = Position.objects.on(today).filter(
        person__deactivated_at__isnull=True
    )
    return rows


def people_with_title(title: str, *, today: date) -> list[Person]:
    """Active people whose position has this title."""
    keys = held(today=today).filter(title=title).values("person")
    return list(Person.objects.filter(pk__in=keys))
