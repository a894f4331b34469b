"""Change a YAML text only where its content changed: comments, quotes and order stay.

An edit is a span of the text and what replaces it. Where a change is too deep to keep the form
(entries in another order, the first key beside a dash), the smallest group around it is written
anew.
"""

from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from trellis.framework.emit import block, entry, flow, scalar

Edit = tuple[int, int, str]
Edits = list[Edit] | None
"""None: the form cannot be kept here; the group around it must be written anew."""


def patch(text: str, root: Node, old: Any, new: Any) -> str:
    """The text with the content `new`. `old` is what `root`, the parse of the text, means."""
    edits = Patch(text).node(root, old, new)
    if edits is None:
        return block(new) + "\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    result, done = [], 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        result += [text[done:start], replacement.replace("\n", newline)]
        done = end
    return "".join([*result, text[done:]])


class Patch:
    """The edits that lead from one content of a text to another."""

    def __init__(self, text: str) -> None:
        self.text = text

    def node(self, node: Node, old: Any, new: Any) -> Edits:
        """The edits inside one node."""
        if _same(old, new):
            return []
        if isinstance(node, MappingNode) and isinstance(new, dict) and isinstance(old, dict):
            edits = None if not new or _reordered(old, new) else self._mapping(node, old, new)
        elif isinstance(node, SequenceNode) and isinstance(new, list) and isinstance(old, list):
            edits = None if not new else self._sequence(node, old, new)
        else:
            edits = None
        return self._anew(node, new) if edits is None else edits

    def _anew(self, node: Node, new: Any) -> Edits:
        """The whole node in its own form; None when it must change its form."""
        start, end = node.start_mark.index, self._end(node)
        if isinstance(node, ScalarNode):
            return None if isinstance(new, dict | list) else [(start, end, self._inline(node, new))]
        if isinstance(node, CollectionNode) and node.flow_style:
            return [(start, end, flow(new))]
        return [(start, end, block(new, node.start_mark.column))] if new else None

    def _inline(self, node: ScalarNode, new: Any) -> str:
        """A new value in place of an old one; an empty place needs a space before it."""
        return scalar(new) if node.end_mark.index > node.start_mark.index else f" {scalar(new)}"

    def _mapping(self, node: MappingNode, old: dict[str, Any], new: dict[str, Any]) -> Edits:
        found = {key.value: (key, value) for key, value in node.value}
        edits: list[Edit] = []
        for name in [name for name in found if name in old and name not in new]:
            more = self._removed(node, *found[name])
            if more is None:
                return None
            edits += more
        before = None
        for name, value in new.items():
            if name in found:
                more = self._entry(node, name, found[name], old.get(name), value)
            else:
                more = self._added(node, found.get(before or ""), name, value)
            if more is None:
                return None
            edits += more
            before = name if name in found else before
        return edits

    def _entry(
        self, around: CollectionNode, name: str, found: tuple[Node, Node], old: Any, new: Any
    ) -> Edits:
        key, value = found
        edits = self.node(value, old, new)
        if edits is None and not around.flow_style:
            return [
                (key.start_mark.index, self._end(value), entry(name, new, key.start_mark.column))
            ]
        return edits

    def _sequence(self, node: SequenceNode, old: list[Any], new: list[Any]) -> Edits:
        was, will = [_identity(item) for item in old], [_identity(item) for item in new]
        kept = [name for name in was if name in will]
        if len(set(was)) < len(was) or len(node.value) != len(old):
            return None
        if len(set(will)) < len(will) or not kept or kept != [n for n in will if n in was]:
            return None
        found = dict(zip(was, zip(node.value, old, strict=True), strict=True))
        return self._items(node, found, dict(zip(will, new, strict=True)))

    def _items(self, node: SequenceNode, found: dict[str, Any], new: dict[str, Any]) -> Edits:
        edits: list[Edit] = []
        for name, (item, _) in found.items():
            more = [] if name in new else self._removed(node, item, item)
            if more is None:
                return None
            edits += more
        before = None
        for name, value in new.items():
            if name in found:
                before, old = found[name]
                more = self.node(before, old, value)
            else:
                more = self._added(node, before and (before, before), None, value)
            if more is None:
                return None
            edits += more
        return edits

    def _removed(self, around: CollectionNode, first: Node, last: Node) -> Edits:
        """All lines of an entry; None when it shares a line with something else."""
        start = self.text.rfind("\n", 0, first.start_mark.index) + 1
        dash = "-" if isinstance(around, SequenceNode) else ""
        if around.flow_style or self.text[start : first.start_mark.index].strip() != dash:
            return None
        return [(start, self._line_end(last) + 1, "")]

    def _added(
        self, around: CollectionNode, before: tuple[Node, Node] | None, name: str | None, value: Any
    ) -> Edits:
        """A new entry below the one before it; None when there is no such place."""
        if around.flow_style or before is None:
            return None
        column = around.start_mark.column
        body = f"- {block(value, column + 2)}" if name is None else entry(name, value, column)
        at = self._line_end(before[1])
        return [(at, at, f"\n{' ' * column}{body}")]

    def _line_end(self, node: Node) -> int:
        end = self.text.find("\n", self._end(node))
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def _end(self, node: Node) -> int:
        """Where the content of a node really ends: not after the comments that follow it."""
        if isinstance(node, CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start: int = node.start_mark.index
        return start + len(self.text[start : node.end_mark.index].rstrip())


def _same(old: Any, new: Any) -> bool:
    """Equal, with the entries of every group in the same order."""
    return repr(old) == repr(new)


def _reordered(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return [name for name in old if name in new] != [name for name in new if name in old]


def _identity(item: Any) -> str:
    """What makes an item of a list the same item: its id, or all of it."""
    return str(item["id"]) if isinstance(item, dict) and "id" in item else repr(item)
