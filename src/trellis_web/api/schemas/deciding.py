"""Who decides promotion cases, and what they say on the way."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from trellis_web.api.schemas.base import In, Key

Slug = Annotated[str, Field(max_length=100)]


class CommitteeMemberOut(Schema):
    """Somebody sits on a committee, until they leave."""

    id: int
    committee_id: int
    person_id: int
    is_chair: bool
    joined_at: datetime
    left_at: datetime | None


class VoteOut(Schema):
    """What a member thinks before the discussion; with `appeal_id` on an objection."""

    id: int
    case_id: int
    appeal_id: int | None
    member_id: int
    choice: str
    reason: str
    cast_at: datetime


class RecusalOut(Schema):
    """A member stepped aside from a case."""

    id: int
    case_id: int
    member_id: int
    reason: str
    declared_at: datetime


class WaiverOut(Schema):
    """A criterion that is not to be asked of a person, and what a second person said."""

    id: int
    person_id: int
    move: str
    criterion: str
    wording: str
    reason: str
    asked_at: datetime
    asked_by_id: int
    answered_at: datetime | None
    answered_by_id: int | None
    is_approved: bool | None

    @staticmethod
    def resolve_move(row: Any) -> str:
        """The id of the move in its framework."""
        return row.move.slug  # type: ignore[no-any-return]


class OverrideOut(Schema):
    """The chair asks to promote with criteria unmet, and what a second person said."""

    id: int
    case_id: int
    reason: str
    asked_at: datetime
    asked_by_id: int
    answered_at: datetime | None
    answered_by_id: int | None
    is_approved: bool | None


class DeclineOut(Schema):
    """No case is to be opened by itself for a move: the person said so."""

    id: int
    person_id: int
    move: str
    declined_at: datetime

    @staticmethod
    def resolve_move(row: Any) -> str:
        """The id of the move in its framework."""
        return row.move.slug  # type: ignore[no-any-return]


class TellingOut(Schema):
    """A decision is told in person first: its person reads it then, or on `due_on` at the latest.

    It tells nothing of what was decided.
    """

    id: int
    case_id: int
    due_on: date
    told_at: datetime | None

    @staticmethod
    def resolve_case_id(row: Any) -> int:
        """The case that was decided."""
        return row.decision.case_id  # type: ignore[no-any-return]


class AppealOut(Schema):
    """The person objects to a decision."""

    id: int
    case_id: int
    text: str
    raised_at: datetime
    committee_id: int | None
    discussed_at: datetime | None


class PromotionOut(Schema):
    """A decision that changes a position on its day; without `position_id` once it lapsed."""

    id: int
    decision_id: int
    effective_on: date
    done_at: datetime | None
    position_id: int | None


class SeatPlanOut(Schema):
    """How many places a level has, and by which rule they are given."""

    id: int
    family: str
    level: str
    unit_id: int | None
    seats: int | None
    rule: str
    decided_on: date | None
    owner_id: int | None

    @staticmethod
    def resolve_family(row: Any) -> str:
        """By its id in the frameworks."""
        return row.family.slug  # type: ignore[no-any-return]


class CitedIn(In):
    """A shared note of the person, and the sentence of the level or the criterion that it shows."""

    note_id: Key
    statement: Slug = ""
    criterion: Slug = ""
