"""Rounds, who takes part, what is written, and what was released."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StrictBool

from trellis_web.api.schemas.base import In, Key

Text = Annotated[str, Field(max_length=10_000)]
Slug = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00/]+$")]
Base = Annotated[str, Field(max_length=200)]


class CycleOut(Schema):
    """A round."""

    id: int
    title: str
    kind: str
    state: str
    from_on: date
    to_on: date
    due_on: date
    self_due_on: date | None
    peers_due_on: date | None
    families: list[str]

    @staticmethod
    def resolve_families(row: Any) -> list[str]:
        """By their ids in the frameworks."""
        return sorted(family.slug for family in row.families.all())


class ParticipantOut(Schema):
    """A person in a round, with what was frozen when it was opened."""

    id: int
    cycle_id: int
    person_id: int
    manager_id: int | None
    version_id: int
    unit_id: int | None
    level: str
    next_level: str
    is_absent: bool
    left_at: datetime | None
    released_at: datetime | None


class RatingOut(Schema):
    """What is said of one competency. Not enough seen is `is_unseen` without a score."""

    competency: str
    score: int | None
    step: str
    next: str
    is_unseen: bool
    reason: str

    @staticmethod
    def resolve_competency(row: Any) -> str:
        """The id of the competency in its framework."""
        return row.competency.slug  # type: ignore[no-any-return]


class AssessmentOut(Schema):
    """One author's review of one participant."""

    id: int
    participant_id: int
    author_id: int
    perspective: str
    state: str
    summary: str
    saved_at: datetime | None
    submitted_at: datetime | None
    reopening_reason: str


class ResultOut(Schema):
    """What a round established about a person; it never changes."""

    id: int
    person_id: int
    cycle_id: int
    version_id: int
    manager_id: int | None
    level: str
    next_level: str
    is_absent: bool
    is_calibrated: bool
    summary: str
    released_at: datetime


class FeedbackOut(Schema):
    """What a colleague said of one competency; without an author where it is anonymous."""

    competency: str
    perspective: str
    author_id: int | None
    score: int | None
    next: str
    reason: str

    @staticmethod
    def resolve_competency(row: Any) -> str:
        """The id of the competency in its framework."""
        return row.competency.slug  # type: ignore[no-any-return]


class CheckInOut(Schema):
    """A talk about the next level between two rounds."""

    id: int
    person_id: int
    manager_id: int
    version_id: int
    level: str
    next_level: str
    started_at: datetime
    prepared_at: datetime | None
    recorded_at: datetime | None
    note: str


class SightingOut(Schema):
    """What a check-in established about one competency."""

    competency: str
    seen: str
    seen_why: str

    @staticmethod
    def resolve_competency(row: Any) -> str:
        """The id of the competency in its framework."""
        return row.competency.slug  # type: ignore[no-any-return]


class OwnOut(Schema):
    """What the person says of themself, where the writer may read it."""

    score: int | None
    step: str
    next: str
    is_unseen: bool
    reason: str


class AnswerOut(Schema):
    """What is stored of one question; `base` goes back with the next change of it."""

    competency: str
    title: str
    asks_score: bool
    asks_step: bool
    asks_next: bool
    score: int | None
    step: str
    next: str
    is_unseen: bool
    reason: str
    cites: list[int]
    base: str
    lacks: str
    own: OwnOut | None


class SheetOut(Schema):
    """A whole review, question by question."""

    assessment_id: int
    answers: list[AnswerOut]
    summary: str
    summary_base: str


class AnswerIn(In):
    """An answer. `base` is that of the sheet as it was read: a field that somebody else changed
    since then is refused with 409."""

    base: Base
    score: Annotated[int, Field(ge=1, le=5)] | None = None
    step: Annotated[str, Field(max_length=100)] = ""
    next: Literal["shows", "not_yet", "no_opportunity", ""] = ""
    is_unseen: StrictBool = False
    reason: Text = ""
    cites: Annotated[list[Key], Field(max_length=100)] = []


class SummaryIn(In):
    """The closing words, with the base as they were read."""

    base: Base
    summary: Text
