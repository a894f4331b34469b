"""Notes of one's own."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StrictBool

from trellis_web.api.schemas.base import Cursor, Day, In, Limit
from trellis_web.growth.queries.notes import Card
from trellis_web.growth.rules.evidence import Tag


class NoteIn(In):
    """A note to keep. Only the words are needed; without a day it is today."""

    text: Annotated[str, Field(min_length=1, max_length=4_000)]
    happened_on: Day | None = None
    link: Annotated[str, Field(max_length=500)] = ""
    is_ongoing: StrictBool = False
    tags: Annotated[list[str], Field(max_length=50)] = []
    source: Annotated[str, Field(max_length=200)] = ""


class NotesWanted(In):
    """Which notes are wanted."""

    cursor: Cursor = ""
    limit: Limit = 100
    q: Annotated[str, Field(max_length=200)] = ""
    since: Day | None = None
    until: Day | None = None


class NoteOut(Schema):
    """A note of one's own."""

    id: int
    text: str
    happened_on: date
    link: str
    is_ongoing: bool
    is_shared: bool
    tags: list[str]
    files: list[str]
    source: str
    created_at: datetime


class NotesOut(Schema):
    """Notes, newest first, or in the order in which they were sent. `next` begins the next page."""

    notes: list[NoteOut]
    next: str | None = None


def note_out(card: Card) -> NoteOut:
    """A note as JSON."""
    note = card.note
    return NoteOut(
        id=note.pk,
        text=note.text,
        happened_on=note.happened_on,
        link=note.link,
        is_ongoing=note.is_ongoing,
        is_shared=note.shared_at is not None,
        tags=[str(Tag(tag.kind, tag.family, tag.key)) for tag in note.tags.all()],
        files=[file.name for file in card.files],
        source=note.source,
        created_at=note.created_at,
    )
