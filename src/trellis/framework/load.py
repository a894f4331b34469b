"""Read a framework file (`trellis/1`): every problem with its line, or the whole document."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.check import problems
from trellis.framework.model import REF_PATTERN, SCHEMA, Framework
from trellis.framework.source import Path, Source
from trellis.framework.text import decode

MAX_FINDINGS = 50

_WORDING = {
    "missing": "'{last}' is missing",
    "string_type": "'{last}' must be text; put it in quotes",
    "string_too_short": "'{last}' is empty",
    "string_pattern_mismatch": "'{input}' cannot be an id: use letters, digits and . _ + -",
    "int_parsing": "'{last}' must be a whole number",
    "tuple_type": "'{last}' must be a list",
    "dict_type": "'{last}' must be a group of keys",
    "model_type": "'{last}' must be a group of keys",
    "enum": "'{input}' is not known here; use {expected}, or a list of statements",
    "literal_error": "'{input}' is not known here; use {expected}",
}


def load(data: bytes, name: str) -> Framework:
    """The framework in a `trellis/1` file.

    `name` is what messages call the file. Raises `BadInput` with one finding per problem, each
    with its line.
    """
    return framework_of(read_source(data, name))


def read_source(data: bytes, name: str) -> Source:
    """The parsed YAML of a file that must hold one group of keys."""
    source = Source(decode(data, name)[0], name)
    if not isinstance(source.value, dict):
        raise BadInput.at(
            "not-a-framework",
            name,
            f"'{name}' holds no framework.",
            f"A framework file begins with 'schema: {SCHEMA}'.",
            "line 1",
        )
    return source


def framework_of(source: Source) -> Framework:
    """Validate parsed YAML as a framework; every error knows its line."""
    if source.value.get("schema") != SCHEMA:
        raise BadInput.at(
            "schema",
            source.name,
            f"'{source.name}' is not a framework file.",
            f"It must say 'schema: {SCHEMA}'.",
            source.place(["schema"]),
        )
    try:
        framework = Framework.model_validate(source.value)
    except ValidationError as error:
        raise BadInput(*_first(list(_findings(error, source)), source)) from error
    wrong = [_finding(source, path, text, remedy) for path, text, remedy in problems(framework)]
    if wrong:
        raise BadInput(*_first(wrong, source))
    return framework


def _first(findings: list[Finding], source: Source) -> list[Finding]:
    """As many findings as somebody reads, and how many more there are."""
    more = len(findings) - MAX_FINDINGS
    if more <= 0:
        return findings
    rest = Finding("more", Severity.ERROR, source.name, f"There are {more:,} more problems.")
    return [*findings[:MAX_FINDINGS], rest]


def _findings(error: ValidationError, source: Source) -> Iterator[Finding]:
    seen = set()
    for detail in error.errors(include_url=False):
        path = source.real(detail["loc"])
        if path not in seen:
            seen.add(path)
            yield from _of_detail(detail, path, source)


def _of_detail(detail: ErrorDetails, path: Path, source: Source) -> Iterator[Finding]:
    context: dict[str, Any] = detail.get("ctx", {})
    if detail["type"] == "unknown_key":
        for key in context["keys"]:
            yield _unknown_key(source, [*path, key], context["known"])
        return
    last = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "the file")
    pattern = _WORDING.get(detail["type"], "")
    if context.get("pattern") == REF_PATTERN:
        pattern = "'{input}' leads to no level; write it as track/LEVEL"
    known = {"expected": "", **context, "last": last, "input": detail["input"]}
    plain = detail["msg"].removeprefix("Value error, ").replace("Input", f"'{last}'")
    yield _finding(source, path, f"{pattern.format(**known) if pattern else plain}.")


def _unknown_key(source: Source, path: Path, known: str) -> Finding:
    key = str(path[-1])
    near = get_close_matches(key, known.split(", "), n=1)
    guess = f"Did you mean '{near[0]}'? " if near else ""
    remedy = f"{guess}Known here: {known}, or a key that starts with x-."
    return _finding(source, path, f"unknown key '{key}'.", remedy, key=True)


def _finding(
    source: Source, path: Path, sentence: str, remedy: str = "", *, key: bool = False
) -> Finding:
    place = source.place(path, key=key)
    return Finding("framework", Severity.ERROR, _name_of(source, path), sentence, remedy, place)


def _name_of(source: Source, path: Path) -> str:
    """The id of the nearest part around a path, or the file."""
    value, name = source.value, source.name
    for step in source.real(path):
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            name = value["id"]
        value = value[step]
    return name
