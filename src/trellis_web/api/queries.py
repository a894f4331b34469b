"""The description of the API as a page shows it: operations by subject, and the shapes of JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A name with its kind and what is said about it: a parameter, or a field of a shape."""

    name: str
    kind: str
    is_required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. `takes` and `gives` name shapes; empty for none."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    scope: str
    parameters: tuple[Part, ...]
    takes: str
    gives: str
    answers: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A JSON object by its name."""

    name: str
    about: str
    fields: tuple[Part, ...]


def operations(description: Node) -> dict[str, list[Operation]]:
    """All operations by subject, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        for method, node in methods.items():
            made = _operation(path, method.upper(), node)
            found.setdefault(", ".join(node.get("tags", ())), []).append(made)
    return found


def shapes(description: Node) -> list[Shape]:
    """Every shape, by name."""
    known = description["components"]["schemas"]
    return [
        Shape(name, node.get("description", ""), tuple(_fields(node)))
        for name, node in sorted(known.items())
        if not name.endswith("Query")
    ]


def _operation(path: str, method: str, node: Node) -> Operation:
    good = [each for status, each in node["responses"].items() if int(status) < 300]
    return Operation(
        id=node["operationId"],
        method=method,
        path=path,
        summary=node.get("summary", ""),
        about=node.get("description", ""),
        scope=node.get("x-scope", ""),
        parameters=tuple(_parameter(each) for each in node.get("parameters", ())),
        takes=_shape_of(node.get("requestBody", {})),
        gives=_shape_of(good[0]),
        answers=", ".join(str(status) for status in node["responses"]),
    )


def _parameter(node: Node) -> Part:
    shape = node["schema"]
    offered = shape.get("enum")
    told = [node.get("description") or shape.get("description", "")]
    told += [_("One of: %(names)s.") % {"names": ", ".join(offered)}] if offered else []
    kind = f"{_kind(shape)}, {node['in']}"
    return Part(node["name"], kind, node.get("required", False), " ".join(filter(None, told)))


def _fields(node: Node) -> Iterator[Part]:
    needed = node.get("required", ())
    for name, field in node.get("properties", {}).items():
        yield Part(name, _kind(field), name in needed, field.get("description", ""))


def _kind(node: Node) -> str:
    """A type in a word or two."""
    if "$ref" in node:
        return str(node["$ref"]).rsplit("/", 1)[-1]
    if "enum" in node and "type" not in node:
        return ", ".join(map(str, node["enum"]))
    if "anyOf" in node:
        return _(" or ").join(dict.fromkeys(_kind(each) for each in node["anyOf"]))
    if node.get("type") == "array":
        return _("list of %(kind)s") % {"kind": _kind(node.get("items", {}))}
    return str(node.get("format") or node.get("type") or "JSON")


def _shape_of(node: Node) -> str:
    content = node.get("content", {}).get("application/json", {})
    return _kind(content["schema"]) if "schema" in content else ""
