"""Where people stand, and to whom they report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.events import LineChanged, PositionChanged
from trellis_web.people.models import Person, Position, ReportingLine, Unit

LOOP = Denial("manager-loop", _("That would make people lead each other in a circle."))
KEPT = ("family", "track", "level", "title", "unit_id", "level_since")


@dataclass(frozen=True, slots=True)
class Place:
    """A level of a family, and the title and unit that go with it; None keeps what is there."""

    family: str
    level: str
    track: str = ""
    title: str | None = None
    unit: Unit | None = None
    level_since: date | None = None


@transaction.atomic
def change_positions(
    people: Sequence[Person],
    place: Place,
    *,
    since: date,
    cause: str,
    by: Person,
    now: datetime,
    today: date,
) -> None:
    """Puts people at `place` from `since` on. A row that began the same day is replaced."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    write_positions(people, place, since=since, cause=cause, by=by, now=now)


@transaction.atomic
def write_positions(
    people: Sequence[Person], place: Place, *, since: date, cause: str, by: Person, now: datetime
) -> None:
    """As `change_positions`, for actions of other apps that permit it by a rule of their own."""
    before = make_way([person.pk for person in people], since=since)
    Position.objects.bulk_create(
        [_successor(person, before.get(person.pk), place, since, cause) for person in people],
        batch_size=500,
    )
    record(
        PositionChanged([p.pk for p in people], place.family, place.level, since.isoformat()),
        by=by,
        subject=people[0] if len(people) == 1 else None,
        at=now,
    )


def make_way(people: Sequence[int], *, since: date) -> dict[int, Position]:
    """Ends what is in force on `since`, and removes what begins then or later: also what was
    written ahead, so that nobody ever stands in two places. Part of an action that audits.

    Returns, by person, the row that a new one takes title and unit from: the one in force on
    `since`, or else the first that begins later.
    """
    held = Position.objects.select_for_update().filter(person__in=people)
    rows = list(held.filter(Q(until__isnull=True) | Q(until__gt=since)).order_by("-since"))
    later = [row.pk for row in rows if row.since >= since]
    Position.objects.filter(pk__in=later).delete()
    Position.objects.filter(pk__in={row.pk for row in rows}.difference(later)).update(until=since)
    return {row.person_id: row for row in rows}


def _successor(
    person: Person, before: Position | None, place: Place, since: date, cause: str
) -> Position:
    stays = before is not None and (before.family, before.level) == (place.family, place.level)
    kept_since = before.level_since if before is not None and stays else since
    return Position(
        person=person,
        family=place.family,
        level=place.level,
        track=place.track,
        title=(before.title if before else "") if place.title is None else place.title,
        unit=place.unit or (before.unit if before else None),
        level_since=place.level_since or kept_since,
        since=since,
        cause=cause,
    )


@transaction.atomic
def change_manager(
    person: Person, manager: Person | None, *, since: date, by: Person, now: datetime, today: date
) -> None:
    """`person` reports to `manager` from `since` on; the line before ends that day.

    Raises `Denied` with code `manager-loop` when the manager already reports to the person.
    """
    require(by, Permission.PEOPLE_MANAGE, today=today)
    if manager is not None and _leads(person, manager, since):
        raise Denied(LOOP)
    lines = ReportingLine.objects.filter(person=person, kind="line", until__isnull=True)
    lines.filter(since__gte=since).delete()
    lines.update(until=since)
    if manager is not None:
        ReportingLine.objects.create(person=person, manager=manager, since=since)
    payload = LineChanged(person.pk, manager.pk if manager else None, since.isoformat())
    record(payload, by=by, subject=person, at=now)


def _leads(person: Person, other: Person, day: date) -> bool:
    """Whether `other` is `person`, or reports to them at any distance."""
    edges = dict(
        ReportingLine.objects.on(day).filter(kind="line").values_list("person_id", "manager_id")
    )
    at: int | None = other.pk
    seen: set[int] = set()
    while at is not None and at not in seen:
        if at == person.pk:
            return True
        seen.add(at)
        at = edges.get(at)
    return False
