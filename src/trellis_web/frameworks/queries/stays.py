"""Who stays on an earlier version, and which version counts for whom."""

from collections.abc import Iterable
from datetime import date

from trellis_web.frameworks.models import Stay, Version
from trellis_web.people.models import Person


def stay_of(person: Person, family: str, *, today: date) -> Stay | None:
    """The stay of a person on an earlier version of a family, if there is one today."""
    stays = Stay.objects.on(today).filter(person=person, version__family__slug=family)
    found: Stay | None = stays.select_related("version__family__current").order_by("-pk").first()
    return found


def versions_for(families: Iterable[str], *, today: date) -> dict[tuple[int, str], Version]:
    """By person and family, the earlier version that still counts for their reviews. One query."""
    stays = Stay.objects.on(today).filter(version__family__slug__in=families).order_by("pk")
    return {
        (stay.person_id, stay.version.family.slug): stay.version
        for stay in stays.select_related("version__family")
    }
