"""One track of a framework as a table: groups of competencies by level."""

from dataclasses import dataclass

from trellis.framework.model import Competency, Level, Track
from trellis.framework.resolve import Expectation, ResolvedCell, ResolvedFramework


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one level asks of one competency."""

    level: Level
    cell: ResolvedCell

    @property
    def is_plain(self) -> bool:
        """True when there is nothing to show but statements."""
        return self.cell.expectation is Expectation.EXPECTED and not self.cell.step

    @property
    def is_empty(self) -> bool:
        """True when nothing is written."""
        return self.cell.expectation is Expectation.EMPTY

    @property
    def id(self) -> str:
        """The id of the level."""
        return self.level.id

    @property
    def texts(self) -> tuple[tuple[str, bool], ...]:
        """Each sentence, with whether it is starred: templates read tuples ten times as fast."""
        return tuple((each.text, each.star) for each in self.cell.statements)


@dataclass(frozen=True, slots=True)
class Row:
    """One competency along a track."""

    competency: Competency
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind of competency: core, functional, leadership."""

    kind: str
    rows: tuple[Row, ...]


def track_of(framework: ResolvedFramework, wanted: str = "", level: str = "") -> Track | None:
    """The track named, or the one of a level, or the first; None where there is no track."""
    tracks = framework.framework.tracks
    named = next((track for track in tracks if track.id == wanted), None)
    return named or framework.tracks.get(level) or next(iter(tracks), None)


def levels_of(track: Track) -> tuple[Level, ...]:
    """The levels of a track, lowest rank first."""
    return tuple(sorted(track.levels, key=lambda level: level.rank))


def shown_of(levels: tuple[Level, ...], *wanted: str) -> str:
    """The one level that a phone shows: the first of `wanted` that is here, or the lowest."""
    here = [level.id for level in levels]
    return next((each for each in (*wanted, *here) if each in here), "")


def matrix(framework: ResolvedFramework, track: Track) -> tuple[Group, ...]:
    """The rows of a track that have a cell, grouped by kind in order of first appearance."""
    levels = levels_of(track)
    rows: dict[str, list[Row]] = {}
    for competency in framework.competencies:
        cells = tuple(MatrixCell(each, framework.cell(competency.id, each.id)) for each in levels)
        if any(each.cell.expectation is not Expectation.EMPTY for each in cells):
            rows.setdefault(competency.kind, []).append(Row(competency, cells))
    return tuple(Group(kind, tuple(found)) for kind, found in rows.items())


def neighbours(
    framework: ResolvedFramework, competency: str, level: str
) -> tuple[MatrixCell | None, MatrixCell | None]:
    """The cells of the levels just below and just above, on the track of `level`."""
    levels = levels_of(framework.tracks[level])
    at = next(index for index, each in enumerate(levels) if each.id == level)
    below = levels[at - 1] if at else None
    above = levels[at + 1] if at + 1 < len(levels) else None
    return _cell(framework, competency, below), _cell(framework, competency, above)


def _cell(framework: ResolvedFramework, competency: str, level: Level | None) -> MatrixCell | None:
    return MatrixCell(level, framework.cell(competency, level.id)) if level else None
