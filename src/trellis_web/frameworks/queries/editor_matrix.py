"""One track of a draft as the table of the editor: every competency, also those without a word."""

from dataclasses import dataclass

from trellis.framework.edit import cell_digest
from trellis.framework.model import Competency, Level, Track
from trellis.framework.resolve import ResolvedCell
from trellis_web.frameworks.queries.editor import Editing
from trellis_web.frameworks.queries.matrix import levels_of


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell of the table. `differs`: it is included, and written otherwise than in the core."""

    level: Level
    cell: ResolvedCell
    differs: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One competency along a track. `is_included`: it comes from an included block."""

    competency: Competency
    cells: tuple[SheetCell, ...]
    is_included: bool


def sheet(editing: Editing, track: Track) -> tuple[tuple[str, tuple[SheetRow, ...]], ...]:
    """The rows of a track by kind of competency, in order of first appearance."""
    rows: dict[str, list[SheetRow]] = {}
    for competency in editing.framework.competencies:
        if not competency.tracks or track.id in competency.tracks:
            cells = tuple(sheet_cell(editing, competency, level) for level in levels_of(track))
            included = competency.id in editing.cores
            rows.setdefault(competency.kind, []).append(SheetRow(competency, cells, included))
    return tuple((kind, tuple(found)) for kind, found in rows.items())


def sheet_cell(editing: Editing, competency: Competency, level: Level) -> SheetCell:
    """One cell of the table."""
    core = editing.cores.get(competency.id)
    differs = (
        core is not None
        and core is not competency
        and cell_digest(core, level.id) != cell_digest(competency, level.id)
    )
    return SheetCell(level, editing.framework.cell(competency.id, level.id), differs)
