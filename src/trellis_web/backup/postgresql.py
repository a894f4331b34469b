"""PostgreSQL: every table by COPY, inside one transaction that sees one moment."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from trellis_web.backup.archive import CHUNK
from trellis_web.backup.manifest import Dumped, Manifest

LEFT_OUT = "django_session"


def dump(folder: Path) -> Dumped:
    """Writes one file for each table to `folder/tables`, without sessions."""
    (folder / "tables").mkdir()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL statement_timeout = 0")
        columns = {table: _columns(cursor, table) for table in _tables(cursor)}
        counts = {
            table: _copy_out(cursor, table, columns[table], folder / _file(table))
            for table in columns
        }
        sequences, audit = _sequences(cursor), _audit(cursor)
    return Dumped([_file(table) for table in columns], counts, audit, columns, sequences)


def load(folder: Path, manifest: Manifest) -> bool:
    """Puts the tables in `folder` in place of the live ones, in one transaction.

    The tables are made anew by the migrations that the backup had. False, and nothing changed,
    when what arrives is not what the manifest says.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for table in _tables(cursor):
            cursor.execute(f"DROP TABLE {_quoted(table)} CASCADE")
        _migrate([(app, name) for app, name in manifest.migrations])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        counts = {
            table: _copy_in(cursor, table, columns, folder / _file(table))
            for table, columns in manifest.columns.items()
        }
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for sequence, last in manifest.sequences.items():
            cursor.execute("SELECT setval(%s, %s)", [sequence, last])
        whole = counts == manifest.tables and _audit(cursor) == manifest.audit
        transaction.set_rollback(not whole)
    return whole


def _file(table: str) -> str:
    return f"tables/{table}.copy"


def _quoted(*names: str) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def _tables(cursor: Any) -> list[str]:
    """The tables of the schema that the connection works in."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
    return [name for (name,) in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> list[str]:
    """The columns that are stored and not computed."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _copy_out(cursor: Any, table: str, columns: list[str], path: Path) -> int:
    """Writes the rows of a table; returns how many."""
    nothing = " WHERE false" if table == LEFT_OUT else ""
    rows = f"SELECT {_quoted(*columns)} FROM {_quoted(table)}{nothing}"
    with path.open("wb") as file, cursor.copy(f"COPY ({rows}) TO STDOUT") as copied:
        for block in copied:
            file.write(block)
    return int(cursor.rowcount)


def _copy_in(cursor: Any, table: str, columns: list[str], path: Path) -> int:
    """Reads the rows of a table; returns how many."""
    into = f"{_quoted(table)} ({_quoted(*columns)})"
    with path.open("rb") as file:
        cursor.execute(f"DELETE FROM {_quoted(table)}")  # what a migration put there
        with cursor.copy(f"COPY {into} FROM STDIN") as copied:
            while block := file.read(CHUNK):
                copied.write(block)
    return int(cursor.rowcount)


def _sequences(cursor: Any) -> dict[str, int]:
    cursor.execute(
        "SELECT sequencename, last_value FROM pg_sequences"
        " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
    )
    return dict(cursor.fetchall())


def _audit(cursor: Any) -> list[Any]:
    cursor.execute("SELECT digest, events FROM audit_head")
    return list(cursor.fetchone() or ())


def _migrate(applied: Iterable[tuple[str, str]]) -> None:
    """Makes the tables as they were when exactly these migrations had been applied."""
    executor, wanted = MigrationExecutor(connection), set(applied)
    nodes = executor.loader.graph.node_map
    leaves = [
        key
        for key in sorted(wanted & nodes.keys())
        if not any(child.key in wanted and child.key[0] == key[0] for child in nodes[key].children)
    ]
    executor.migrate(leaves)
