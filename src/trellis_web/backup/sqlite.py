"""SQLite: the online backup of the library, which sees one moment while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from trellis_web.backup.manifest import Dumped, Manifest

NAME = "database.sqlite3"


def _live() -> sqlite3.Connection:
    connection.ensure_connection()
    live: sqlite3.Connection = connection.connection
    return live


def dump(folder: Path) -> Dumped:
    """Writes the database to `folder`, without sessions."""
    with closing(sqlite3.connect(folder / NAME)) as copy:
        _live().backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("DELETE FROM django_session")
        copy.commit()
        copy.execute("VACUUM")
        tables, audit = _content(copy)
    return Dumped([NAME], tables, audit, columns={}, sequences={})


def _content(database: sqlite3.Connection) -> tuple[dict[str, int], list[object]]:
    """Row counts of every table, and the end of the audit chain."""
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    counts = {name: _count(database, name) for (name,) in found}
    head = database.execute("SELECT digest, events FROM audit_head").fetchone()
    return counts, list(head or ())


def _count(database: sqlite3.Connection, table: str) -> int:
    (rows,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(rows)


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether the database in `folder` is sound and holds what the manifest says."""
    with closing(sqlite3.connect(folder / NAME)) as copy:
        sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        linked = copy.execute("PRAGMA foreign_key_check").fetchone() is None
        return sound and linked and _content(copy) == (manifest.tables, manifest.audit)


def load(folder: Path, manifest: Manifest) -> bool:
    """Puts the database in `folder` in place of the live one, in one transaction.

    False, and nothing changed, when it is not what the manifest says.
    """
    if not is_whole(folder, manifest):
        return False
    with closing(sqlite3.connect(folder / NAME)) as copy:
        copy.backup(_live())
    return True
