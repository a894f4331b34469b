"""Contents of files on disk: written whole, and gone only when the row is gone for good."""

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from trellis_web.growth.queries.files import path_of


def store(key: UUID, content: bytes) -> None:
    """Writes the content so that it is whole and on disk, or not there at all."""
    path = path_of(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial_path = path.with_suffix(".part")
    descriptor = os.open(partial_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial_path.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget(keys: Iterable[UUID]) -> None:
    """Deletes the contents once the present transaction holds; until then nothing is lost."""
    for key in keys:
        transaction.on_commit(partial(path_of(key).unlink, missing_ok=True))


def stored() -> list[Path]:
    """Everything in the folder, also what was not written to its end."""
    folder = Path(settings.EVIDENCE_DIR)
    return sorted(folder.iterdir()) if folder.is_dir() else []
