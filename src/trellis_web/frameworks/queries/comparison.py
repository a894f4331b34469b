"""Two levels side by side: what changes, what stays, what is new, what is no longer asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trellis.framework.model import Competency, Level, Statement
from trellis.framework.resolve import ResolvedCell, ResolvedFramework, family_of, level_of
from trellis.framework.words import changed_words
from trellis_web.frameworks.queries.matrix import levels_of

Pieces = tuple[tuple[str, bool], ...]
"""Parts of a sentence in order, each with True where it differs."""

MOST = 0.8
"""The share of a sentence that may be marked word by word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One competency at both levels; `after` are the sentences of the second, in pieces."""

    competency: Competency
    a: ResolvedCell
    b: ResolvedCell
    after: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The competencies of two levels, each in exactly one group, in file order."""

    a: Level
    b: Level
    changed: tuple[Line, ...]
    same: tuple[Line, ...]
    new: tuple[Line, ...]
    gone: tuple[Line, ...]


def compare(framework: ResolvedFramework, a: str, b: str) -> Comparison:
    """Compare two levels of one framework, also over tracks."""
    groups: dict[str, list[Line]] = {"changed": [], "same": [], "new": [], "gone": []}
    for competency in framework.competencies:
        line = _line(competency, framework.cell(competency.id, a), framework.cell(competency.id, b))
        if line.a.is_expected or line.b.is_expected:
            groups[_group(line)].append(line)
    found = {name: tuple(lines) for name, lines in groups.items()}
    return Comparison(framework.levels[a], framework.levels[b], **found)


def partner(framework: ResolvedFramework, level: str) -> str:
    """The level to compare with first: where its promotion leads, or its neighbour."""
    home = framework.framework.id
    for move in framework.moves_from(level):
        if move.kind == "promotion" and family_of(move.to, home) == home:
            return level_of(move.to)
    if level not in framework.tracks:
        return level
    ids = [each.id for each in levels_of(framework.tracks[level])]
    at = ids.index(level)
    return (ids[at + 1 : at + 2] or ids[at - 1 : at] or [level])[0]


def pieces(today: Sequence[Statement], statement: Statement) -> Pieces:
    """A statement in pieces: what its author marked, or the words that differ.

    It is compared with the statement of `today` that it shares most with. Where hardly anything is
    shared, marks would only be noise: the whole sentence is one piece that differs.
    """
    if statement.marked:
        phrases = "|".join(map(re.escape, statement.marked))
        parts = re.split(f"({phrases})", statement.text)
        return tuple((part, bool(index % 2)) for index, part in enumerate(parts) if part)
    found = [changed_words(each.text, statement.text) for each in today]
    all_new = ((statement.text, True),)
    best = min(found, key=_differing, default=all_new)
    return best if _differing(best) <= MOST * len(statement.text) else all_new


def _differing(found: Pieces) -> int:
    return sum(len(text) for text, differs in found if differs)


def _line(competency: Competency, a: ResolvedCell, b: ResolvedCell) -> Line:
    return Line(competency, a, b, tuple(pieces(a.statements, each) for each in b.statements))


def _group(line: Line) -> str:
    if not line.a.is_expected:
        return "new"
    if not line.b.is_expected:
        return "gone"
    same = [s.text for s in line.a.statements] == [s.text for s in line.b.statements]
    return "same" if same else "changed"
