"""What people collect and plan between reviews."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema

from trellis_web.growth.rules.evidence import Tag


class SharedNoteOut(Schema):
    """A note that its author shared."""

    id: int
    person_id: int
    text: str
    link: str
    happened_on: date
    is_ongoing: bool
    shared_at: datetime | None
    tags: list[str]

    @staticmethod
    def resolve_tags(row: Any) -> list[str]:
        """As `kind:family:key`."""
        return sorted(str(Tag(tag.kind, tag.family, tag.key)) for tag in row.tags.all())


class ConfirmationOut(Schema):
    """A colleague was asked whether a note is so, and answered."""

    id: int
    note_id: int
    colleague_id: int
    asked_at: datetime
    confirmed_at: datetime | None
    declined_at: datetime | None
    comment: str


class EndorsementOut(Schema):
    """Somebody backs a move of a person."""

    id: int
    person_id: int
    family: str
    move: str
    role: str
    text: str
    endorsed_at: datetime
    endorsed_by_id: int
    withdrawn_at: datetime | None


class MetricOut(Schema):
    """The value of a figure of a person for the period that starts on `period_on`."""

    id: int
    person_id: int
    name: str
    period_on: date
    value: Decimal


class PlanOut(Schema):
    """What a person is heading for."""

    id: int
    person_id: int
    family: str
    move: str
    made_at: datetime
    agreed_at: datetime | None
    ended_at: datetime | None


class PlanActionOut(Schema):
    """One thing to do by a day."""

    id: int
    plan_id: int
    kind: str
    text: str
    mentor_id: int | None
    due_on: date
    is_managers: bool
    is_opportunity: bool
    done_at: datetime | None
    dropped_at: datetime | None
    drop_reason: str


class TalkOut(Schema):
    """A talk of a person with their manager took place."""

    id: int
    person_id: int
    manager_id: int
    held_on: date


class ReadinessOut(Schema):
    """How somebody stands towards a move: the verdict that is stored, and since when."""

    id: int
    person_id: int
    version_id: int
    move: str
    from_level: str
    to_family: str
    to_level: str
    state: str
    n_open: int
    is_met: bool
    since: date
    eligible_on: date | None

    @staticmethod
    def resolve_version_id(row: Any) -> int:
        """The version whose criteria are asked."""
        return row.move.version_id  # type: ignore[no-any-return]

    @staticmethod
    def resolve_move(row: Any) -> str:
        """The id of the move in its framework."""
        return row.move.slug  # type: ignore[no-any-return]

    @staticmethod
    def resolve_from_level(row: Any) -> str:
        """Where it starts."""
        return row.move.from_level  # type: ignore[no-any-return]

    @staticmethod
    def resolve_to_family(row: Any) -> str:
        """The family that it leads to."""
        return row.move.to_family  # type: ignore[no-any-return]

    @staticmethod
    def resolve_to_level(row: Any) -> str:
        """The level that it leads to."""
        return row.move.to_level  # type: ignore[no-any-return]


class FindingOut(Schema):
    """One criterion for one person: its state, and why, in words."""

    criterion: str
    state: str
    value: float | int | str | None
    needed: float | int | str | None
    sentence: str


class ExplainedOut(Schema):
    """One line of a rule: what it asks, and where it stands, with its source."""

    asks: str
    says: str
    depth: int


class ExplanationOut(Schema):
    """The whole rule for one person: its lines, what would help most, whom it hangs on."""

    state: str
    since: date
    eligible_on: date | None
    before: list[ExplainedOut]
    in_case: list[ExplainedOut]
    helps: str
    changes: str
    firm: str


class FindingsOut(Schema):
    """Every criterion of the move, in file order."""

    items: list[FindingOut]
