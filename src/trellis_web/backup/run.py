"""Making a backup, and putting one back."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from trellis.findings import BadInput
from trellis_web.backup import archive, postgresql, sqlite
from trellis_web.backup.manifest import Manifest, made, newer
from trellis_web.people.models import Person

EVIDENCE = "evidence"


def _database() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """A folder of our own, on the disk where its files will be needed; gone afterwards."""
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".trellis-", dir=beside) as name:
        yield Path(name)


def back_up(target: Path, *, now: datetime) -> Manifest:
    """Writes the database and the evidence files as they are now to `target`.

    The program may run meanwhile. Raises `BadInput` when `target` exists or cannot be written, and
    when there is no installation yet.
    """
    if not _is_installed():
        raise BadInput.at("backup-empty", str(target), "There is nothing to back up yet.")
    try:
        with _workshop(target.resolve().parent) as folder:
            dumped = _database().dump(folder)
            names = dumped.names + _link_evidence(folder)
            manifest = made(
                dumped,
                engine=connection.vendor,
                migrations=MigrationLoader(connection).applied_migrations,
                members={name: archive.sha256_of(folder / name) for name in names},
                now=now,
            )
            archive.pack(target, folder, manifest, names)
    except OSError as error:
        raise BadInput.at(
            "backup-not-written",
            str(target),
            f"{target} cannot be written: {error.strerror}.",
            "Choose a folder that exists, with enough room.",
        ) from error
    return manifest


def _link_evidence(folder: Path) -> list[str]:
    """Takes hold of the evidence files, after the rows that name them; returns their names."""
    root, names = Path(settings.EVIDENCE_DIR), []
    for path in sorted(root.rglob("*")):
        name = f"{EVIDENCE}/{path.relative_to(root).as_posix()}"
        if path.is_file() and not path.is_symlink() and _take(path, folder / name):
            names.append(name)
    return names


def _take(path: Path, target: Path) -> bool:
    """A second name for a file that is never changed; a copy on another disk. False if it went."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(path)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(path, target)
    return True


def restore(source: Path, *, replace: bool) -> Manifest:
    """Puts a backup in place of an empty installation, or of this one with `replace`.

    Everything is checked first; a refusal (`BadInput`) changes nothing.
    """
    if not replace and _is_installed() and Person.objects.exists():
        raise BadInput.at(
            "restore-not-empty",
            str(source),
            "This installation has people already.",
            "Restore into an empty one, or replace everything with --replace.",
        )
    evidence = Path(settings.EVIDENCE_DIR)
    with _workshop(evidence.parent) as folder:
        manifest = archive.unpack(source, folder)
        _require_ours(manifest, source)
        if not _database().load(folder, manifest):
            raise archive.damaged(source)
        _swap(folder / EVIDENCE, evidence, folder / "before")
    ContentType.objects.clear_cache()
    return manifest


def _is_installed() -> bool:
    return Person._meta.db_table in connection.introspection.table_names()


def _require_ours(manifest: Manifest, source: Path) -> None:
    """Refuses a backup of the other database, or of a program that knew more migrations."""
    if manifest.engine != connection.vendor:
        raise BadInput.at(
            "backup-other-database",
            str(source),
            f"{source} is a backup of {manifest.engine}; this installation runs on"
            f" {connection.vendor}.",
            "Nothing was changed. Set DATABASE_URL to a database of that kind.",
        )
    known = MigrationLoader(connection).disk_migrations.keys()
    if any((app, name) not in known for app, name in manifest.migrations):
        raise newer(source, manifest.program)


def _swap(restored: Path, live: Path, before: Path) -> None:
    """Puts the restored files in place; the earlier ones leave with the workshop."""
    restored.mkdir(exist_ok=True)
    if live.exists():
        live.rename(before)
    restored.rename(live)
