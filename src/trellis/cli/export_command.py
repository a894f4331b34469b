"""The command that checks what somebody took along."""

from pathlib import Path
from typing import Annotated

import typer

from trellis.cli.app import app
from trellis.cli.files import read_bytes


@app.command("verify-export")
def verify_export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The JSON file of an export.")],
    key: Annotated[
        Path,
        typer.Option(help="The public key: /.well-known/trellis-export-key.pem of its source."),
    ],
) -> None:
    """Check who signed an export, and that nothing in it was changed since."""
    from trellis.export.signing import verified  # the cryptography is loaded where it is needed

    document = verified(read_bytes(file), read_bytes(key))
    person, made_on = document.get("person", {}), document.get("made_on", "")
    typer.echo(f"{file}: signed with this key, and unchanged since.")
    typer.echo(f"It is about {person.get('name', 'nobody named')}, made on {made_on[:10]}.")
