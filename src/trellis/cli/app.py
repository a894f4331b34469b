"""The Typer application, and how a refusal leaves it."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from trellis.findings import BadInput

FINE, FINDINGS, BAD_INPUT = 0, 1, 2


class Format(StrEnum):
    """How an answer is printed."""

    JSON = "json"
    TEXT = "text"


AsFormat = Annotated[Format, typer.Option("--format", help="For people (text) or programs (json).")]


class RefusingGroup(TyperGroup):
    """Turns bad input into one line per problem on stderr and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BadInput as refusal:
            for finding in refusal.findings:
                typer.echo(str(finding), err=True)
            raise typer.Exit(BAD_INPUT) from refusal


app = typer.Typer(
    cls=RefusingGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Career frameworks as files: read, check, convert, compare and judge.",
)


def print_json(value: Any) -> None:
    """Plain values on stdout, as text that people can read too."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
