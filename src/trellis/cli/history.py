"""`trellis diff`: two versions of a framework, or many in their order, step by step."""

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from trellis.cli.app import FINDINGS, FINE, AsFormat, Format, app, print_json
from trellis.cli.files import read_framework
from trellis.findings import BadInput, Finding
from trellis.framework.diff import Change, Diff
from trellis.framework.diff import diff as differences
from trellis.framework.formats.report import slug
from trellis.framework.model import Framework

ENDINGS = frozenset({".csv", ".json", ".md", ".tsv", ".xlsx", ".yaml", ".yml"})
"""What is taken from a directory; everything else there is no framework."""

Read = tuple[Path, Framework]


@app.command()
def diff(
    sources: Annotated[
        list[Path], typer.Argument(metavar="OLD NEW...", help="Files in order, or one directory.")
    ],
    format: AsFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Compare versions: wording apart from structure. Exit code 1 when they differ.

    With a directory, or with more than two files, each file is compared with the one before it.
    A file that cannot be read is then named with its line and skipped.
    """
    files = _files(sources)
    if files == sources and len(files) == 2:
        old, new = ((path, read_framework(path)[0]) for path in files)
        _pair(_difference(old, new), format)
    else:
        _steps(files, format)


def _pair(found: Diff, format: Format) -> None:  # noqa: A002
    if format is Format.JSON:
        print_json(found.as_dict())
    elif found:
        typer.echo("\n".join(_lines(found)))
    raise typer.Exit(FINDINGS if found else FINE)


def _steps(files: list[Path], format: Format) -> None:  # noqa: A002
    read, skipped = _read(files)
    steps = [(old[0], new[0], _difference(old, new)) for old, new in pairwise(read)]
    if format is Format.JSON:
        print_json({"steps": [_step(*step) for step in steps], "skipped": _skipped(skipped)})
    else:
        _tell(steps, skipped)
    raise typer.Exit(FINDINGS if skipped or any(found for *_, found in steps) else FINE)


def _files(sources: list[Path]) -> list[Path]:
    """The files that are meant; of one directory those in it, in the order of their names."""
    files = _inside(*sources) if len(sources) == 1 and sources[0].is_dir() else sources
    if len(files) < 2:
        raise BadInput.at(
            "diff",
            str(sources[0]),
            "There is only one file to compare.",
            "Name two files or more, or a directory that holds them.",
        )
    return files


def _inside(directory: Path) -> list[Path]:
    return sorted(
        each
        for each in directory.iterdir()
        if each.suffix.lower() in ENDINGS and not each.name.startswith(".")
    )


def _read(files: list[Path]) -> tuple[list[Read], dict[Path, tuple[Finding, ...]]]:
    """What can be read; and why the others cannot. Raises `BadInput` when there is no step left."""
    read, skipped = [], {}
    for path in files:
        try:
            read.append((path, read_framework(path)[0]))
        except BadInput as refusal:
            skipped[path] = refusal.findings
    if len(read) < 2:
        raise BadInput(*(finding for findings in skipped.values() for finding in findings))
    return read, skipped


def _difference(old: Read, new: Read) -> Diff:
    """The changes. A name that was only taken from the file says nothing about its content."""
    (_, was), (_, will) = old, new
    if all(framework.id == slug(path.stem) for path, framework in (old, new)):
        named = {"id": will.id}
        if was.title == old[0].stem and will.title == new[0].stem:
            named["title"] = will.title
        was = was.model_copy(update=named)
    return differences(was, will)


def _step(old: Path, new: Path, found: Diff) -> dict[str, Any]:
    return {"old": old.name, "new": new.name, **found.as_dict()}


def _skipped(skipped: dict[Path, tuple[Finding, ...]]) -> list[dict[str, Any]]:
    return [
        {"file": path.name, "findings": [finding.as_dict() for finding in findings]}
        for path, findings in skipped.items()
    ]


def _tell(steps: list[tuple[Path, Path, Diff]], skipped: dict[Path, tuple[Finding, ...]]) -> None:
    for old, new, found in steps:
        typer.echo(f"{old.name} → {new.name}" + ("" if found else ": no change"))
        for line in _lines(found):
            typer.echo(f"  {line}")
    for findings in skipped.values():
        for finding in findings:
            typer.echo(f"skipped: {finding}", err=True)


def _lines(found: Diff) -> list[str]:
    return [
        line
        for title, changes in (("Wording", found.wording), ("Structure", found.structure))
        if changes
        for line in (title, *(f"  {_sentence(change)}" for change in changes))
    ]


def _sentence(change: Change) -> str:
    place = f" ({change.place})" if change.place else ""
    values = " → ".join(f"“{value}”" for value in (change.before, change.after) if value)
    many = f", {change.count} statements" if change.count > 1 else ""
    head = f"{change.part} {change.subject} {change.kind}{place}"
    return f"{head}{': ' if values else ''}{values}{many}"
