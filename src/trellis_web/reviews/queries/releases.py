"""What a release would do: who waits, who has no review, and with whom one talks first."""

from typing import Any

from django.db.models import QuerySet

from trellis_web.access.queries import visible
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.queries.progress import board


def units_waiting(cycle: Cycle) -> "QuerySet[Unit]":
    """The units in which somebody waits for the release."""
    waiting = cycle.participants.filter(
        left_at__isnull=True, held_at__isnull=True, released_at__isnull=True
    )
    return Unit.objects.filter(pk__in=waiting.values("unit"))


def without_review(cycle: Cycle, *, to: Person, unit: Unit | None = None) -> "QuerySet[Any]":
    """Those who would get no result now: their manager has not handed in. By name."""
    rows = board(cycle, to=to).filter(by_manager=False, is_absent=False, left_at__isnull=True)
    rows = rows.filter(held_at__isnull=True, released_at__isnull=True)
    rows = rows.filter(unit=unit) if unit else rows
    return rows.select_related("person", "manager").order_by("person__name", "pk")


def talks_of(manager: Person) -> "QuerySet[Participant]":
    """The people with whom the manager has to talk before they read their result."""
    rows = visible(Participant, to=manager).filter(
        manager=manager, held_at__isnull=False, released_at__isnull=True
    )
    people = rows.exclude(person=manager).select_related("person", "cycle")
    return people.order_by("cycle__told_by_on", "person__name")
