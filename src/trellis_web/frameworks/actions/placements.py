"""Giving people a level of a published framework: by job title, or one by one."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from trellis_web.frameworks.queries.placements import held, people_with_title
from trellis_web.people.actions.positions import Place, change_positions
from trellis_web.people.models import Person


@transaction.atomic
def place_titles(
    places: Mapping[str, str], *, since: date, by: Person, now: datetime, today: date
) -> int:
    """Puts everyone with a title at its `family/level`; whoever stands there already is left alone.

    Returns how many people moved. One event for each title.
    """
    moved = 0
    for title, place in places.items():
        family, level = place.split("/", 1)
        there = set(
            held(today=today).filter(family=family, level=level).values_list("person_id", flat=True)
        )
        people = [p for p in people_with_title(title, today=today) if p.pk not in there]
        if people:
            change_positions(
                people,
                Place(family, level),
                since=since,
                cause="levelling",
                by=by,
                now=now,
                today=today,
            )
        moved += len(people)
    return moved
