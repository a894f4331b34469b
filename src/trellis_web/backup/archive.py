"""The archive file: written in one pass, and read only when every byte is as it was written."""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

from trellis.findings import BadInput
from trellis_web.backup.manifest import Manifest, manifest_of

MANIFEST = "manifest.json"
CHUNK = 1 << 20
SEAL_BYTES = 72
"""`sha256:` and 64 hexadecimal digits and a line feed."""


class _Hashed:
    """A file that is only written to, with the SHA-256 of what went in."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Writes, and remembers."""
        self.digest.update(content)
        return self.file.write(content)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(target: Path, folder: Path, manifest: Manifest, names: Iterable[str]) -> None:
    """Writes the members `names` of `folder` and the manifest to `target`, which appears at once.

    The file can be read by its owner only. Refuses to write over another one.
    """
    if target.exists():
        raise BadInput.at(
            "backup-exists", str(target), f"{target} is there already.", "Choose another name."
        )
    partial = target.with_name(f"{target.name}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            sealed: Any = _Hashed(raw)
            with tarfile.open(mode="w|", fileobj=sealed, format=tarfile.PAX_FORMAT) as tar:
                (folder / MANIFEST).write_text(manifest.as_json())
                for name in (*names, MANIFEST):
                    tar.add(folder / name, arcname=name, recursive=False, filter=_nobodys)
            raw.write(b"sha256:%s\n" % sealed.digest.hexdigest().encode())
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the account of the machine that made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def unpack(source: Path, folder: Path) -> Manifest:
    """Writes the members of a backup to `folder` and returns its manifest.

    Raises `BadInput` when a byte is different, when members are missing or too many.
    """
    _require_seal(source)
    try:
        with tarfile.open(source, mode="r:") as tar:
            digests = {entry.name: _extract(tar, entry, folder, source) for entry in tar}
        del digests[MANIFEST]
        manifest = manifest_of(json.loads((folder / MANIFEST).read_text()), source)
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise damaged(source) from error
    if digests != manifest.members:
        raise damaged(source)
    return manifest


def _require_seal(source: Path) -> None:
    """Raises `BadInput` unless the last line fits every byte before it."""
    try:
        length = source.stat().st_size - SEAL_BYTES
        with source.open("rb") as file:
            digest = hashlib.sha256()
            left = max(length, 0)
            while block := file.read(min(CHUNK, left)):
                digest.update(block)
                left -= len(block)
            seal = file.read()
    except OSError as error:
        raise BadInput.at(
            "backup-unreadable", str(source), f"{source} cannot be read: {error.strerror}."
        ) from error
    if length <= 0 or seal != b"sha256:%s\n" % digest.hexdigest().encode():
        raise damaged(source)


def _extract(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path, source: Path) -> str:
    path, content = PurePosixPath(entry.name), tar.extractfile(entry) if entry.isreg() else None
    if content is None or path.is_absolute() or ".." in path.parts:
        raise damaged(source)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with content, target.open("xb") as file:
        while block := content.read(CHUNK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def damaged(source: Path) -> BadInput:
    """The refusal of a file that is not what was written."""
    return BadInput.at(
        "backup-damaged",
        str(source),
        f"{source} is no whole backup: it is damaged, cut off or something else.",
        "Nothing was changed. Use another copy.",
    )
