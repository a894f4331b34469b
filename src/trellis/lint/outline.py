"""A framework as the structure rules see it: rows of sentences along the levels of a track."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from trellis.framework.model import CellStatus, Competency, Framework, Level, Move, Statement, Track
from trellis.framework.resolve import ResolvedFramework, level_of, resolve
from trellis.framework.source import Path
from trellis.lint.grade import Grade
from trellis.lint.pack import Pack, defined, pack_for
from trellis.lint.sentence import Sentence

Blocks = Callable[[str], Framework]
"""Gives an included block by its name."""


class Placed(NamedTuple):
    """A sentence where it stands: `key` is the level or the proficiency step."""

    competency: Competency
    key: str
    statement: Statement
    path: Path


@dataclass(frozen=True)
class Outline:
    """One framework with what the rules ask of it, computed once.

    `resolved` holds the included blocks where they are known (`is_whole`).
    """

    framework: Framework
    resolved: ResolvedFramework
    blocks: dict[str, Framework]
    grade: Callable[[Sentence], Grade]

    @classmethod
    def of(
        cls, framework: Framework, blocks: Blocks | None, grade: Callable[[Sentence], Grade]
    ) -> "Outline":
        """The outline of a framework. Raises `BadInput` for an include that `blocks` refuses."""
        if blocks is None:
            alone = framework.model_copy(update={"include": ()})
            return cls(framework, resolve(alone), {}, grade)
        known = {name: blocks(name) for name in framework.include}
        return cls(framework, resolve(framework, known.__getitem__), known, grade)

    @property
    def is_whole(self) -> bool:
        """True when every competency is known, the included ones too."""
        return len(self.blocks) == len(self.framework.include)

    @cached_property
    def pack(self) -> Pack | None:
        """The language pack of the framework, if there is one."""
        return pack_for(self.framework.language)

    @cached_property
    def sentences(self) -> tuple[tuple[Placed, Sentence], ...]:
        """Every sentence of the file, read with the language pack; none without a pack."""
        pack = self.pack
        if pack is None:
            return ()
        glossary = defined(pack, tuple(self.framework.glossary))
        return tuple((each, Sentence(each.statement.text, pack, glossary)) for each in self.placed)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every sentence of the file with its place, in file order."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[Placed]:
        for index, competency in enumerate(self.framework.competencies):
            for part, cells in (("levels", competency.levels), ("steps", competency.steps)):
                for key, cell in cells.items():
                    if not isinstance(cell, CellStatus):
                        for number, statement in enumerate(cell):
                            path = ("competencies", index, part, key, number, "text")
                            yield Placed(competency, key, statement, path)

    def rows(self) -> Iterator[list[list[Placed]]]:
        """The cells with sentences of each competency along each track, lowest first."""
        by_cell: dict[tuple[str, str], list[Placed]] = {}
        for placed in self.placed:
            by_cell.setdefault((placed.competency.id, placed.key), []).append(placed)
        for competency in self.framework.competencies:
            for keys in self._ladders(competency):
                cells = (by_cell.get((competency.id, key), []) for key in keys)
                yield [cell for cell in cells if cell]

    def _ladders(self, competency: Competency) -> list[list[str]]:
        if competency.steps:
            return [list(competency.steps)]
        return [
            [level.id for level in ladder(track)]
            for track in self.framework.tracks
            if not competency.tracks or track.id in competency.tracks
        ]

    def levels(self, kind: str) -> list[tuple[Path, Level]]:
        """The levels of all tracks of one kind, with their paths."""
        return [
            (("tracks", t, "levels", n), level)
            for t, track in enumerate(self.framework.tracks)
            if track.kind == kind
            for n, level in enumerate(track.levels)
        ]

    def moves(self, *kinds: str) -> Iterator[tuple[Path, Move]]:
        """The moves of these kinds with their paths; all moves without a kind."""
        for index, move in enumerate(self.framework.moves):
            if not kinds or move.kind in kinds:
                yield ("moves", index), move

    def between(self, start: str, end: str) -> list[tuple[Path, Move]]:
        """The moves from a track of one kind to a track of another kind."""
        kind = {level: track.kind for level, track in self.resolved.tracks.items()}
        return [
            (path, move)
            for path, move in self.moves()
            if (kind.get(level_of(move.from_)), kind.get(level_of(move.to))) == (start, end)
        ]


def ladder(track: Track) -> list[Level]:
    """The levels of a track, lowest rank first."""
    return sorted(track.levels, key=lambda level: level.rank)
