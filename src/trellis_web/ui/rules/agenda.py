"""Which changed sentences of a framework concern somebody at a level."""

from collections.abc import Mapping
from dataclasses import dataclass

from trellis.framework.migration import Fate
from trellis.framework.resolve import ResolvedFramework, level_of
from trellis_web.frameworks.queries.successions import Now


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence as it was, and what stands in its place; nothing where it was dropped."""

    competency: str
    level: str
    before: str
    now: tuple[str, ...]


def reworded(
    before: ResolvedFramework, level: str, changes: Mapping[str, Now]
) -> tuple[Reworded, ...]:
    """The sentences at the level, and where its moves lead, that are not the same any more."""
    levels = {level, *(level_of(move.to) for move in before.moves_from(level))}
    return tuple(
        Reworded(
            before.competency[competency].title,
            at,
            statement.text,
            tuple(each.text for each in changes[statement.id].statements),
        )
        for (competency, at), cell in before.cells.items()
        if at in levels
        for statement in cell.statements
        if statement.id in changes and changes[statement.id].kind is not Fate.SAME
    )
