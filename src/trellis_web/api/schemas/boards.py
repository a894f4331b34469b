"""The readiness board: where people stand towards a move, as its page tells it."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from trellis_web.api.schemas.base import Cursor, In, Key, Limit
from trellis_web.readiness.models import Move

STATES = ("ready", "nearly", "building", "not-enough-evidence")
OneState = Annotated[str, Field(max_length=30, json_schema_extra={"enum": list(STATES)})]


class BoardsWanted(In):
    """`numbers`: of everybody and without names, for those who hold that right."""

    numbers: bool = False
    cursor: Cursor = ""
    limit: Limit = 50


class BoardWanted(In):
    """Those who report to a person now, or work in a unit; numbers cannot be cut like that."""

    numbers: bool = False
    manager_id: Key | None = None
    unit_id: Key | None = None


class CardsWanted(In):
    """One column, a page at a time."""

    state: OneState
    manager_id: Key | None = None
    unit_id: Key | None = None
    cursor: Cursor = ""
    limit: Limit = 50


class ThresholdsWanted(In):
    """The criterion whose threshold is tried; without one, the first that has any."""

    criterion: Annotated[str, Field(max_length=100)] = ""


class OnBoard(Schema):
    """A move that somebody stands before whom the reader may look at. `id` is the board's too."""

    id: int
    version_id: int
    family: str
    move: str
    from_level: str
    to_level: str
    people: int | None

    @classmethod
    def of(cls, move: Move, people: int | None) -> "OnBoard":
        """A board in the list."""
        return cls(people=people, **named(move))


class OnBoardPage(Schema):
    """A page of boards. `people` is null where they are too few to be counted."""

    items: list[OnBoard]
    next: str | None = None


class ColumnOut(Schema):
    """How many people stand in one state; null where they are hidden."""

    state: str
    people: int | None


class BlockOut(Schema):
    """A criterion that is open, and for how many."""

    asks: str
    people: int


class FeasibilityOut(Schema):
    """Between `low` and `high` per cent of people like these meet all of the criteria."""

    low: int
    high: int
    is_few: bool
    is_many: bool


class WaitingOut(Schema):
    """Somebody who has been ready for 60 days, and for whom nobody began a case: those longest."""

    person_id: int
    since: date


class BoardOut(Schema):
    """The board of one move. What is hidden for a small group is null, or left out of a list."""

    id: int
    version_id: int
    family: str
    move: str
    from_level: str
    to_level: str
    people: int | None
    columns: list[ColumnOut]
    blocks: list[BlockOut]
    feasibility: FeasibilityOut | None
    waiting: list[WaitingOut] | None


class CardOut(Schema):
    """One person on the board: months at the level, what is open, and what would help most."""

    id: int
    person_id: int
    since: date
    n_open: int
    months: int | None
    is_new: bool
    gaps: list[str]
    helps: str
    notes: int


class CardPage(Schema):
    """A page of cards, those with the least that is open first."""

    items: list[CardOut]
    next: str | None = None


class TriedOut(Schema):
    """How many are ready with another value, and the limits of that share in per cent."""

    value: str
    is_published: bool
    ready: int
    more: int
    low: int
    high: int


class ThresholdsOut(Schema):
    """One threshold of a move at other values. `criteria` are those that can be tried, if any."""

    criterion: str
    asks: str
    people: int
    criteria: list[str]
    items: list[TriedOut]


def named(move: Move) -> dict[str, Any]:
    """Which move it is."""
    return {
        "id": move.pk,
        "version_id": move.version_id,
        "family": move.version.family.slug,
        "move": move.slug,
        "from_level": move.from_level,
        "to_level": move.to_level,
    }
