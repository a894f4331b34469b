"""The board of a session: every rating on the table, set-based, without the reader's own row.

Nothing is computed from the reader's own ratings either: averages, counts and questions come from
the rows that are shown, so that no subtraction brings them back.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from trellis_web.access.rules import Denial
from trellis_web.calibration.models import Session, Talk
from trellis_web.calibration.queries.rights import part_of, why_not_editing
from trellis_web.calibration.queries.rows import Cell, Column, Row, rows_of
from trellis_web.calibration.rules.spread import counted, mean
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Group:
    """The people whom one manager rated, with averages now and before the session."""

    manager: Person | None
    rows: tuple[Row, ...]
    mean: float | None
    mean_before: float | None


@dataclass(frozen=True)
class Board:
    """Everything that the board shows to one reader.

    `part` is the reader's part, `why_not` says why they change nothing at all. `talked_about` is
    the participant of whom the room speaks.
    """

    session: Session
    part: str
    why_not: Denial | None
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    talked_about: int | None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order of the groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every rating, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells if cell)

    @property
    def now(self) -> tuple[int, ...]:
        """How often each score from 1 to 5 stands there now."""
        return counted(cell.mark.score for cell in self.cells)

    @property
    def before(self) -> tuple[int, ...]:
        """How often each score stood there when the managers had handed in."""
        return counted(cell.first.score for cell in self.cells)

    @property
    def n_changed(self) -> int:
        """How many ratings differ from what the managers handed in."""
        return sum(cell.is_changed for cell in self.cells)

    @property
    def last_change(self) -> int:
        """The key of the latest change that the reader sees; where polling goes on."""
        return max((cell.last_change for cell in self.cells), default=0)


def board(
    session: Session,
    *,
    to: Person,
    level: str = "",
    part: str | None = None,
    today: date | None = None,
) -> Board:
    """The board as `to` sees it, of one level if named. Six queries however many people.

    `part` is the reader's part where it is known already: one query less.
    """
    day = today or timezone.localdate()
    part = part_of(session, to) if part is None else part
    columns, rows = rows_of(session, to=to, level=level, today=day)
    talk = Talk.objects.filter(session=session, until_at__isnull=True)
    about = talk.exclude(participant__person=to).values_list("participant", flat=True).first()
    return Board(session, part, why_not_editing(session, part), columns, _groups(rows), about)


def _groups(rows: list[Row]) -> tuple[Group, ...]:
    """Rows by manager; managers and people by name."""

    def key(row: Row) -> tuple[str, int]:
        return (row.manager.name, row.manager.pk) if row.manager else ("", 0)

    ordered = sorted(rows, key=lambda row: (key(row), row.person.name, row.participant))
    return tuple(_group(tuple(mine)) for _, mine in groupby(ordered, key))


def _group(rows: tuple[Row, ...]) -> Group:
    """The average is that of the averages of the people, so that everybody weighs the same."""
    now = [row.mean for row in rows if row.mean is not None]
    before = [row.mean_before for row in rows if row.mean_before is not None]
    return Group(rows[0].manager, rows, mean(now), mean(before))


@dataclass(frozen=True, slots=True)
class Pile:
    """The people who have one score in one competency; `score` None: not enough was seen."""

    score: int | None
    cards: tuple[tuple[Row, Cell], ...]


def by_rating(found: Board, competency: str) -> tuple[Pile, ...]:
    """The board as piles 1 to 5 and one for those without a score, for one competency."""
    cards = [
        (row, cell)
        for row in found.rows
        for cell in row.cells
        if cell and cell.competency == competency
    ]
    return tuple(
        Pile(score, tuple(card for card in cards if card[1].mark.score == score))
        for score in (1, 2, 3, 4, 5, None)
    )
