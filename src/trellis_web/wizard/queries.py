"""How far a framework is set up, read from the draft, the people and the cycles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trellis.framework.model import Competency, Framework
from trellis.framework.resolve import Expectation, ResolvedFramework
from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Draft, Family
from trellis_web.people.models import Person, Position
from trellis_web.reviews.models import Cycle
from trellis_web.wizard.models import FinishedStep
from trellis_web.wizard.rules import TASKS, Step, Task

WRITTEN = (Expectation.AS_BELOW, Expectation.EXPECTED, Expectation.NOT_EXPECTED)


@dataclass(frozen=True)
class Progress:
    """The steps of one family with whether each is finished, and what is next."""

    family: Family
    draft: Draft | None
    finished: frozenset[Step]

    @property
    def rows(self) -> list[tuple[int, Task, bool]]:
        """Number, task, and whether it is finished."""
        return [(n, task, task.step in self.finished) for n, task in enumerate(TASKS, 1)]

    @property
    def count(self) -> int:
        """How many of the seven are finished."""
        return len(self.finished)

    @property
    def next(self) -> Step | None:
        """The first step that is open; None when all are finished."""
        return next((task.step for task in TASKS if task.step not in self.finished), None)


def progress_of(families: Iterable[Family], *, to: Person) -> list[Progress]:
    """How far each family is, for someone who may see it. The same queries for however many."""
    wanted = list(families)
    steps = visible(FinishedStep, to=to).filter(family__in=wanted)
    rows: dict[int, set[Step]] = {}
    for family, step in steps.values_list("family_id", "step"):
        rows.setdefault(family, set()).add(Step(step))
    drafts = {d.family_id: d for d in visible(Draft, to=to).filter(family__in=wanted)}
    used = set(cycles_of(wanted, to=to).values_list("families", flat=True))
    return [
        Progress(
            family,
            drafts.get(family.pk),
            frozenset(
                rows.get(family.pk, set())
                | ({Step.CONNECTION} if family.current_id and family.pk in used else set())
            ),
        )
        for family in wanted
    ]


def cycles_of(families: Sequence[Family], *, to: Person) -> Any:
    """The review cycles that use one of the families, those to come among them."""
    return visible(Cycle, to=to).filter(families__in=families)


def people_in(family: Family, *, today: date) -> int:
    """How many people hold a level of the family today."""
    held = Position.objects.on(today).filter(family=family.slug).exclude(level="")
    return held.filter(person__deactivated_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Filled:
    """A competency with how many of its cells are written, of how many."""

    competency: Competency
    written: int
    cells: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to write."""
        return self.written == self.cells


def filled(framework: ResolvedFramework) -> list[Filled]:
    """Each competency with its cells, in the order of the file."""
    found = []
    for competency in framework.competencies:
        cells = [
            framework.cell(competency.id, level.id)
            for track, level in framework.framework.levels()
            if not competency.tracks or track.id in competency.tracks
        ]
        written = sum(cell.expectation in WRITTEN for cell in cells)
        found.append(Filled(competency, written, len(cells)))
    return found


def statements_above(framework: Framework, levels: Sequence[str]) -> int:
    """How many sentences stand at these levels: what taking them out would lose."""
    gone = set(levels)
    return sum(
        len(cell)
        for competency in framework.competencies
        for level, cell in competency.levels.items()
        if level in gone and isinstance(cell, tuple)
    )
