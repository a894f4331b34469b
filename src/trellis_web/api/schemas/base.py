"""What every part of the API shares: strict bodies, values within bounds, words for a refusal."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

LARGEST = 2**63 - 1
"""The largest key that a database knows."""


def _day(value: object) -> object:
    """Only a day as it is written: a number is none."""
    if not isinstance(value, str | date) or (isinstance(value, str) and len(value) != 10):
        raise ValueError("Write a day as 2026-05-03.")
    return value


Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-05-03"])]
"""A day as text, for a form that reads it."""
ExactDay = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
Key = Annotated[int, Field(ge=1, le=LARGEST)]
Word = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Field(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str, Field(max_length=1000, description="`next` of the page before.")]


class In(Schema):
    """What is sent. A field that is not listed is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """What is wrong, with what, in words. `item` is the place in the list that was sent."""

    code: str
    sentence: str
    field: str = ""
    item: int | None = None


class Problems(Schema):
    """Why nothing was done."""

    errors: list[Problem]


REFUSALS = dict.fromkeys((400, 401, 403, 422), Problems)
"""How every operation may refuse."""
REFUSALS_OF_ONE = REFUSALS | {404: Problems}
"""The same where the address names one thing."""
REFUSALS_OF_CHANGE = REFUSALS_OF_ONE | dict.fromkeys((409, 412, 413), Problems)
"""The same where something is changed."""
