"""The rows of one database: `python -m bench.database sqlite 10000 out.json`."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench.rows import Row

LARGE = 100_000
"""From this number of people on, readiness is measured instead of pages."""


def main(db: str, people: int, out: Path) -> None:
    """Builds a demo of `people`, measures, writes the rows as JSON."""
    os.environ["TRELLIS_DEMO"] = "true"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trellis_web.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from trellis_web.demo.build import build_demo

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    _without_key_checks(lambda: build_demo(people, now=timezone.now()))
    _analyze()
    rows = _rows(db, people)
    out.write_text(json.dumps([asdict(row) for row in rows]))


def _rows(db: str, people: int) -> list[Row]:
    from bench import career_map, load, pages, reader, readiness, rounds

    if people >= LARGE:
        return [*readiness.rows(db, people)]
    read = [*pages.rows(db, people), *reader.rows(db, people), *load.rows(db, people)]
    return [*read, *career_map.rows(db, people), *rounds.rows(db, people)]


def _without_key_checks(build: Callable[[], None]) -> None:
    """A million people have 100 million foreign keys; PostgreSQL would check them one by one."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        build()
        if connection.vendor == "postgresql":
            cursor.execute("RESET session_replication_role")


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
