"""Who stays on an earlier version, and which version counts for whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, OuterRef, Subquery

from trellis_web.frameworks.models import Stay, Version
from trellis_web.people.models import Person


def stay_of(person: Person, family: str, *, today: date) -> Stay | None:
    """The stay of a person on an earlier version of a family, if there is one today."""
    stays = Stay.objects.on(today).filter(person=person, version__family__slug=family)
    found: Stay | None = stays.select_related("version__family__current").order_by("-pk").first()
    return found


def current_for(person: Person, family: str, *, today: date) -> tuple[Version | None, Stay | None]:
    """The current version of a family, and the stay of a person on an earlier one.

    One query; two more for those who stay. Nobody else pays for them.
    """
    stays = Stay.objects.on(today).filter(person=person, version__family=OuterRef("family"))
    found = Version.objects.filter(family__slug=family, family__current=F("pk"))
    rows = found.defer("text", "note").annotate(stay=Subquery(stays.values("pk")[:1]))
    version: Version | None = rows.first()
    stays_on = version is not None and getattr(version, "stay", None)
    return version, stay_of(person, family, today=today) if stays_on else None


def versions_for(families: Iterable[str], *, today: date) -> dict[tuple[int, str], Version]:
    """By person and family, the earlier version that still counts for their reviews. One query."""
    stays = Stay.objects.on(today).filter(version__family__slug__in=families).order_by("pk")
    return {
        (stay.person_id, stay.version.family.slug): stay.version
        for stay in stays.select_related("version__family")
    }
