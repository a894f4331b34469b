"""A track as a table of what changes from level to level; what stays is left out."""

from dataclasses import dataclass

from trellis.framework.model import Competency, Track
from trellis.framework.resolve import Expectation, ResolvedFramework
from trellis_web.frameworks.queries.matrix import MatrixCell, matrix
from trellis_web.frameworks.queries.sentences import Pieces, Sentence, Tie, told_apart


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell beside the one of the level below: what is sharpened and new, and what is gone.

    At the lowest level of a track all of it is shown as it is (`is_first`).
    """

    own: MatrixCell
    sentences: tuple[Sentence, ...]
    gone: tuple[str, ...]
    is_first: bool

    @property
    def told(self) -> tuple[tuple[bool, str | Pieces], ...]:
        """Each sentence as a new text, or as the pieces of a sharpened one."""
        new = Tie.NEW
        return tuple(
            (each.tie is new, each.statement.text if each.tie is new else each.pieces)
            for each in self.sentences
        )

    @property
    def is_same(self) -> bool:
        """True when the level asks what the level below asks."""
        return not self.is_first and not self.sentences and not self.gone


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One competency along a track."""

    competency: Competency
    cells: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """The rows of one kind that differ somewhere; `same` are the names of the others."""

    kind: str
    rows: tuple[DifferenceRow, ...]
    same: tuple[str, ...]


def differences(framework: ResolvedFramework, track: Track) -> tuple[DifferenceGroup, ...]:
    """The rows of a track that change from level to level."""
    return tuple(
        _group(group.kind, [DifferenceRow(row.competency, _cells(row.cells)) for row in group.rows])
        for group in matrix(framework, track)
    )


def _group(kind: str, rows: list[DifferenceRow]) -> DifferenceGroup:
    differ = [row for row in rows if not all(each.is_same for each in row.cells[1:])]
    same = tuple(row.competency.title for row in rows if row not in differ)
    return DifferenceGroup(kind, tuple(differ), same)


def _cells(cells: tuple[MatrixCell, ...]) -> tuple[Difference, ...]:
    """Each cell beside the nearest one below in which something is written."""
    found, below = [], None
    for own in cells:
        found.append(_difference(own, below))
        if own.cell.expectation not in (Expectation.EMPTY, Expectation.TODO):
            below = own
    return tuple(found)


def _difference(own: MatrixCell, below: MatrixCell | None) -> Difference:
    if below is None:
        return Difference(own, (), (), is_first=True)
    sentences, gone = told_apart(below.cell.statements, own.cell.statements)
    unwritten = own.cell.expectation in (Expectation.EMPTY, Expectation.TODO)
    return Difference(
        own,
        tuple(each for each in sentences if each.tie is not Tie.INHERITED),
        () if unwritten else tuple(each.text for each in gone),
        is_first=False,
    )
