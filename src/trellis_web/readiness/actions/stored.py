"""Storing who is how ready. The facts are there; nothing here reads ratings or evidence."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from trellis_web.people.models import Person
from trellis_web.readiness.models import Move
from trellis_web.readiness.queries import due, live_moves, moves_from_here, stale
from trellis_web.readiness.queries.refresh import Statement, compiled, store

CHUNK = 10_000
"""Ids in one statement: databases limit how many values can be named."""

People = QuerySet[Any] | Iterable[int] | None


@transaction.atomic
def refresh(*, today: date, people: People = None, moves: Iterable[Move] | None = None) -> int:
    """Store the readiness of `people` for `moves`, by default of everyone for all that count.

    `people` is a query of persons (or of a column of their keys) for many, or ids for a few. One
    statement per move, however many people; it writes only rows that change, keeps `since` while
    the state stays, and rows of people who no longer stand at the level are removed. Returns how
    many rows were written.
    """
    chosen = live_moves()
    if moves is not None:
        chosen = chosen.filter(pk__in=[move.pk for move in moves])
    return sum(_refresh(chosen, each, today) for each in _scopes(people))


@transaction.atomic
def refresh_due(*, today: date) -> int:
    """Store what time alone has changed: tenures reached, positions that began or ended.

    For the nightly job. Days that were missed are caught up. Returns how many rows were written.
    """
    stale(today=today).delete()
    return sum(
        _execute(store(tree, move, due(move, today=today)))
        for move, tree in compiled(_with_version(live_moves()), today=today)
    )


def _scopes(people: People) -> Iterator[QuerySet[Any] | None]:
    if people is None or isinstance(people, QuerySet):
        yield people
        return
    ids = iter(people)
    while chunk := list(islice(ids, CHUNK)):
        yield Person.objects.filter(pk__in=chunk)


def _refresh(moves: QuerySet[Move], people: QuerySet[Any] | None, today: date) -> int:
    outdated = stale(today=today)
    if people is not None:
        outdated = outdated.filter(person__in=people)
        moves = moves & moves_from_here(people, today=today)
    outdated.delete()
    trees = compiled(_with_version(moves), today=today)
    return sum(_execute(store(tree, move, people)) for move, tree in trees)


def _with_version(moves: QuerySet[Move]) -> QuerySet[Move]:
    """Without the document of the version, which is read once per process."""
    return moves.select_related("version__family").defer("version__text", "version__note")


def _execute(statement: Statement) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return int(cursor.rowcount)
