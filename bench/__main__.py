"""Runs the whole suite on both databases and writes `bench/results.json`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.rows import Row, print_table, write
from tests.postgres import server_url

HERE = Path(__file__).parent
SIZES = (10_000, 100_000)
MILLION = 1_000_000


def main(arguments: list[str]) -> None:
    """`--million` adds the slow rows at a million people."""
    from bench import files, what_if
    from bench.lint import rows as grade
    from bench.readiness import growth

    sizes = [*SIZES, MILLION] if "--million" in arguments else list(SIZES)
    rows = files.rows() + grade.rows() + what_if.rows()
    print_table(rows)
    for db in ("sqlite", "postgresql"):
        measured = [row for people in sizes for row in _printed(_measured(db, people))]
        rows += [*measured, *_printed(growth(measured))]
    write(rows, HERE / "results.json")


def _printed(rows: list[Row]) -> list[Row]:
    print_table(rows)
    return rows


def _measured(db: str, people: int) -> list[Row]:
    """The rows of one database and size, in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="trellis-bench-") as folder:
        out = Path(folder) / "rows.json"
        environment = os.environ | {
            "TRELLIS_DATA_DIR": folder,
            "DATABASE_URL": _address(db, folder, people),
        }
        command = [sys.executable, "-m", "bench.database", db, str(people), str(out)]
        subprocess.run(command, env=environment, check=True)
        return [Row(**row) for row in json.loads(out.read_text())]


def _address(db: str, folder: str, people: int) -> str:
    if db == "sqlite":
        return f"sqlite:///{folder}/bench.sqlite3"
    base = server_url()
    name = f"bench_{people}"
    import psycopg

    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    head, _, query = base.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}{'?' + query if query else ''}"


if __name__ == "__main__":
    main(sys.argv[1:])
