"""Plain values as YAML: one form for one value, so that files differ only in content."""

import json
import re
from typing import Any

from trellis.framework.source import resolve_scalar

FLOW_WIDTH = 60

_WORDS_ELSEWHERE = frozenset({"y", "yes", "n", "no", "on", "off"})
"""Words that YAML 1.1 readers take for true or false."""
_NOT_PLAIN = re.compile(r"[:?\[\]{},]| #| $|[^\S ]")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LITERAL = re.compile(r"\S[^\n]*(\n+[^\n]+)*\n?")


def block(value: Any, indent: int = 0) -> str:
    """A group or a list in block form, without a final newline.

    The first line carries no indentation, the others `indent` spaces.
    """
    if isinstance(value, dict) and value:
        parts = [entry(key, item, indent) for key, item in value.items()]
    elif isinstance(value, list) and value:
        parts = [f"- {block(item, indent + 2)}" for item in value]
    else:
        return flow(value) if isinstance(value, dict | list) else scalar(value, indent)
    return f"\n{' ' * indent}".join(parts)


def entry(key: str, value: Any, indent: int) -> str:
    """`key: value` at a column; short groups and lists of words stay on the line."""
    name = scalar(key)
    if not isinstance(value, dict | list):
        return f"{name}: {scalar(value, indent + 2)}"
    if _is_short(value):
        return f"{name}: {flow(value)}"
    return f"{name}:\n{' ' * (indent + 2)}{block(value, indent + 2)}"


def flow(value: Any) -> str:
    """A value on one line: `[a, b]`, `{a: 1}`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def scalar(value: Any, indent: int | None = None) -> str:
    """One value. Text of several lines becomes a literal block where `indent` allows one."""
    if not isinstance(value, str):
        return json.dumps(value)
    if indent is not None and "\n" in value and _is_literal(value):
        return _literal(value, indent)
    return value if _is_plain(value) else _quoted(value)


def _is_short(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value
    if any(isinstance(item, dict | list) for item in items):
        return False
    if any(isinstance(item, str) and "\n" in item for item in items):
        return False
    return len(flow(value)) <= FLOW_WIDTH


def _is_plain(text: str) -> bool:
    if not text[:1].isalpha() or text.lower() in _WORDS_ELSEWHERE:
        return False
    return (
        not _NOT_PLAIN.search(text) and not _INVISIBLE.search(text) and resolve_scalar(text) == text
    )


def _quoted(text: str) -> str:
    return _INVISIBLE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_literal(text: str) -> bool:
    lines = text.split("\n")
    return (
        bool(_LITERAL.fullmatch(text))
        and all(line == line.rstrip() for line in lines)
        and all(char.isprintable() for line in lines for char in line)
        and not _INVISIBLE.search(text)
    )


def _literal(text: str, indent: int) -> str:
    lines = text.removesuffix("\n").split("\n")
    margin = " " * indent
    head = "|" if text.endswith("\n") else "|-"
    return "\n".join([head, *(f"{margin}{line}" if line else "" for line in lines)])
