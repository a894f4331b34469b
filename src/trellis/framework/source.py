"""YAML 1.2 text as plain values, with the line of every one of them.

The C parser gives a tree of nodes with marks in one pass; values and lines both come from it.
Scalars follow the core schema of YAML 1.2 (`yes` is a word); keys are always text.
"""

import re
from collections.abc import Sequence
from typing import Any

from yaml import CBaseLoader
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from trellis.findings import BadInput

MAX_DEPTH = 50
MAX_VALUES = 200_000

Path = Sequence[str | int]

_TAG = "tag:yaml.org,2002:"
_WORDS = {"": None, "~": None} | {
    spelling: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for spelling in (word, word.title(), word.upper())
}
_NUMBER_START = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?[0-9]{1,4000}|0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


class Source:
    """One YAML document: `value` is its plain content, `root` its node tree.

    `first_line` is the line of the file on which the text begins (front matter begins at 2).
    Raises `BadInput` with the line for text that is not one safe YAML document.
    """

    def __init__(self, text: str, name: str, first_line: int = 1) -> None:
        self.text, self.name, self.first_line = text, name, first_line
        self._values = 0
        self.root = self._compose()
        self.value = self._plain(self.root, 0)

    def place(self, path: Path, *, key: bool = False) -> str:
        """ "line 12" of the value at a path (or of its key); of the nearest part that exists."""
        return self._place(self._find(path, key=key))

    def has(self, path: Path) -> bool:
        """True when every step of the path is really in the text."""
        return len(self.real(path)) == len(path)

    def real(self, path: Path) -> tuple[str | int, ...]:
        """The path without the steps that are not in the text (pydantic adds names of types)."""
        node, steps = self.root, []
        for step in path:
            inner = _child(node, step)
            if inner is not None:
                node = inner[1]
                steps.append(step)
        return tuple(steps)

    def _find(self, path: Path, *, key: bool) -> Node:
        node = found = self.root
        for step in path:
            inner = _child(node, step)
            if inner is not None:
                found, node = inner
        return found if key else node

    def _place(self, node: Node) -> str:
        return f"line {node.start_mark.line + self.first_line}"

    def _compose(self) -> Node:
        try:
            self._refuse_excess()
            root: Node | None = CBaseLoader(self.text).get_single_node()
        except (YAMLError, UnicodeEncodeError) as error:
            raise self._unreadable(error) from error
        if root is None:
            raise BadInput.at(
                "empty", self.name, f"'{self.name}' is empty.", "", f"line {self.first_line}"
            )
        return root

    def _refuse_excess(self) -> None:
        """Walk the events first: composing recurses in C, where too deep a nesting is a crash."""
        events, depth, count = CBaseLoader(self.text), 0, 0
        while events.check_event():
            event = events.get_event()
            count += 1
            if count > MAX_VALUES:
                raise self._refused(event, "too-large", f"More than {MAX_VALUES:,} values.")
            if isinstance(event, CollectionEndEvent):
                depth -= 1
            elif isinstance(event, CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise self._refused(
                        event, "too-deep", f"Nested more than {MAX_DEPTH} levels deep."
                    )

    def _unreadable(self, error: Exception) -> BadInput:
        if isinstance(error, MarkedYAMLError):
            mark = error.problem_mark or error.context_mark
            problem, line = error.problem or error.context or "", mark.line if mark else 0
        else:
            offset = getattr(error, "position", getattr(error, "start", 0))
            problem = getattr(error, "reason", str(error))
            line = self.text.encode("utf-8", "replace")[:offset].count(b"\n")
        return BadInput.at(
            "yaml",
            self.name,
            _in_words(problem, self._line(line)),
            "Nothing was read.",
            f"line {line + self.first_line}",
        )

    def _line(self, index: int) -> str:
        lines = self.text.split("\n")
        return lines[index] if index < len(lines) else ""

    def _refused(self, node: Any, code: str, sentence: str, remedy: str = "") -> BadInput:
        return BadInput.at(code, self.name, sentence, remedy, self._place(node))

    def _plain(self, node: Node, depth: int) -> Any:
        self._values += 1
        if self._values > MAX_VALUES or depth > MAX_DEPTH:
            raise self._refused(node, "too-large", f"Aliases make more than {MAX_VALUES:,} values.")
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if isinstance(node, SequenceNode) and node.tag == _TAG + "seq":
            return [self._plain(item, depth + 1) for item in node.value]
        if isinstance(node, MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, depth)
        raise self._refused(node, "tag", f"The tag '{node.tag}' is not known.", "Take it out.")

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise self._refused(key, "key", "A key must be a word, not a list or a group.")
            if key.value in values:
                raise self._refused(
                    key,
                    "duplicate-key",
                    f"The key '{key.value}' stands here twice.",
                    "Keep one of them.",
                )
            values[key.value] = self._plain(value, depth + 1)
        return values

    def _scalar(self, node: ScalarNode) -> Any:
        if node.style == "" and node.tag == _TAG + "str":
            return resolve_scalar(node.value)
        if node.tag == _TAG + "str":
            return node.value
        if node.tag in (_TAG + "int", _TAG + "float", _TAG + "bool", _TAG + "null"):
            return resolve_scalar(node.value)
        raise self._refused(node, "tag", f"The tag '{node.tag}' is not known.", "Take it out.")


def resolve_scalar(text: str) -> Any:
    """What a plain scalar means in the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_START:
        if _INT.fullmatch(text):
            return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """The key node and the value node below `node`, or None."""
    if isinstance(node, MappingNode):
        return next(((k, v) for k, v in node.value if k.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _in_words(problem: str, line: str) -> str:
    """The parser's complaint as a sentence that says what to change."""
    if "cannot start any token" in problem and "\t" in line:
        return "There is a tab in the indentation, which YAML refuses; use spaces."
    if "mapping values are not allowed" in problem:
        return "There is a colon where none can be; put the text in quotes."
    if "control characters" in problem:
        return "There is a control character (such as NUL), which YAML refuses."
    return f"This is not YAML: {problem}."
