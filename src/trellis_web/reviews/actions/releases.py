"""The release: what managers handed in becomes the immutable result that people read."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateTimeField,
    F,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record_all
from trellis_web.people.models import Person
from trellis_web.readiness.actions import refresh
from trellis_web.reviews.actions.facts import push_facts
from trellis_web.reviews.events import CycleReleased
from trellis_web.reviews.models import (
    Assessment,
    Cycle,
    Participant,
    Rating,
    ReleasedRating,
    ReleasedResult,
)
from trellis_web.reviews.rules import Conflict
from trellis_web.reviews.rules.refusals import CYCLE_CLOSED, CYCLE_RELEASED

ANSWER = ("competency_id", "score", "step", "next", "is_unseen", "reason")


@transaction.atomic
def release_results(
    cycles: Iterable[Cycle], *, by: Person, now: datetime, today: date
) -> list[Cycle]:
    """Releases rounds: results, what readiness reads, readiness and the trail, or nothing of it.

    Everyone whose manager handed in gets a result, and everyone away gets one that says so; the
    others get none. Raises `Conflict` for a round that is not open or was released before.
    """
    require(by, Permission.CYCLE_MANAGE, today=today)
    locked = _locked(cycles)
    for cycle in locked:
        _copy(cycle, by=by, now=now)
        cycle.released_at, cycle.released_by = now, by
        cycle.save(update_fields=["released_at", "released_by"])
    people = Person.objects.filter(pk__in=_released(locked).values("person"))
    push_facts(people.values_list("pk", flat=True), today=today)
    refresh(today=today, people=people)
    record_all([(_event(cycle), None) for cycle in locked], by=by, at=now)
    return locked


def _locked(cycles: Iterable[Cycle]) -> list[Cycle]:
    """The rounds as they stand, held until the end of the transaction; each must be open."""
    keys = [cycle.pk for cycle in cycles]
    found = list(Cycle.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    for cycle in found:
        if cycle.released_at:
            raise Conflict(CYCLE_RELEASED)
        if not cycle.opened_at:
            raise Conflict(CYCLE_CLOSED)
    return found


def _released(cycles: Sequence[Cycle]) -> "QuerySet[Any]":
    return ReleasedResult.objects.filter(cycle__in=cycles)


def _event(cycle: Cycle) -> CycleReleased:
    return CycleReleased(cycle.pk, cycle.title, _released([cycle]).count())


def _copy(cycle: Cycle, *, by: Person, now: datetime) -> None:
    """One INSERT … SELECT for the results and one for their ratings, however many people."""
    handed_in = Assessment.objects.filter(
        participant__cycle=cycle,
        participant__is_absent=False,
        perspective=Assessment.Perspective.MANAGER,
        author=F("participant__manager"),
        submitted_at__isnull=False,
    )
    frozen = ("cycle_id", "person_id", "version_id", "level", "next_level", "manager_id")
    release: dict[str, Any] = {
        "is_calibrated": Value(value=False, output_field=BooleanField()),
        "released_at": Value(now, DateTimeField()),
        "released_by_id": Value(by.pk, BigIntegerField()),
    }
    _insert(
        ReleasedResult,
        handed_in,
        {name: F(f"participant__{name}") for name in (*frozen, "is_absent")}
        | {"summary": F("summary")}
        | release,
    )
    _insert(
        ReleasedResult,
        Participant.objects.filter(cycle=cycle, is_absent=True),
        {name: F(name) for name in (*frozen, "is_absent")}
        | {"summary": Value("", TextField())}
        | release,
    )
    result = ReleasedResult.objects.filter(
        cycle=cycle, person=OuterRef("assessment__participant__person")
    )
    _insert(
        ReleasedRating,
        Rating.objects.filter(assessment__in=handed_in),
        {"result_id": Subquery(result.values("pk"))} | {name: F(name) for name in ANSWER},
    )


def _insert(model: type[Model], rows: "QuerySet[Any]", columns: dict[str, Any]) -> None:
    """INSERT INTO model (columns) SELECT …; the ORM reads rows, but cannot copy them."""
    picked = rows.order_by().annotate(**{f"_{name}": value for name, value in columns.items()})
    select, parameters = picked.values_list(*(f"_{n}" for n in columns)).query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {select}", parameters)
