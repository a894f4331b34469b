"""Storing who is how ready. The facts are there; nothing here reads ratings or evidence."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from trellis_web.readiness.models import Move
from trellis_web.readiness.queries import due
from trellis_web.readiness.queries.plans import plans
from trellis_web.readiness.queries.statements import (
    People,
    Statement,
    for_people,
    moves_from_here,
    remove,
)


@transaction.atomic
def refresh(*, today: date, people: People = None, moves: Iterable[Move] | None = None) -> int:
    """Store the readiness of `people` for `moves`, by default of everyone for all that count.

    `people` is a query of persons (or of a column of their keys) for many, or ids for a few. One
    statement per move, however many people; it writes only rows that change, keeps `since` while
    the state stays, and rows of people who no longer stand at the level are removed. Returns how
    many rows were written.
    """
    chosen = people if people is None or isinstance(people, QuerySet) else list(people)
    _execute(remove(chosen, today=today))
    statements = {plan.move.pk: plan.statement for plan in plans(today=today)}
    wanted = statements.keys() if moves is None else {move.pk for move in moves}
    if chosen is not None:
        wanted &= _keys(moves_from_here(chosen, today=today))
    return sum(
        _execute(for_people(statement, chosen))
        for key, statement in statements.items()
        if key in wanted
    )


@transaction.atomic
def refresh_due(*, today: date) -> int:
    """Store what time alone has changed: tenures reached, positions that began or ended.

    For the nightly job. Days that were missed are caught up. Returns how many rows were written.
    """
    _execute(remove(None, today=today))
    return sum(
        _execute(for_people(plan.statement, due(plan.move, today=today)))
        for plan in plans(today=today)
    )


def _execute(statement: Statement) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return int(cursor.rowcount)


def _keys(statement: Statement) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return {key for (key,) in cursor.fetchall()}
