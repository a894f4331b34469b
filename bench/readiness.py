"""Readiness of everyone against a bare GROUP BY over the same rating rows, and one change."""

import time
from collections.abc import Iterable
from pathlib import Path

from django.db import connection, transaction

from bench.rows import MILLISECONDS, Row, at_most, cpu, median

GROUP_BY = (
    "SELECT r.person_id, avg(g.score), min(g.score) FROM reviews_releasedrating g"
    " JOIN reviews_releasedresult r ON r.id = g.result_id GROUP BY r.person_id"
)
SINGLE_RUNS = 31
EVERYONE = "readiness of everyone, CPU"
LONGEST, FURTHEST = 15, 11
"""CPU seconds of any size; a million people against 100,000."""


def rows(db: str, people: int) -> list[Row]:
    """Three figures on the database that is set up."""
    seconds = _everyone()
    _analyze()
    target = 0.8 if db == "sqlite" else 1.5
    limit = 2 if db == "sqlite" else 4
    name = "readiness of everyone, CPU against a bare GROUP BY"
    single = "one result pushed, readiness, audit: p50"
    return [
        at_most(name, db, people, seconds / _bare(), "x", target),
        at_most(EVERYONE, db, people, seconds, "s", LONGEST),
        at_most(single, db, people, _one_change() * MILLISECONDS, "ms", limit),
    ]


def growth(rows: Iterable[Row]) -> list[Row]:
    """How much longer the readiness of the most people takes than that of the fewest."""
    found = sorted((row for row in rows if row.name == EVERYONE), key=lambda row: row.people)
    if len(found) < 2:
        return []
    few, many = found[0], found[-1]
    name, times = f"{EVERYONE} against {few.people:,} people", many.value / few.value
    return [at_most(name, many.db, many.people, times, "x", FURTHEST)]


def database_cpu() -> float:
    """CPU seconds of this process and, with PostgreSQL, of its server process."""
    if connection.vendor == "sqlite":
        return cpu()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return cpu() + (int(fields[11]) + int(fields[12])) / 100


def _everyone() -> float:
    from django.utils import timezone

    from trellis_web.readiness.actions import refresh
    from trellis_web.readiness.queries import live_moves

    moves = list(live_moves().filter(kind="promotion"))
    costs = []
    for _ in range(3):
        _empty()
        start = database_cpu()
        refresh(today=timezone.localdate(), moves=moves)
        costs.append(database_cpu() - start)
    return sorted(costs)[1]


def _empty() -> None:
    """Nothing is stored, and no dead row is left: each run writes a row for everyone."""
    from trellis_web.readiness.models import Readiness

    table = Readiness._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table}" if connection.vendor == "sqlite" else f"TRUNCATE {table}"
        )


def _analyze() -> None:
    """A server does so by itself within a minute; before it, each plan expects an empty table."""
    from trellis_web.readiness.models import Readiness

    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Readiness._meta.db_table}")


def _bare() -> float:
    def work() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({GROUP_BY}) AS grouped")
            cursor.fetchone()

    return median(work, database_cpu)


def _one_change() -> float:
    from django.utils import timezone

    from trellis_web.audit.actions import record
    from trellis_web.people.events import PersonInvited
    from trellis_web.people.models import Person
    from trellis_web.readiness.actions import refresh
    from trellis_web.reviews.actions import push_facts

    now = timezone.now()
    maya = Person.objects.get(email="maya.okafor@northfield.example")

    def work() -> None:
        with transaction.atomic():
            push_facts([maya.pk], today=now.date())
            refresh(today=now.date(), people=[maya.pk])
            record(PersonInvited(maya.pk), by=None, subject=maya, at=now)

    return median(work, time.perf_counter, SINGLE_RUNS)
