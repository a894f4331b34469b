"""The page about the command line."""

from typing import Any

import typer

from trellis_web.reference.markdown import code, page, table


def commands(app: typer.Typer) -> str:
    """Every command with what it says about itself."""
    group: Any = typer.main.get_command(app)
    return page(
        "Commands",
        "What `trellis` can be asked to do. Exit codes: 0 fine, 1 findings, 2 bad input.",
        *(_command(name, command) for name, command in sorted(group.commands.items())),
    )


def _command(name: str, command: Any) -> str:
    named = [each for each in command.params if not _is_option(each)]
    arguments = [_name(each) if each.required else f"[{_name(each)}]" for each in named]
    usage = " ".join(["trellis", name, *arguments])
    rows = [[code(_name(each)), _default(each), each.help or ""] for each in command.params]
    parts = [f"## {usage}", command.help, table(("Parameter", "Without it", "Meaning"), rows)]
    return "\n\n".join(parts if rows else parts[:-1])


def _is_option(parameter: Any) -> bool:
    return str(parameter.opts[0]).startswith("-")


def _name(parameter: Any) -> str:
    if _is_option(parameter):
        return ", ".join(parameter.opts)
    return str(parameter.metavar or parameter.name.upper())


def _default(parameter: Any) -> str:
    if parameter.required:
        return "required"
    if parameter.default is None or parameter.default is False:
        return ""
    return code(str(parameter.default))
