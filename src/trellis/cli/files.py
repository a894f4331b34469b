"""Reading and writing for the command line: every problem names its file, writes are atomic."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from trellis import library
from trellis.findings import BadInput, Finding, Severity
from trellis.framework.formats import Imported, read_any
from trellis.framework.formats.folder import ENDINGS, read_folder
from trellis.framework.formats.writers import WRITERS, writer_of
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework, resolve

MAX_BYTES = 50_000_000
MAX_FILES = 1_000


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises `BadInput` when it cannot be read or is far too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, f"has more than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(path, "does not exist") from error
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from error


def read_framework(path: Path) -> Imported:
    """The framework in a file of any format, or in a folder. Every problem names the file."""
    content = _files(path) if path.is_dir() else read_bytes(path)
    try:
        if isinstance(content, bytes):
            return read_any(content, path.name)
        return read_folder(content, path.resolve().name)
    except BadInput as refusal:
        raise _of_file(path, refusal) from refusal


def _files(folder: Path) -> dict[str, bytes]:
    """What a folder holds in the formats that can be read; hidden files are left alone."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS]
    names = {path.relative_to(folder): path for path in found if path.is_file()}
    shown = {name: path for name, path in names.items() if not any(p[0] == "." for p in name.parts)}
    if len(shown) > MAX_FILES:
        raise _refused(folder, f"holds {len(shown):,} files; the limit is {MAX_FILES:,}")
    return {name.as_posix(): read_bytes(path) for name, path in shown.items()}


def block_beside(path: Path) -> Callable[[str], Framework]:
    """Gives included blocks by name: those beside a file first, then those of the library."""

    def block(name: str) -> Framework:
        beside = path.with_name(f"{name}.yaml")
        if beside.exists():
            return load(read_bytes(beside), beside.name)
        if name in library.names():
            return load(library.read(name), f"{name}.yaml")
        raise BadInput.at(
            "include",
            name,
            f"The block '{name}' is included but not known.",
            f"Put {beside.name} beside the file, or take it out of 'include'.",
        )

    return block


def resolved(framework: Framework, path: Path) -> ResolvedFramework:
    """The resolved view; included blocks stand beside the file or in the library."""
    try:
        return resolve(framework, block_beside(path))
    except BadInput as refusal:
        raise _of_file(path, refusal) from refusal


def to_bytes(framework: Framework, path: Path) -> tuple[bytes, list[Finding]]:
    """The framework in the format that the name of a file asks for, and what gets lost in it."""
    writer = writer_of(path.name)
    if writer is None:
        raise _refused(path, f"has no ending that can be written; use {', '.join(WRITERS)}")
    lost = []
    if framework.moves and not writer.keeps_moves:
        sentence = (
            f"{len(framework.moves)} moves have no place in a table and are not in {path.name}."
        )
        lost.append(
            Finding(
                "moves-lost", Severity.WARNING, framework.id, sentence, "Keep the trellis/1 file."
            )
        )
    return writer.bytes_of(framework), lost


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refused(path, f"cannot be written: {error.strerror}") from error


def _refused(path: Path, what: str) -> BadInput:
    return BadInput.at("file", str(path), f"{path} {what}.")


def _of_file(path: Path, refusal: BadInput) -> BadInput:
    """The same findings, each with the file in front of its place."""
    return BadInput(
        *(
            replace(finding, place=f"{path}: {finding.place}" if finding.place else str(path))
            for finding in refusal.findings
        )
    )
