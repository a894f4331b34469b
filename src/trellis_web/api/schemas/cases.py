"""Calibration and promotion cases."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from trellis_web.api.schemas.base import In, Key

Changes = Annotated[int, Field(ge=0, le=2**31 - 1)]


class SessionOut(Schema):
    """A calibration session."""

    id: int
    title: str
    cycle_id: int
    family: str
    levels: list[str]
    unit_id: int | None
    state: str
    held_on: date | None
    live_at: datetime | None
    closed_at: datetime | None

    @staticmethod
    def resolve_family(row: Any) -> str:
        """By its id in the frameworks."""
        return row.family.slug  # type: ignore[no-any-return]


class MemberOut(Schema):
    """Somebody in the room."""

    id: int
    session_id: int
    person_id: int
    part: str
    joined_at: datetime
    left_at: datetime | None


class SubjectOut(Schema):
    """A participant whose ratings are on the table."""

    id: int
    session_id: int
    participant_id: int


class ChangeOut(Schema):
    """A rating that was moved, with both reasons and the cited sentence."""

    id: int
    session_id: int
    participant_id: int
    competency: str
    from_score: int | None
    to_score: int | None
    from_step: str
    to_step: str
    from_next: str
    to_next: str
    statement: str
    wording: str
    reason: str
    employee_reason: str
    undoes_id: int | None
    changed_at: datetime
    changed_by_id: int

    @staticmethod
    def resolve_competency(row: Any) -> str:
        """The id of the competency in its framework."""
        return row.competency.slug  # type: ignore[no-any-return]


class LookedAtOut(Schema):
    """A shared note that was looked at for a change."""

    note_id: int


class SpokenOut(Schema):
    """The room spoke of somebody from `from_at` on; without `until_at` it still does."""

    id: int
    session_id: int
    participant_id: int
    from_at: datetime
    until_at: datetime | None


class MinutesOut(Schema):
    """The people of one manager on the table, and for how many minutes each was spoken of.

    `minutes` is null where the group is too small for the reader. Nobody leads those of `""`.
    """

    manager: str
    people: int
    minutes: float | None


class MinutesOfSessionOut(Schema):
    """By manager, in the order of their names; nothing where minutes are not recorded."""

    items: list[MinutesOut]


class ConflictOut(Schema):
    """A member may not speak about a person of the session."""

    id: int
    session_id: int
    member_id: int
    person_id: int
    reason: str
    declared_at: datetime


class CaseOut(Schema):
    """A request for a move. `changed` counts its changes, and goes back with the next one."""

    id: int
    person_id: int
    version_id: int
    move: str
    to_level: str
    origin: str
    state: str
    statement: str
    committee_id: int | None
    started_at: datetime
    submitted_at: datetime | None
    passed_on_at: datetime | None
    decided_at: datetime | None
    withdrawn_at: datetime | None
    changed: int

    @staticmethod
    def resolve_version_id(row: Any) -> int:
        """The version whose criteria are asked."""
        return row.move.version_id  # type: ignore[no-any-return]

    @staticmethod
    def resolve_move(row: Any) -> str:
        """The id of the move in its framework."""
        return row.move.slug  # type: ignore[no-any-return]

    @staticmethod
    def resolve_to_level(row: Any) -> str:
        """The level that it leads to."""
        return row.move.to_level  # type: ignore[no-any-return]


class CaseFindingOut(Schema):
    """A criterion of a case, in its published words."""

    criterion: str
    kind: str
    stage: str
    wording: str
    state: str
    sentence: str
    confirmed_by_id: int | None


class StatementFindingOut(Schema):
    """What a case shows for one published sentence."""

    competency: str
    statement: str
    wording: str
    shown: str
    reason: str


class CaseEvidenceOut(Schema):
    """A shared note that a case points to."""

    id: int
    note_id: int
    statement: str
    criterion: str


class BackerOut(Schema):
    """Somebody who is asked to endorse or support a case, and what they said."""

    person_id: int
    part: str
    criterion: str
    due_on: date
    answer: str
    text: str
    answered_at: datetime | None


class DecisionOut(Schema):
    """What was decided, as the person reads it."""

    id: int
    case_id: int
    outcome: str
    text: str
    effective_on: date | None
    level: str
    title: str
    recheck_on: date | None
    owner_id: int | None
    seat_rule: str
    is_override: bool
    override_reason: str
    approved_by_id: int | None
    decided_at: datetime
    decided_by_id: int


class DecidedCriterionOut(Schema):
    """One criterion as it was decided."""

    criterion: str
    wording: str
    state: str
    reason: str


class CommitteeOut(Schema):
    """Who decides cases."""

    id: int
    title: str
    unit_id: int | None
    hears_appeals: bool
    closed_at: datetime | None


class CaseIn(In):
    """For whom, and for which move of their family's current version."""

    person_id: Key
    move: Annotated[str, Field(min_length=1, max_length=100)]


class StatementIn(In):
    """The person's own words, and `changed` of the case that was read."""

    statement: Annotated[str, Field(max_length=10_000)]
    changed: Changes


class ChangedIn(In):
    """`changed` of the case that was read: 409 when it was changed since."""

    changed: Changes
