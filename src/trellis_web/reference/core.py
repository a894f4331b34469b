"""Pages about the core: the framework file, its criteria, and the states of a review."""

import inspect
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from trellis.framework.json_schema import json_schema
from trellis.process.blindness import READERS, Words
from trellis.process.states import ASSESSMENT, CYCLE, Phase, Stage
from trellis.readiness.criteria import GROUPS, LEAVES, State
from trellis.readiness.rules import REACHED, UNKNOWN, readiness
from trellis_web.reference.markdown import code, page, table

WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}


def framework_file() -> str:
    """Every part of a `trellis/1` file with its keys."""
    schema = json_schema()
    parts = {"Framework": schema, **dict(sorted(schema["$defs"].items()))}
    return page(
        "The framework file",
        "Every key of a `trellis/1` file. Other keys are refused, except those that begin `x-`.",
        *(f"## {name}\n\n{part['description']}\n\n{_keys(part)}" for name, part in parts.items()),
    )


def _keys(part: dict[str, Any]) -> str:
    if "enum" in part:
        return f"One of {code(*part['enum'])}."
    rows = (
        [f"`{key}`", _value(value), _default(key, value, part)]
        for key, value in part["properties"].items()
    )
    return table(("Key", "Value", "Without it"), rows)


def _default(key: str, value: dict[str, Any], part: dict[str, Any]) -> str:
    if key in part.get("required", ()):
        return "required"
    default = value.get("default")
    return "" if default in (None, [], {}) else code(json.dumps(default, ensure_ascii=False))


def _value(schema: dict[str, Any]) -> str:
    """What stands there, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](framework-file.md#{name.lower()})"
    if "const" in schema or "enum" in schema:
        return " or ".join(code(word) for word in schema.get("enum", [schema.get("const")]))
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        numbers = [each for each in choices if each.get("type") == "number"]  # text is one as well
        known = numbers or [each for each in choices if each.get("type") != "null"]
        return " or ".join(_value(each) for each in known)
    if schema.get("type") == "array":
        return f"list of {_value(schema['items'])}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties") or next(
            iter(schema["patternProperties"].values())
        )
        return f"group of {_value(inner)} by name"
    return _simple(schema)


def _simple(schema: dict[str, Any]) -> str:
    word = WORDS.get(schema.get("type", ""), "anything")
    if word == "text" and "pattern" in schema:
        word = "id" if "maxLength" in schema else "level, as `track/LEVEL` or `family/track/LEVEL`"
    low, high = schema.get("minimum"), schema.get("maximum")
    return f"{word} from {low:g} to {high:g}" if low is not None and high is not None else word


def criteria() -> str:
    """The closed list of criterion kinds, their states, and the words of readiness."""
    return page(
        "Criteria",
        "The kinds of criteria that a move can have, the states of each, and what readiness says.",
        f"## Groups\n\n{_kinds(GROUPS)}",
        f"## Single conditions\n\n{_kinds(LEAVES)}",
        "A criterion with only a `text` is read by people, and nothing decides it.",
        f"## States\n\n{table(('State', 'Counts as'), ((code(s), _counts_as(s)) for s in State))}",
        f"## Readiness\n\n{inspect.getdoc(readiness)}",
    )


def _kinds(names: Iterable[str]) -> str:
    return table(("Kind", "Is met when", "Keys"), (_kind(name) for name in names))


def _kind(name: str) -> Iterator[str]:
    parts = json_schema()["$defs"]
    value = parts["Criterion"]["properties"][name]
    inner = value["anyOf"][0]
    part = parts.get(inner.get("$ref", "").rpartition("/")[2], {})
    keys = part.get("properties", {})
    yield code(name)
    yield value.get("description") or part["description"]
    yield "; ".join(f"`{key}`: {_value(of)}" for key, of in keys.items()) or _value(inner)


def _counts_as(state: State) -> str:
    if state in REACHED:
        return "met"
    return "not known yet" if state in UNKNOWN else "open"


def states() -> str:
    """The states of cycles and assessments, and who reads what in which phase."""
    return page(
        "States of a review",
        "Every state of a cycle and of an assessment, and whose words are read by whom when.",
        f"## Cycle\n\n{_stages(CYCLE)}",
        f"## Assessment\n\n{_stages(ASSESSMENT)}",
        f"## Readers\n\nAuthors always read their own words.\n\n{_readers()}",
    )


def _stages(stages: dict[Any, Stage]) -> str:
    rows = (
        [code(state), stage.meaning, code(stage.owner), code(*_in_order(stage.moves, stages))]
        for state, stage in stages.items()
    )
    return table(("State", "Meaning", "Acts", "May become"), rows)


def _in_order(found: Iterable[StrEnum], order: Iterable[StrEnum]) -> list[str]:
    chosen = set(found)
    return [each.value for each in order if each in chosen]


def _readers() -> str:
    rows = (
        [code(phase), *(code(*sorted(READERS[phase][words])) or "nobody" for words in Words)]
        for phase in Phase
    )
    return table(("Phase", *(f"Words of the {w}" for w in Words)), rows)
