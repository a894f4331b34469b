"""Before a session starts: who is on the table, what is there to see, and what is missing."""

from dataclasses import dataclass

from trellis_web.calibration.models import Session
from trellis_web.calibration.queries.board import Board, board
from trellis_web.calibration.queries.rows import Column, Row
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Prepared:
    """A person on the table: how many notes stand behind their ratings, and which have none."""

    row: Row
    notes: int
    bare: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is known before the start. `waiting` counts those whose manager has not handed in."""

    board: Board
    people: tuple[Prepared, ...]
    waiting: int

    @property
    def bare_cells(self) -> int:
        """How many ratings have no evidence behind them."""
        return sum(len(each.bare) for each in self.people)


def preparation(session: Session, *, to: Person) -> Preparation:
    """The preparation of a session as `to` sees it. The queries of the board."""
    found = board(session, to=to)
    titles = {column.slug: column for column in found.columns}
    people = tuple(
        Prepared(
            row,
            notes=sum(cell.notes for cell in row.cells if cell),
            bare=tuple(titles[c.competency] for c in row.cells if c and c.is_bare),
        )
        for row in found.rows
    )
    return Preparation(found, people, sum(not each.row.has_review for each in people))
