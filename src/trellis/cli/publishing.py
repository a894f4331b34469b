"""Commands that make something to hand out: the static site and the blank matrix."""

import shutil
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from trellis.cli.app import app
from trellis.cli.files import read_bytes, read_framework, resolved, write_atomically
from trellis.findings import BadInput
from trellis.framework.formats.blank import blank_matrix
from trellis.framework.formats.edition import Edition
from trellis.framework.source import Source
from trellis.framework.text import decode
from trellis.site import DEFAULT, Published, allowed, build, redact, whole

MARK = ".trellis-site"
"""Stands in a folder that this command made, so that it replaces no other."""

PUBLIC = ",".join(sorted(DEFAULT))

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Frameworks; versions of one family in their order."),
]
Allow = Annotated[
    str,
    typer.Option(
        help="What is public, with commas, or a YAML file with a list 'allow'. Known: bands, "
        "criteria, examples, glossary, links, moves, scopes, stars, statements, summaries, titles, "
        "translations."
    ),
]


@app.command()
def site(
    files: Files,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to make.")],
    allow: Allow = PUBLIC,
    notes: Annotated[
        Path | None, typer.Option(help="YAML: a list of groups with file, date and note.")
    ] = None,
    address: Annotated[str, typer.Option(help="Where the site will be, for its feeds.")] = "",
) -> None:
    """Make a static site of published frameworks, with a feed of changes and no script."""
    words = allowed(_words(allow))
    said = _notes(notes)
    versions: list[Published] = []
    for file in files:
        view = resolved(read_framework(file)[0], file)
        number = 1 + sum(each.framework.id == view.framework.id for each in versions)
        edition = _edition(file, number, said.get(file.name, {}))
        versions.append(Published(redact(whole(view), words), edition))
    made = build(versions, address)
    _replace(output, made)
    typer.echo(f"{output}: {len(made)} files")


@app.command()
def blank(
    output: Annotated[Path, typer.Argument(metavar="DEST", help="Ends in .xlsx.")],
    empty: Annotated[bool, typer.Option("--empty", help="Without the example.")] = False,  # noqa: FBT002
) -> None:
    """Write the competency matrix to fill in: role by competency, 1 to 5, with gap formulas."""
    if output.suffix.lower() != ".xlsx":
        raise BadInput.at("file", str(output), f"{output} does not end in .xlsx.", "Name it so.")
    write_atomically(output, blank_matrix(with_example=not empty))
    typer.echo(str(output))


def _words(allow: str) -> list[str]:
    """The words of the option, or of the list `allow` in the file that it names."""
    if not allow.endswith((".yaml", ".yml")):
        return allow.split(",")
    found = _yaml(Path(allow))
    words = found.get("allow") if isinstance(found, dict) else None
    if not isinstance(words, list):
        raise BadInput.at(
            "allow", allow, f"{allow} has no list 'allow'.", "Write 'allow: [titles]'."
        )
    return [str(word) for word in words]


def _notes(path: Path | None) -> dict[str, dict[str, Any]]:
    """Dates and notes of versions by the name of their file."""
    found = _yaml(path) if path else []
    if not isinstance(found, list) or not all(isinstance(g, dict) and "file" in g for g in found):
        raise BadInput.at(
            "notes",
            str(path),
            f"{path} is no list of groups with 'file'.",
            "See trellis site --help.",
        )
    return {str(group["file"]): group for group in found}


def _yaml(path: Path) -> Any:
    return Source(decode(read_bytes(path), path.name)[0], path.name).value


def _edition(file: Path, number: int, said: dict[str, Any]) -> Edition:
    """What the notes say; the day on which the file changed where they say nothing."""
    given = said.get("date")
    try:
        day = date.fromisoformat(str(given)) if given else None
    except ValueError as error:
        remedy = "Write it as 2026-03-01."
        raise BadInput.at("notes", file.name, f"'{given}' is no date.", remedy) from error
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC).replace(microsecond=0)
    moment = datetime.combine(day, time(), UTC) if day else changed
    return Edition(number, moment, str(said.get("note") or ""))


def _replace(output: Path, files: dict[str, bytes]) -> None:
    """The folder with exactly these files: what an earlier site told does not stay in it."""
    if output.exists() and (
        not output.is_dir() or (any(output.iterdir()) and not _is_ours(output))
    ):
        raise BadInput.at(
            "folder",
            str(output),
            f"{output} holds something that is no site of ours.",
            "Name an empty or a new folder.",
        )
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
        for name, data in {**files, MARK: b""}.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        fresh.chmod(0o755)
        if output.exists():
            shutil.rmtree(output)
        fresh.replace(output)
    except OSError as error:
        raise BadInput.at(
            "folder", str(output), f"{output} cannot be written: {error.strerror}."
        ) from error


def _is_ours(folder: Path) -> bool:
    return (folder / MARK).exists()
