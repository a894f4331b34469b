"""`trellis lint`: frameworks, or sentences one per line."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trellis.cli import lint_output as output
from trellis.cli.app import BAD_INPUT, FINDINGS, FINE, app
from trellis.cli.lint_input import LintedFile, lint_file, lint_lines
from trellis.findings import BadInput, has_errors


class LintFormat(StrEnum):
    """How findings are printed."""

    GITHUB = "github"
    JSON = "json"
    SARIF = "sarif"
    TEXT = "text"


@app.command()
def lint(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Frameworks of any format.")
    ] = None,
    statements: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="Lint one sentence per line; - is standard input."),
    ] = None,
    format: Annotated[  # noqa: A002
        LintFormat, typer.Option("--format", help="For people, programs or review tools.")
    ] = LintFormat.TEXT,
    language: Annotated[
        str, typer.Option(help="The language of the sentences of --statements.")
    ] = "en",
) -> None:
    """Find sentences that two managers would read differently, and gaps in the structure.

    Exit code 1 when there is an error, 2 when a file cannot be read; warnings and notes are fine.
    """
    if bool(files) == (statements is not None):
        raise BadInput.at(
            "lint",
            "lint",
            "Nothing to lint." if not files else "Files and --statements exclude each other.",
            "Give framework files, or --statements with a path or -.",
        )
    if statements is None:
        linted = [lint_file(path) for path in files or ()]
        _show(linted, format)
    else:
        linted = [lint_lines(statements, language)]
        if format is LintFormat.JSON:
            typer.echo(output.statements_as_json(linted[0]))
        else:
            _show(linted, format)
    raise typer.Exit(_exit_code(linted))


def _show(files: list[LintedFile], format: LintFormat) -> None:  # noqa: A002
    if format is LintFormat.JSON:
        typer.echo(output.as_json(files))
    elif format is LintFormat.SARIF:
        typer.echo(output.as_sarif(files))
    else:
        lines = output.as_text(files) if format is LintFormat.TEXT else output.as_github(files)
        for line in lines:
            typer.echo(line)


def _exit_code(files: list[LintedFile]) -> int:
    if not all(file.is_read for file in files):
        return BAD_INPUT
    return FINDINGS if any(has_errors(file.findings) for file in files) else FINE
