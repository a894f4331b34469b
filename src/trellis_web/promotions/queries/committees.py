"""Committees with their members, and what a new one can be for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Unit
from trellis_web.promotions.models import Committee, CommitteeMember


def committees_for(reader: Person, *, today: date) -> QuerySet[Committee]:
    """Those that are not closed, each with who sits on it now as `sitting`."""
    members = visible(CommitteeMember, to=reader, today=today).filter(left_at__isnull=True)
    sitting = members.select_related("person").order_by("-is_chair", "person__name")
    rows = visible(Committee, to=reader, today=today).filter(closed_at__isnull=True)
    return rows.select_related("unit").prefetch_related(
        "families", Prefetch("members", sitting, to_attr="sitting")
    )


def family_choices(reader: Person, *, today: date) -> list[tuple[int, str]]:
    """The published job families."""
    rows = visible(Family, to=reader, today=today).filter(current__isnull=False)
    return list(rows.order_by("title").values_list("pk", "title"))


def unit_choices(reader: Person, *, today: date) -> list[tuple[int | str, str]]:
    """The units of the organisation."""
    return list(visible(Unit, to=reader, today=today).order_by("name").values_list("pk", "name"))


def families_for(keys: Iterable[int]) -> QuerySet[Family]:
    """The families that were ticked."""
    return Family.objects.filter(pk__in=list(keys))


def unit_for(key: int | None) -> Unit | None:
    """The unit that was chosen."""
    return Unit.objects.filter(pk=key).first() if key else None
