"""The tracks and moves of a framework as a graph: Mermaid for wikis, DOT for Graphviz.

Levels get names of our own (`n0`, `n1`, ...) in file order, so that no id or title can be taken for
syntax, and the same framework always gives the same text.
"""

import re
from dataclasses import dataclass

from trellis.framework.model import Framework, Move
from trellis.framework.resolve import family_of, level_of

_MERMAID = {"promotion": "-->", "crossover": "==>", "lateral": "-.->", "return": "-.->"}
_DOT = {"promotion": "solid", "crossover": "bold", "lateral": "dashed", "return": "dotted"}
_UNSAFE = re.compile(r"[^\w ,.;:()+'/&%!?–—-]|;")


@dataclass(frozen=True, slots=True)
class Graph:
    """Groups of nodes with their titles, nodes of other families, and arrows between nodes."""

    groups: list[tuple[str, dict[str, str]]]
    outside: dict[str, str]
    arrows: list[tuple[str, str, Move]]


def graph(framework: Framework) -> Graph:
    """Tracks as groups, levels as nodes ("IC2: Engineer"), moves as arrows."""
    names: dict[str, str] = {}
    groups = []
    for track in framework.tracks:
        nodes = {}
        for level in track.levels:
            name = names.setdefault(level.id, f"n{len(names)}")
            nodes[name] = f"{level.id}: {level.title}" if level.titles else level.id
        groups.append((track.title, nodes))
    outside: dict[str, str] = {}

    def node(ref: str) -> str:
        home = family_of(ref, framework.id) == framework.id
        key = level_of(ref) if home else ref
        if key not in names:
            names[key] = f"n{len(names)}"
            outside[names[key]] = ref
        return names[key]

    arrows = [(node(move.from_), node(move.to), move) for move in framework.moves]
    return Graph(groups, outside, arrows)


def to_mermaid(framework: Framework) -> bytes:
    """A Mermaid flowchart, UTF-8: a group for each track, an arrow for each move."""
    drawn = graph(framework)
    lines = ["flowchart LR"]
    for number, (title, nodes) in enumerate(drawn.groups):
        lines.append(f"  subgraph t{number}[{_mermaid(title)}]")
        lines += [f"    {name}[{_mermaid(label)}]" for name, label in nodes.items()]
        lines.append("  end")
    lines += [f"  {name}([{_mermaid(label)}])" for name, label in drawn.outside.items()]
    for start, end, move in drawn.arrows:
        lines.append(f"  {start} {_MERMAID[move.kind]}|{_mermaid(_words(move))}| {end}")
    return ("\n".join(lines) + "\n").encode()


def to_dot(framework: Framework) -> bytes:
    """A DOT digraph, UTF-8: a cluster for each track, an edge for each move."""
    drawn = graph(framework)
    lines = [f"digraph {_dot(framework.id)} {{", "  rankdir=LR;", "  node [shape=box];"]
    for number, (title, nodes) in enumerate(drawn.groups):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_dot(title)};"]
        lines += [f"    {name} [label={_dot(label)}];" for name, label in nodes.items()]
        lines.append("  }")
    lines += [
        f"  {name} [label={_dot(label)}, style=rounded];" for name, label in drawn.outside.items()
    ]
    for start, end, move in drawn.arrows:
        lines.append(f"  {start} -> {end} [label={_dot(_words(move))}, style={_DOT[move.kind]}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _words(move: Move) -> str:
    return move.title or move.kind


def _line(text: str) -> str:
    """Text on one line, without invisible characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _mermaid(text: str) -> str:
    """A quoted label; every character that Mermaid or HTML could read is a code (`#35;`)."""
    codes = _UNSAFE.sub(lambda found: f"#{ord(found[0])};", _line(text))
    return f'"{codes or " "}"'


def _dot(text: str) -> str:
    r"""A quoted string; `\` would begin an escape such as `\N`, the name of the node."""
    quoted = _line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
