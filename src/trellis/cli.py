"""The command line of the core: read, convert, compare, judge.

Exit codes: 0 fine, 1 findings, 2 bad input (one message per problem on stderr, nothing written).
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec

import typer

from trellis.findings import BadInput, Finding, has_errors
from trellis.framework.diff import diff as compare
from trellis.framework.dump import dump
from trellis.framework.model import Framework
from trellis.framework.plain import plain
from trellis.framework.resolve import ResolvedFramework, resolve

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
P = ParamSpec("P")
MAX_BYTES = 50_000_000


class Format(StrEnum):
    """How a result is printed."""

    JSON = "json"
    TEXT = "text"


File = Annotated[Path, typer.Argument(help="A framework file: YAML, front matter, CSV or XLSX.")]
As = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]


def refusing(command: Callable[P, None]) -> Callable[P, None]:
    """Turns `BadInput` into its messages on stderr and exit code 2."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BadInput as refusal:
            _refuse(refusal, kwargs.get("format_") is Format.JSON)

    return wrapped


def _refuse(refusal: BadInput, as_json: bool) -> NoReturn:  # noqa: FBT001
    if as_json:
        print_json({"findings": [finding.as_dict() for finding in refusal.findings]})
    for finding in refusal.findings:
        typer.echo(str(finding), err=True)
    raise typer.Exit(2)


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `BadInput` when it is missing, a folder or too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput.at(
                "too-large", str(path), f"{path} is larger than {MAX_BYTES:,} bytes.", "Split it."
            )
        return path.read_bytes()
    except OSError as error:
        raise BadInput.at(
            "unreadable", str(path), f"{path} cannot be read: {error.strerror}.", "Check the path."
        ) from error


def _read(path: Path) -> tuple[Framework, Sequence[Finding]]:
    from trellis.framework.formats import read_any

    return read_any(read_bytes(path), path.name)


def _resolved(path: Path, framework: Framework) -> ResolvedFramework:
    """Included blocks are files beside the framework, named `<block>.yaml`."""

    def block(name: str) -> Framework:
        return _read(path.parent / f"{name}.yaml")[0]

    return resolve(framework, block)


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".trellis-", delete=False) as file:
            file.write(data)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise BadInput.at(
            "unwritable",
            str(path),
            f"{path} cannot be written: {error.strerror}.",
            "Check the folder.",
        ) from error


def _report(findings: Sequence[Finding]) -> None:
    for finding in findings:
        typer.echo(str(finding), err=True)


def _exit(findings: Sequence[Finding]) -> None:
    if has_errors(findings):
        raise typer.Exit(1)


@app.command()
@refusing
def show(file: File, format_: As = Format.TEXT) -> None:
    """Print the resolved framework: levels, competencies, what each cell asks, and the counts."""
    framework, findings = _read(file)
    view = _resolved(file, framework)
    if format_ is Format.JSON:
        print_json(_as_json(view, findings))
    else:
        typer.echo("\n".join(_as_text(view)))
        _report(findings)
    _exit(findings)


def _as_json(view: ResolvedFramework, findings: Sequence[Finding]) -> dict[str, Any]:
    cells = [
        {
            "competency": competency,
            "level": level,
            "expectation": cell.expectation.value,
            "step": cell.step,
            "statements": [plain(statement) for statement in cell.statements],
        }
        for (competency, level), cell in view.cells.items()
    ]
    return {
        "framework": plain(view.framework),
        "cells": cells,
        "counts": view.counts,
        "findings": [finding.as_dict() for finding in findings],
    }


def _as_text(view: ResolvedFramework) -> list[str]:
    counts = ", ".join(f"{number} {name}" for name, number in view.counts.items())
    lines = [f"{view.framework.title} ({view.framework.id}): {counts}"]
    for track in view.framework.tracks:
        for level in track.levels:
            lines.append(f"\n{track.title}, {level.id} {level.title}")
            for competency in view.competencies:
                cell = view.cell(competency.id, level.id)
                if cell.statements:
                    lines.append(f"  {competency.title}")
                    lines += [f"    - {statement.text}" for statement in cell.statements]
    return lines


@app.command()
@refusing
def convert(
    source: File,
    target: Annotated[Path, typer.Argument(help="Ends in .yaml, .csv (long) or .xlsx (wide).")],
    format_: As = Format.TEXT,
) -> None:
    """Write a framework in another format. Nothing is written when the source is refused."""
    framework, findings = _read(source)
    _write(target, _encoded(framework, target))
    counts = resolve_counts(source, framework)
    if format_ is Format.JSON:
        listed = [finding.as_dict() for finding in findings]
        print_json({"written": str(target), "counts": counts, "findings": listed})
    else:
        typer.echo(f"Wrote {target}: {counts['statements']} statements.")
        _report(findings)
    _exit(findings)


def resolve_counts(source: Path, framework: Framework) -> dict[str, int]:
    """The counts of a framework that was read from `source`."""
    return _resolved(source, framework).counts


def _encoded(framework: Framework, target: Path) -> bytes:
    from trellis.framework.formats import write_csv, write_xlsx

    writers: dict[str, Callable[[Framework], bytes]] = {
        ".yaml": dump,
        ".yml": dump,
        ".csv": write_csv,
        ".xlsx": write_xlsx,
    }
    writer = writers.get(target.suffix.lower())
    if writer is None:
        raise BadInput.at(
            "format",
            str(target),
            f"'{target.suffix}' is not a format that is written.",
            f"Use one of {', '.join(writers)}.",
        )
    return writer(framework)


@app.command(name="import")
@refusing
def import_(
    file: File,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Default: stdout.")] = None,
    format_: As = Format.TEXT,
) -> None:
    """Read any format and write `trellis/1`, with a finding for all that was changed or kept."""
    framework, findings = _read(file)
    data = dump(framework)
    if format_ is Format.JSON:
        print_json(
            {
                "framework": plain(framework),
                "counts": resolve_counts(file, framework),
                "findings": [finding.as_dict() for finding in findings],
            }
        )
    elif output is None:
        sys.stdout.write(data.decode())
    if output is not None:
        _write(output, data)
    _report(findings)
    _exit(findings)


@app.command()
@refusing
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier framework file.")],
    new: Annotated[Path, typer.Argument(help="The later framework file.")],
    format_: As = Format.TEXT,
) -> None:
    """Compare two frameworks: wording apart from structure. Exit code 1 when they differ."""
    changes = compare(_read(old)[0], _read(new)[0])
    if format_ is Format.JSON:
        print_json(changes.as_dict())
    else:
        for group, entries in changes.as_dict().items():
            typer.echo(f"{group}: {len(entries)}")
            for entry in entries:
                typer.echo("  " + " | ".join(value for value in entry.values() if value))
    raise typer.Exit(1 if changes else 0)


@app.command()
@refusing
def judge(
    framework: Annotated[Path, typer.Option(help="The framework file.")],
    move: Annotated[str, typer.Option(help="The id of the move.")],
    facts: Annotated[Path, typer.Option(help="The facts of one person, as JSON.")],
    format_: As = Format.TEXT,
) -> None:
    """Judge one person for one move: each criterion with its state and why, in words."""
    from trellis.readiness.facts import Facts
    from trellis.readiness.judge import judge as decide

    view = _resolved(framework, _read(framework)[0])
    verdict = decide(view, move, Facts.read(read_bytes(facts), facts.name))
    if format_ is Format.JSON:
        print_json(verdict.as_dict())
        return
    typer.echo(f"{verdict.move}: {verdict.decision}; {verdict.readiness}")
    for finding in verdict.findings:
        typer.echo(f"  {finding.state.value}: {finding.sentence}")
