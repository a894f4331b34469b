"""`trellis parity`: whether the individual and the management career lead equally far."""

from pathlib import Path
from typing import Annotated, Any

import typer

from trellis.cli.app import FINDINGS, FINE, AsFormat, Format, app, print_json
from trellis.cli.files import read_framework
from trellis.framework.parity import Answer, Parity


@app.command()
def parity(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Framework files.")],
    format: AsFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Compare the individual and the management career. Exit code 1 when something is uneven."""
    audits = {str(path): Parity(read_framework(path)[0]) for path in files}
    if format is Format.JSON:
        print_json([{"file": name, **_as_dict(audit)} for name, audit in audits.items()])
    else:
        typer.echo("\n".join(line for name in audits for line in _lines(name, audits[name])))
    answers = {check.answer for audit in audits.values() for check in audit.checks}
    raise typer.Exit(FINDINGS if Answer.NO in answers else FINE)


def _as_dict(audit: Parity) -> dict[str, Any]:
    checks = [
        {"check": check.code, "answer": check.answer.value, "sentence": str(check.says)}
        for check in audit.checks
    ]
    return {"comparable": audit.is_comparable, "checks": checks}


def _lines(name: str, audit: Parity) -> list[str]:
    title = f"{name}: {audit.framework.title}"
    if not audit.is_comparable:
        return [title, "  There are no individual and management levels to compare."]
    width = max(len(answer) for answer in Answer)
    return [title, *(f"  {check.answer:{width}} {check.says}" for check in audit.checks)]
