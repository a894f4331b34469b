"""How far a framework is set up, read from the draft, the people and the cycles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trellis.framework.model import Competency, Framework, Move
from trellis.framework.resolve import Expectation, ResolvedFramework, family_of, level_of
from trellis.readiness.dry_run import DryRun
from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.moves import words_of
from trellis_web.people.models import Person, Position
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries import dry_runs
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
                | _behind(family, has_draft=family.pk in drafts, is_used=family.pk in used)
            ),
        )
        for family in wanted
    ]


def _behind(family: Family, *, has_draft: bool, is_used: bool) -> set[Step]:
    """The steps that are done by what there is: a draft has a scope, a version has all."""
    if not family.current_id:
        return {Step.SCOPE} if has_draft else set()
    return set(Step) if is_used else set(Step) - {Step.CONNECTION}


def cycles_of(families: Sequence[Family], *, to: Person) -> Any:
    """The review cycles that use one of the families, those to come among them."""
    return visible(Cycle, to=to).filter(families__in=families)


def people_in(family: Family, *, today: date) -> int:
    """How many people hold a level of the family today."""
    held = Position.objects.on(today).filter(family=family.slug).exclude(level="")
    return held.filter(person__deactivated_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Tried:
    """A dry run in the words of the framework: from which level to which, and what holds back."""

    run: DryRun
    start: str
    end: str
    held_by: str

    @property
    def held(self) -> int:
        """How many people nothing else holds back."""
        return self.run.binding[0][1] if self.run.binding else 0


def tried(framework: ResolvedFramework, *, today: date) -> list[Tried]:
    """Each move tried on the people of today, promotions first."""
    found = []
    for run in dry_runs(framework, today=today):
        words = words_of(framework, run.move)
        held_by = words.get(run.binding[0][0], run.binding[0][0]) if run.binding else ""
        ends = level_of(run.move.from_), level_of(run.move.to)
        found.append(Tried(run, *ends, held_by))
    return sorted(found, key=lambda each: each.run.move.kind != "promotion")


@dataclass(frozen=True, slots=True)
class NamedMove:
    """A move with levels and competencies by their titles; `family` only where it is another."""

    id: str
    kind: str
    start: str
    end: str
    family: str
    carries: tuple[str, ...]
    gaps: tuple[str, ...]


def named_move(move: Move, framework: Framework, others: Mapping[str, Framework]) -> NamedMove:
    """A move in words. What no known framework names keeps its id."""
    family = family_of(move.to, framework.id)
    there = others.get(family) if family != framework.id else framework
    titles = {c.id: c.title for each in (there, framework) if each for c in each.competencies}
    return NamedMove(
        id=move.id,
        kind=move.kind,
        start=_level(framework, move.from_),
        end=_level(there, move.to),
        family="" if there is framework else there.title if there else family,
        carries=tuple(titles.get(each, each) for each in move.carries),
        gaps=tuple(titles.get(each, each) for each in move.gaps),
    )


def _level(framework: Framework | None, place: str) -> str:
    wanted = level_of(place)
    found = (level for _, level in framework.levels()) if framework else ()
    return next((f"{each.id} {each.title}" for each in found if each.id == wanted), wanted)


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
