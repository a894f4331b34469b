"""The reference pages, made from the program itself: what it says of itself cannot grow old."""

import json
from pathlib import Path

import typer

from trellis.framework.json_schema import json_schema
from trellis_web.reference.attacks import attack_page
from trellis_web.reference.codes import findings
from trellis_web.reference.commands import commands
from trellis_web.reference.core import criteria, framework_file, states
from trellis_web.reference.lint import lint
from trellis_web.reference.markdown import page, table
from trellis_web.reference.web import addresses, audit, permissions, processing

SCHEMA = "trellis-1.schema.json"


def pages(app: typer.Typer) -> dict[str, str]:
    """Every file of the reference by its name. Needs the apps to be loaded, and no database."""
    made = {
        "addresses.md": addresses(),
        "attacks.md": attack_page(),
        "audit.md": audit(),
        "commands.md": commands(app),
        "criteria.md": criteria(),
        "findings.md": findings(),
        "framework-file.md": framework_file(),
        "lint.md": lint(),
        "permissions.md": permissions(),
        "processing.md": processing(),
        "states.md": states(),
    }
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    return {"README.md": _contents(made), SCHEMA: schema, **made}


def write(folder: Path, app: typer.Typer) -> None:
    """Writes every page that differs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(app).items():
        if _read(folder / name) != text:
            (folder / name).write_text(text, encoding="utf-8")


def faults(folder: Path, app: typer.Typer) -> list[str]:
    """A sentence for every page that is missing, old or unknown, with what to do."""
    made = pages(app)
    old = [name for name, text in made.items() if _read(folder / name) != text]
    unknown = sorted(path.name for path in folder.glob("*") if path.name not in made)
    return [
        *(f"{folder / name} is not what the program says. Run: trellis docs" for name in old),
        *(f"{folder / name} is made by nothing. Delete it." for name in unknown),
    ]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _contents(made: dict[str, str]) -> str:
    """The table of contents: each page with its first sentence."""
    lines = {name: text.splitlines() for name, text in made.items()}
    rows = [[f"[{line[0].removeprefix('# ')}]({name})", line[4]] for name, line in lines.items()]
    rows.append([f"[JSON Schema]({SCHEMA})", "The framework file for editors and other programs."])
    return page("Reference", "What the program says of itself.", table(("Page", "Says"), rows))
