"""Where an old link leads now: a statement or a cell that is no longer under its old name."""

from dataclasses import dataclass

from trellis.framework.model import Statement
from trellis.framework.resolve import ResolvedFramework
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.successions import Now, now_in, statement_now, versions_of
from trellis_web.frameworks.queries.versions import resolved

Cell = tuple[str, str]
"""The ids of a competency and a level."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in the latest version that has it, and what it is now, if that is not current."""

    version: Version
    statement: Statement
    cell: Cell | None
    now: Now | None


def find_statement(version: Version, statement_id: str) -> Found | None:
    """The statement in this version, or else in the latest one before it; None where never was."""
    for each in versions_of(version.family_id, upto=version.number):
        framework = resolved(each)
        found = {s.id: s for c in framework.competencies for s in c.statements()}
        if statement_id in found:
            now = statement_now(each, statement_id, version) if each.pk != version.pk else None
            return Found(each, found[statement_id], cell_of(framework, statement_id), now)
    return None


def cell_of(framework: ResolvedFramework, statement_id: str) -> Cell | None:
    """The first cell in which a statement is expected; None where it stands in no level."""
    for cell, content in framework.cells.items():
        if any(each.id == statement_id for each in content.statements):
            return cell
    return None


def cell_now(version: Version, competency: str, level: str) -> Cell | None:
    """Where most of what stood in a cell of an earlier version stands in this one."""
    for each in versions_of(version.family_id, upto=version.number)[1:]:
        cell = resolved(each).cells.get((competency, level))
        if cell is not None and cell.statements:
            return _most_went_to(each, version, [s.id for s in cell.statements])
    return None


def _most_went_to(old: Version, new: Version, ids: list[str]) -> Cell | None:
    now, framework = now_in(old, new), resolved(new)
    cells = [
        cell
        for id_ in ids
        for statement in now[id_].statements
        if (cell := cell_of(framework, statement.id))
    ]
    return max(cells, key=cells.count, default=None)
