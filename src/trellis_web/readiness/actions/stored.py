"""Storing who is how ready. The facts are there; nothing here reads ratings or evidence."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from trellis_web.people.models import Person
from trellis_web.readiness.models import Move
from trellis_web.readiness.queries import due, live_moves, stale
from trellis_web.readiness.queries.refresh import People, compiled, store


@transaction.atomic
def refresh(*, today: date, people: People = None, moves: Iterable[Move] | None = None) -> int:
    """Store the readiness of `people` (default: everyone) for `moves` (default: all that count).

    One statement per move, however many people; it writes only rows that change, keeps `since`
    while the state stays, and rows of people who no longer stand at the level are removed.
    Returns how many rows were written.
    """
    wanted = None if moves is None else [move.pk for move in moves]
    _remove_stale(today, people)
    chosen = live_moves() if wanted is None else live_moves().filter(pk__in=wanted)
    ids = people if people is None or hasattr(people, "query") else list(people)
    return sum(_store(move, today, ids) for move in chosen.select_related("version__family"))


@transaction.atomic
def refresh_due(*, today: date) -> int:
    """Store what time alone has changed: tenures reached, positions that began or ended.

    For the nightly job. Days that were missed are caught up. Returns how many rows were written.
    """
    _remove_stale(today, None)
    moves = live_moves().select_related("version__family")
    return sum(_store(move, today, due(move, today=today)) for move in moves)


def _store(move: Move, today: date, people: People) -> int:
    statement = store(compiled(move, today=today), move, people)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return int(cursor.rowcount)


def _remove_stale(today: date, people: People) -> None:
    rows = stale(today=today)
    if people is not None:
        rows = rows.filter(person__in=Person.objects.filter(pk__in=people))
    rows.delete()
