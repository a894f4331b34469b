"""The commands of the core. Each reads files, calls one function, prints its answer."""

from pathlib import Path
from typing import Annotated, Any

import typer

from trellis import library as templates
from trellis.cli.app import FINDINGS, FINE, AsFormat, Format, app, print_json
from trellis.cli.files import read_bytes, read_framework, resolved, to_bytes, write_atomically
from trellis.cli.shown import as_dict, as_text
from trellis.findings import BadInput, Finding, Severity
from trellis.framework.dump import dump
from trellis.framework.json_schema import json_schema
from trellis.framework.model import Framework
from trellis.framework.plain import plain
from trellis.framework.resolve import resolve

Source = Annotated[
    Path, typer.Argument(metavar="FILE", help="YAML, JSON, Markdown, HTML, CSV, XLSX, or a folder.")
]


@app.command()
def show(file: Source, format: AsFormat = Format.TEXT) -> None:  # noqa: A002
    """Print the resolved framework of any file or folder that can be imported."""
    framework, findings = read_framework(file)
    view = resolved(framework, file)
    if format is Format.JSON:
        print_json({**as_dict(view), "findings": [finding.as_dict() for finding in findings]})
    else:
        typer.echo("\n".join(as_text(view)))
        _print_findings(findings)
    _leave(findings)


@app.command()
def convert(
    source: Source,
    destination: Annotated[
        Path,
        typer.Argument(
            metavar="DEST",
            help="Ends in .yaml, .md, .csv, .xlsx, .case.json, .html, .pdf, .mmd or .dot.",
        ),
    ],
    format: AsFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Write a framework in another format; the ending of DEST says which."""
    framework, findings = read_framework(source)
    data, lost = to_bytes(framework, destination)
    write_atomically(destination, data)
    _report({"written": str(destination), "counts": _counts(framework)}, [*findings, *lost], format)


@app.command("import")
def import_(
    source: Source,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write it.")
    ] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Read a file or folder of any format and write it as trellis/1, to stdout or to a file."""
    framework, findings = read_framework(source)
    if output is not None:
        write_atomically(output, dump(framework))
        _report({"written": str(output), "counts": _counts(framework)}, findings, format)
    elif format is Format.JSON:
        _report({"framework": plain(framework), "counts": _counts(framework)}, findings, format)
    else:
        typer.echo(dump(framework).decode(), nl=False)
        _print_findings(findings)
        _leave(findings)


@app.command()
def judge(
    framework: Annotated[Path, typer.Option(help="The framework file.")],
    move: Annotated[str, typer.Option(help="The id of the move.")],
    facts: Annotated[Path, typer.Option(help="What is known about the person, as JSON.")],
    format: AsFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Judge one person for one move: the decision, and every criterion with its reason."""
    from trellis.readiness.facts import Facts
    from trellis.readiness.judge import judge as judged

    view = resolved(read_framework(framework)[0], framework)
    result = judged(view, move, Facts.read(read_bytes(facts), facts.name)).as_dict()
    if format is Format.JSON:
        print_json(result)
        return
    typer.echo(f"{result['move']}: {result['decision']}, {result['readiness']}")
    for finding in result["findings"]:
        typer.echo(f"  {finding['criterion']}: {finding['sentence']}")


@app.command()
def library(
    name: Annotated[str | None, typer.Argument(help="The template to print.")] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002
) -> None:
    """List the ready frameworks, or print one of them."""
    names = templates.names()
    if name is None:
        if format is Format.JSON:
            print_json(names)
        else:
            typer.echo("\n".join(names))
    elif name not in names:
        raise BadInput.at(
            "library", name, f"There is no template '{name}'.", f"There are {', '.join(names)}."
        )
    else:
        typer.echo(templates.read(name).decode(), nl=False)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a framework file, for editors."""
    print_json(json_schema())


def _counts(framework: Framework) -> dict[str, int]:
    """How much there is in a framework by itself, without what it includes."""
    return resolve(framework.model_copy(update={"include": ()})).counts


def _report(answer: dict[str, Any], findings: list[Finding], format: Format) -> None:  # noqa: A002
    """What was written, and what was noticed."""
    if format is Format.JSON:
        print_json({**answer, "findings": [finding.as_dict() for finding in findings]})
    else:
        counts = ", ".join(f"{number} {name}" for name, number in answer["counts"].items())
        typer.echo(f"{answer['written']}: {counts}")
        _print_findings(findings)
    _leave(findings)


def _print_findings(findings: list[Finding]) -> None:
    for finding in findings:
        typer.echo(f"{finding.level}: {finding}", err=True)


def _leave(findings: list[Finding]) -> None:
    """Exit code 1 when something was changed or left out; a note alone is fine."""
    worth = any(finding.level is not Severity.INFO for finding in findings)
    raise typer.Exit(FINDINGS if worth else FINE)
