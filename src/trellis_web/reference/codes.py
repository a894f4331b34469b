"""The page of codes: found in the source, where findings and denials are made.

Whatever takes a parameter `code` and a parameter `sentence` makes a finding; a call of it with a
literal code is one row.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import trellis
import trellis_web
from trellis_web.reference.markdown import code, page, table

BASES = {"Denial", "Finding"}
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
Makers = dict[str, set[tuple[str, ...]]]
"""The parameters by the name of what is called."""


class Row(NamedTuple):
    """A code, what is said with it (empty when that is put together elsewhere), and where."""

    code: str
    sentence: str
    module: str
    is_denial: bool


def findings() -> str:
    """Every code of a finding and of a denial."""
    found = sorted(set(rows([Path(trellis.__path__[0]), Path(trellis_web.__path__[0])])))
    return page(
        "Findings and denials",
        "Codes for programs: a finding is about a file, a row or a cell, a denial about a right.",
        f"## Findings\n\n{_table(row for row in found if not row.is_denial)}",
        f"## Denials\n\n{_table(row for row in found if row.is_denial)}",
    )


def _table(found: Iterator[Row]) -> str:
    cells = ([code(row.code), row.sentence or "…", code(row.module)] for row in found)
    return table(("Code", "Says", "In"), cells)


def rows(packages: list[Path]) -> Iterator[Row]:
    """The rows of the Python files in these packages."""
    trees = {
        _module(path, package): ast.parse(path.read_text(encoding="utf-8"))
        for package in packages
        for path in sorted(package.rglob("*.py"))
    }
    makers = _makers(trees)
    for module, tree in trees.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = _name(call.func)
            for parameters in makers.get(name, ()):
                found = _text(_argument(call, parameters, "code"))
                if CODE.fullmatch(found):
                    sentence = _text(_argument(call, parameters, "sentence"))
                    yield Row(found, sentence, module, name == "Denial")


def _module(path: Path, package: Path) -> str:
    return ".".join(path.relative_to(package.parent).with_suffix("").parts)


def _makers(trees: dict[str, ast.Module]) -> Makers:
    found: Makers = defaultdict(set)
    for node in (node for tree in trees.values() for node in ast.walk(tree)):
        if isinstance(node, ast.ClassDef):
            name, parameters = node.name, _parameters_of_class(node)
        elif isinstance(node, ast.FunctionDef):
            name, parameters = node.name, _parameters(node)
        else:
            continue
        if {"code", "sentence"} <= set(parameters):
            found[name].add(parameters)
    return found


def _parameters_of_class(node: ast.ClassDef) -> tuple[str, ...]:
    """Those of its `__init__`, or the fields of a base class of findings."""
    for each in node.body:
        if isinstance(each, ast.FunctionDef) and each.name == "__init__":
            return _parameters(each)
    fields = (each.target for each in node.body if isinstance(each, ast.AnnAssign))
    return tuple(ast.unparse(field) for field in fields) if node.name in BASES else ()


def _parameters(node: ast.FunctionDef) -> tuple[str, ...]:
    return tuple(each.arg for each in node.args.args if each.arg not in ("self", "cls"))


def _argument(call: ast.Call, parameters: tuple[str, ...], name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    given = call.args[: parameters.index(name) + 1]
    whole = len(given) > parameters.index(name) and not any(
        isinstance(each, ast.Starred) for each in given
    )
    return given[-1] if whole else None


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _text(value: ast.expr | None) -> str:
    """The text of a literal, with the name of each part that is put in; empty for others."""
    match value:
        case ast.Constant(value=str(text)):
            return re.sub(r"%\((\w+)\)[sd]", r"{\1}", text)
        case ast.JoinedStr(values=parts):
            return "".join(_text(part) for part in parts)
        case ast.FormattedValue(value=inner):
            return f"{{{_name(inner) or '…'}}}"
        case ast.Call(func=ast.Name(id="_"), args=[text]) | ast.BinOp(left=text):
            return _text(text)
    return ""
