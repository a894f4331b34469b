"""How far a draft and its authors are: cells to write, written, signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trellis.framework.resolve import ResolvedFramework
from trellis_web.frameworks.models import Assignment, Draft
from trellis_web.frameworks.queries.cells import cells_of, is_written

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of cells: all, those with nothing left to write, and of these the signed ones."""

    cells: int
    written: int
    signed: int

    @property
    def to_write(self) -> int:
        """Cells where something is still to write."""
        return self.cells - self.written

    @property
    def percent(self) -> int:
        """The share of written cells, rounded down: 100 means that nothing is left."""
        return 100 * self.written // self.cells if self.cells else 100


@dataclass(frozen=True, slots=True)
class Task:
    """One assignment with the cells that it speaks of. Without any, its part of the draft is
    gone."""

    assignment: Assignment
    title: str
    cells: tuple[Cell, ...]
    open_cells: tuple[Cell, ...]
    progress: Progress

    @property
    def is_done(self) -> bool:
        """True when nothing is left to write."""
        return not self.open_cells

    def is_overdue(self, today: date) -> bool:
        """True when the day is over and something is left to write."""
        return not self.is_done and self.assignment.due_on < today


def progress_of(
    framework: ResolvedFramework, cells: Iterable[Cell], signed: Mapping[str, bool] | None = None
) -> Progress:
    """Counts over some cells; `signed` says of each competency whether writers have signed it."""
    of, all_cells = signed or {}, tuple(cells)
    written = [cell for cell in all_cells if is_written(framework, *cell)]
    return Progress(
        len(all_cells), len(written), sum(of.get(competency, False) for competency, _ in written)
    )


def tasks_of(
    draft: Draft, framework: ResolvedFramework, signed: Mapping[str, bool] | None = None
) -> list[Task]:
    """The assignments of a draft with their progress, by due date."""
    return [
        _task(each, framework, signed)
        for each in draft.assignments.select_related("author", "given_by")
    ]


def _task(
    given: Assignment, framework: ResolvedFramework, signed: Mapping[str, bool] | None
) -> Task:
    levels = _levels(framework, given)
    cells = tuple(
        cell for cell in cells_of(framework) if cell[0] == given.competency and cell[1] in levels
    )
    held = framework.competency.get(given.competency)
    return Task(
        given,
        held.title if held else given.competency,
        cells,
        tuple(cell for cell in cells if not is_written(framework, *cell)),
        progress_of(framework, cells, signed),
    )


def _levels(framework: ResolvedFramework, given: Assignment) -> list[str]:
    """The levels of an assignment in file order; a bound that is gone no longer bounds."""
    order = list(framework.levels)
    first = order.index(given.first_level) if given.first_level in order else 0
    last = order.index(given.last_level) if given.last_level in order else len(order) - 1
    return order[first : last + 1]
