"""The resolved view of a framework: what is expected at each level. Computed, never stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from trellis.findings import BadInput
from trellis.framework.model import (
    Cell,
    CellStatus,
    Competency,
    Framework,
    Level,
    Move,
    Statement,
    Track,
)


class Expectation(StrEnum):
    """What a level asks of a competency."""

    AS_BELOW = "as_below"
    EMPTY = "empty"
    EXPECTED = "expected"
    NOT_EXPECTED = "not_expected"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class ResolvedCell:
    """One cell: the statements that hold there, `step` where proficiency steps are used.

    With `AS_BELOW` the statements are those of the nearest lower level of the track that has any.
    """

    expectation: Expectation
    statements: tuple[Statement, ...] = ()
    step: str | None = None

    @property
    def is_expected(self) -> bool:
        """True when people at this level are rated on the competency."""
        return self.expectation in (Expectation.EXPECTED, Expectation.AS_BELOW)


EMPTY = ResolvedCell(Expectation.EMPTY)


@dataclass(frozen=True)
class ResolvedFramework:
    """A framework with includes merged, steps and `as_below` looked up."""

    framework: Framework
    competencies: tuple[Competency, ...]
    cells: Mapping[tuple[str, str], ResolvedCell] = field(repr=False)

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Levels by id, in file order."""
        return {level.id: level for _, level in self.framework.levels()}

    @cached_property
    def tracks(self) -> dict[str, Track]:
        """The track of each level, by level id."""
        return {level.id: track for track, level in self.framework.levels()}

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Moves by id, in file order."""
        return {move.id: move for move in self.framework.moves}

    @cached_property
    def competency(self) -> dict[str, Competency]:
        """Competencies by id, in file order."""
        return {competency.id: competency for competency in self.competencies}

    def cell(self, competency: str, level: str) -> ResolvedCell:
        """The cell of a competency at a level; `EMPTY` where nothing is written."""
        return self.cells.get((competency, level), EMPTY)

    def expected(self, level: str) -> tuple[str, ...]:
        """Ids of the competencies that people at `level` are rated on, in file order."""
        return self._expected.get(level, ())

    @cached_property
    def _expected(self) -> dict[str, tuple[str, ...]]:
        """The expected competencies of every level: each person of a page asks for them."""
        return {
            level: tuple(c.id for c in self.competencies if self.cell(c.id, level).is_expected)
            for level in {level for _, level in self.cells}
        }

    def moves_from(self, level: str) -> tuple[Move, ...]:
        """The moves that start at a level of this family, in file order."""
        return tuple(m for m in self.framework.moves if level_of(m.from_) == level)

    def starred(self, level: str) -> tuple[Statement, ...]:
        """The starred statements that a level expects."""
        return tuple(
            s for c in self.expected(level) for s in self.cell(c, level).statements if s.star
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many tracks, levels, competencies, statements and unplaced extras there are."""
        return {
            "tracks": len(self.framework.tracks),
            "levels": len(self.levels),
            "competencies": len(self.competencies),
            "statements": sum(1 for c in self.competencies for _ in c.statements()),
            "extra": len(self.framework.extra),
        }


def level_of(ref: str) -> str:
    """The level id of `track/LEVEL` or `family/track/LEVEL`."""
    return ref.rsplit("/", 1)[-1]


def family_of(ref: str, home: str) -> str:
    """The family id of a reference; `home` when it names none."""
    return ref.split("/", 1)[0] if ref.count("/") == 2 else home


def resolve(
    framework: Framework, blocks: Callable[[str], Framework] | None = None
) -> ResolvedFramework:
    """Merge the included blocks and look up every cell.

    `blocks` gives an included block by name. Raises `BadInput` for an include that is not known.
    A competency of the file replaces an included one of the same id; `hide` drops included ones.
    """
    competencies = _with_includes(framework, blocks)
    cells = {
        (competency.id, level.id): cell
        for competency in competencies
        for track in framework.tracks
        if not competency.tracks or track.id in competency.tracks
        for level, cell in _track_cells(competency, track)
    }
    return ResolvedFramework(framework, competencies, cells)


def _with_includes(
    framework: Framework, blocks: Callable[[str], Framework] | None
) -> tuple[Competency, ...]:
    merged: dict[str, Competency] = {}
    for name in framework.include:
        if blocks is None:
            raise BadInput.at(
                "include",
                name,
                f"The block '{name}' is included but not known.",
                "Put it beside the file, or take it out of 'include'.",
                "include",
            )
        merged |= {c.id: c for c in blocks(name).competencies if c.id not in framework.hide}
    merged |= {c.id: c for c in framework.competencies}
    return tuple(merged.values())


def _track_cells(competency: Competency, track: Track) -> list[tuple[Level, ResolvedCell]]:
    """The cells of one competency along one track, lowest rank first."""
    below = ResolvedCell(Expectation.AS_BELOW)
    cells = []
    for level in sorted(track.levels, key=lambda level: level.rank):
        cell = _own_cell(competency, level.id)
        if cell.expectation is Expectation.AS_BELOW:
            cell = ResolvedCell(Expectation.AS_BELOW, below.statements, below.step)
        if cell.is_expected:
            below = cell
        cells.append((level, cell))
    return cells


def _own_cell(competency: Competency, level: str) -> ResolvedCell:
    if competency.steps or competency.expects:
        return _step_cell(competency, level)
    cell: Cell | None = competency.levels.get(level)
    if cell is None:
        return EMPTY
    if isinstance(cell, CellStatus):
        return ResolvedCell(Expectation(cell.value))
    return ResolvedCell(Expectation.EXPECTED, cell) if cell else EMPTY


def _step_cell(competency: Competency, level: str) -> ResolvedCell:
    step = competency.expects.get(level)
    if step is None:
        return EMPTY
    if step in competency.steps:
        return ResolvedCell(Expectation.EXPECTED, competency.steps[step], step)
    return ResolvedCell(Expectation(step))
