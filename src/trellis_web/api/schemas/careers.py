"""Ways back, and notes on the board."""

from datetime import date, datetime

from ninja import Schema


class ReturnOut(Schema):
    """Somebody goes back to the work that they led. What they are paid is not told here."""

    id: int
    person_id: int
    family: str
    move: str
    from_level: str
    track: str
    level: str
    title: str
    basis: str
    effective_on: date
    note: str
    offered_at: datetime
    offered_by_id: int
    answered_at: datetime | None
    is_agreed: bool | None
    ended_at: datetime | None
    done_at: datetime | None


class BoardNoteOut(Schema):
    """Something to remember about a person. It moves nothing."""

    id: int
    person_id: int
    text: str
    written_at: datetime
    written_by_id: int
