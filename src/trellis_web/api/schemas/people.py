"""People, where they stand, to whom they report, when they are away."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from trellis_web.api.schemas.base import Day, In, Key

Name = Annotated[str, Field(min_length=1, max_length=200)]


class PersonOut(Schema):
    """A colleague, as everybody may know them: name and title."""

    id: int
    name: str
    title: str

    @staticmethod
    def resolve_title(row: Any) -> str:
        """The title of today; empty without one."""
        return row.title_today or ""


class AccountOut(Schema):
    """What those who manage people know beside name and place."""

    id: int
    name: str
    email: str
    external_id: str | None
    worker_type: str
    time_zone: str
    started_on: date | None
    invited_at: datetime | None
    deactivated_at: datetime | None


class UnitOut(Schema):
    """An organisational unit."""

    id: int
    name: str


class PositionOut(Schema):
    """Where a person stands, from `since` until before `until`."""

    id: int
    person_id: int
    unit_id: int | None
    family: str
    track: str
    level: str
    title: str
    level_since: date | None
    since: date
    until: date | None


class LineOut(Schema):
    """`person_id` reports to `manager_id`."""

    id: int
    person_id: int
    manager_id: int
    kind: str
    since: date
    until: date | None


class AbsenceOut(Schema):
    """A person is away, both days included."""

    id: int
    person_id: int
    kind: str
    from_on: date
    to_on: date | None


class PersonIn(In):
    """Somebody new. They sign in after an invitation only."""

    name: Name
    email: Annotated[str, Field(min_length=3, max_length=254)]


class DetailsIn(In):
    """What changes; a field that is left out stays as it is."""

    worker_type: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    time_zone: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    started_on: Day | None = None


class PlaceIn(In):
    """Where somebody stands from a day on: `place` is `family/LEVEL`."""

    place: Annotated[str, Field(min_length=3, max_length=201, examples=["engineering/L4"])]
    since: Day
    cause: Literal["levelling", "correction", "transfer"]
    title: Annotated[str, Field(max_length=200)] = ""
    level_since: Day | None = None


class ManagerIn(In):
    """To whom somebody reports from a day on; null is nobody."""

    manager_id: Key | None
    since: Day
