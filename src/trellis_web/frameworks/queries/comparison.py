"""Two levels side by side: what changes, what stays, what is new, what is no longer asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from trellis.framework.model import Competency, Level, Statement
from trellis.framework.resolve import ResolvedCell, ResolvedFramework, family_of, level_of
from trellis_web.frameworks.queries.matrix import levels_of
from trellis_web.frameworks.queries.sentences import Pieces, Sentence, Tie, pieces, told_apart

__all__ = ["Comparison", "Line", "Pieces", "compare", "partner", "pieces"]


@dataclass(frozen=True, slots=True)
class Line:
    """One competency at both levels: the sentences of the second as they stand to the first.

    `gone` are sentences of the first that the second no longer asks. `other` is what the second
    family calls the competency, where that is another name.
    """

    competency: Competency
    other: Competency
    a: ResolvedCell
    b: ResolvedCell
    sentences: tuple[Sentence, ...]
    gone: tuple[Statement, ...]

    @property
    def after(self) -> tuple[Pieces, ...]:
        """The sentences of the second level in pieces."""
        return tuple(each.pieces for each in self.sentences)

    def count(self, tie: Tie) -> int:
        """How many sentences of the second level are tied like that."""
        return sum(each.tie is tie for each in self.sentences)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The competencies of two levels, each in exactly one group, in file order."""

    a: Level
    b: Level
    changed: tuple[Line, ...]
    same: tuple[Line, ...]
    new: tuple[Line, ...]
    gone: tuple[Line, ...]

    @property
    def sentences(self) -> dict[str, int]:
        """How many sentences are inherited, sharpened, new and no longer asked."""
        lines = (*self.changed, *self.same, *self.new, *self.gone)
        counts = {tie.value: sum(line.count(tie) for line in lines) for tie in Tie}
        return counts | {"gone": sum(len(line.gone) for line in lines)}


def compare(
    framework: ResolvedFramework, a: str, b: str, other: ResolvedFramework | None = None
) -> Comparison:
    """Compare two levels, also over tracks; `b` is one of `other` where that is given.

    Competencies of two families are the same by id, or else by name or alias.
    """
    second = other or framework
    groups: dict[str, list[Line]] = {"changed": [], "same": [], "new": [], "gone": []}
    for mine, theirs in _aligned(framework, second):
        cells = framework.cell(mine.id, a), second.cell(theirs.id, b)
        if cells[0].is_expected or cells[1].is_expected:
            line = Line(mine, theirs, *cells, *told_apart(cells[0].statements, cells[1].statements))
            groups[_group(line)].append(line)
    found = {name: tuple(lines) for name, lines in groups.items()}
    return Comparison(framework.levels[a], second.levels[b], **found)


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


def _aligned(
    first: ResolvedFramework, second: ResolvedFramework
) -> Iterator[tuple[Competency, Competency]]:
    """Each competency with its counterpart, or with itself where only one family has it."""
    others = (each for each in second.competencies if each.id not in first.competency)
    named = {name: each for each in others for name in _names(each)}
    left = dict(second.competency)
    for each in first.competencies:
        same = next((named[name] for name in _names(each) if name in named), None)
        found = second.competency.get(each.id, same)
        yield each, left.pop(found.id, each) if found else each
    yield from ((each, each) for each in left.values())


def _names(competency: Competency) -> list[str]:
    return [name.casefold() for name in (competency.title, *competency.aliases)]


def _group(line: Line) -> str:
    if not line.a.is_expected:
        return "new"
    if not line.b.is_expected:
        return "gone"
    same = [s.text for s in line.a.statements] == [s.text for s in line.b.statements]
    return "same" if same else "changed"
