"""The rows of a board: people with a cell for every competency of the session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F

from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.queries import visible
from trellis_web.calibration.models import Change, Session, Subject
from trellis_web.calibration.queries.evidence import evidenced
from trellis_web.calibration.rules import Mark
from trellis_web.calibration.rules.spread import apart, mean
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Participant, Rating

NAMES = ("person__name", "manager__name")
"""All that a board says of people."""


@dataclass(frozen=True, slots=True)
class Column:
    """A competency that the framework of somebody on the table asks for."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One rating: what stands there now, what the manager gave, and how often it changed.

    `turn` is sent back with a change. `is_apart`: far from others of the level: a question.
    """

    competency: str
    mark: Mark
    first: Mark
    turn: int = 0
    last_change: int = 0
    notes: int = 0
    is_apart: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what the manager handed in."""
        return self.mark != self.first

    @property
    def is_bare(self) -> bool:
        """Whether no evidence stands behind it."""
        return not self.notes


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the table. A cell is None where their level does not ask for the competency.

    `has_review` is False while their manager has not handed in.
    """

    participant: int
    person: Person
    manager: Person | None
    level: str
    has_review: bool
    cells: tuple[Cell | None, ...]
    mean: float | None
    mean_before: float | None


def rows_of(
    session: Session, *, to: Person, level: str, today: date
) -> tuple[tuple[Column, ...], list[Row]]:
    """The columns of a session, and the rows that `to` may see. Four queries."""
    people = _people(session, to, level, today)
    frameworks = {each.pk: _framework(each) for each in people}
    given, logs, notes = _given(session), _logs(session), evidenced(session, frameworks)
    columns = _columns(frameworks.values())
    cells = {
        (each.pk, slug): _cell(slug, given.get((each.pk, slug)), logs.get((each.pk, slug), ()),
                               notes.get((each.pk, slug), 0))
        for each in people
        for slug in frameworks[each.pk].expected(each.level)
    }  # fmt: skip
    for key in _apart(people, cells):
        cells[key] = replace(cells[key], is_apart=True)
    reviewed = {participant for participant, _ in given}
    rows = [
        _row(
            each,
            tuple(cells.get((each.pk, column.slug)) for column in columns),
            has_review=each.pk in reviewed,
        )
        for each in people
    ]
    return columns, rows


def _people(session: Session, to: Person, level: str, today: date) -> list[Participant]:
    tabled = visible(Subject, to=to, today=today).filter(session=session).values("participant")
    rows = Participant.objects.filter(pk__in=tabled, left_at__isnull=True)
    if level:
        rows = rows.filter(level=level)
    found = rows.select_related("person", "manager").annotate(digest=F("version__digest"))
    return list(found.only("level", "version_id", *NAMES).order_by("person__name", "pk"))


def _framework(of: Any) -> ResolvedFramework:
    """The pinned framework, read once: no row of its version is fetched for each person."""
    return resolved(Version(pk=of.version_id, digest=of.digest))


def _given(session: Session) -> dict[tuple[int, str], Mark]:
    """What the managers handed in, by participant and competency. One query."""
    rows = Rating.objects.filter(
        assessment__participant__calibration__session=session,
        assessment__perspective=Assessment.Perspective.MANAGER,
        assessment__author=F("assessment__participant__manager"),
        assessment__submitted_at__isnull=False,
    )
    said = ("assessment__participant", "competency__slug", "score", "step", "next")
    return {
        (participant, slug): Mark(score, step, seen)
        for participant, slug, score, step, seen in rows.order_by().values_list(*said)
    }


Step = tuple[int, int, Mark]
"""A change on the board: its key, its turn, and what it made of the rating."""


def _logs(session: Session) -> dict[tuple[int, str], Step]:
    """The latest change of every rating that was changed. One query."""
    rows = Change.objects.filter(session=session).order_by("pk")
    said = ("participant", "competency__slug", "pk", "turn", "to_score", "to_step", "to_next")
    return {
        (participant, slug): (key, turn, Mark(score, step, seen))
        for participant, slug, key, turn, score, step, seen in rows.values_list(*said)
    }


def _columns(frameworks: Iterable[ResolvedFramework]) -> tuple[Column, ...]:
    """The competencies in the order of the file, those of a later version last."""
    found: dict[str, Column] = {}
    for framework in {id(each): each for each in frameworks}.values():
        for each in framework.competencies:
            found.setdefault(each.id, Column(each.id, each.title))
    return tuple(found.values())


def _cell(slug: str, given: Mark | None, last: Any, notes: int) -> Cell:
    first = given or Mark()
    key, turn, mark = last or (0, 0, first)
    return Cell(slug, mark, first, turn, key, notes)


def _apart(
    people: Iterable[Participant], cells: Mapping[tuple[int, str], Cell]
) -> set[tuple[int, str]]:
    levels = {each.pk: each.level for each in people}
    return apart(
        ((levels[key[0]], key[1]), key, cell.mark.score)
        for key, cell in cells.items()
        if cell.mark.score is not None
    )


def _row(of: Participant, cells: tuple[Cell | None, ...], *, has_review: bool) -> Row:
    now = [cell.mark.score for cell in cells if cell and cell.mark.score is not None]
    before = [cell.first.score for cell in cells if cell and cell.first.score is not None]
    return Row(
        participant=of.pk,
        person=of.person,
        manager=of.manager,
        level=of.level,
        has_review=has_review,
        cells=cells,
        mean=mean(now),
        mean_before=mean(before),
    )
