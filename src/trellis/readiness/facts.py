"""The facts about one person that a move reads: the JSON of `trellis judge --facts`.

Every key may be absent, unknown keys are errors. `cycles` holds only results pinned to the level
that the move starts from, since the person reached it, and `sightings` what was recorded between
them; metric values are oldest first.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from trellis.findings import BadInput, Finding, Severity

Amount = Annotated[int, Field(ge=0)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class CycleKind(StrEnum):
    """A review gives scores and observations, a check-in between two reviews only observations."""

    CHECKIN = "checkin"
    REVIEW = "review"


class Observation(StrEnum):
    """What was seen of the next level."""

    NO_OPPORTUNITY = "no_opportunity"
    NOT_YET = "not_yet"
    SHOWS = "shows"


class Fact(BaseModel):
    """A part of the facts: exact types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Rating(Fact):
    """One competency in one result. A score of None is "not enough seen", never zero."""

    score: Annotated[int, Field(ge=1, le=5)] | None = None
    next: Observation | None = None
    step: str | None = None


class Cycle(Fact):
    """One released result. `seq` is the place of its cycle in the row of all cycles.

    `seen_to` is the last day that it speaks about: the end of its period where it is not given.
    `title` is what people call it, for the sentences that name it as their source.
    """

    seq: Amount = 0
    title: str = ""
    kind: CycleKind = CycleKind.REVIEW
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    seen_to: Day | None = None
    absent: bool = False
    calibrated: bool = False
    ratings: dict[str, Rating] = {}

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Cycle":
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(
                f"cycle {self.seq} ends on {self.to}, before it starts on {self.from_}"
            )
        return self


class Sighting(Fact):
    """What manager and person established of the next level between two cycles, on a day."""

    competency: str
    next: Observation
    on: Day

    def is_since(self, cycle: Cycle | None) -> bool:
        """Whether it is later than what the cycle saw; on the same day the talk comes after it."""
        seen_to = (cycle.seen_to or cycle.to) if cycle else None
        return seen_to is None or self.on >= seen_to


class Proof(Fact):
    """How many pieces of evidence speak for a statement, and how many were confirmed."""

    evidence: Amount = 0
    confirmed: Amount = 0


class Facts(Fact):
    """All facts about one person that the criteria of one move can read."""

    cycles: tuple[Cycle, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    months_in_level: Amount | None = None
    metrics: dict[str, tuple[Decimal, ...]] = {}
    statements: dict[str, Proof] = {}
    endorsements: dict[str, Amount] = {}
    waived: dict[str, Reason] = {}

    @model_validator(mode="after")
    def _has_one_cycle_per_seq(self) -> "Facts":
        seqs = [cycle.seq for cycle in self.cycles]
        twice = next((seq for seq in seqs if seqs.count(seq) > 1), None)
        if twice is not None:
            raise ValueError(f"two cycles have the seq {twice}; each cycle needs its own")
        return self

    @classmethod
    def read(cls, text: str | bytes, name: str = "facts") -> "Facts":
        """The facts in a JSON document. Raises `BadInput` with one finding per wrong place."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise BadInput(
                *(_finding(name, part["loc"], part["msg"]) for part in error.errors())
            ) from error


def _finding(name: str, location: tuple[int | str, ...], message: str) -> Finding:
    place = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in location
    ).lstrip(".")
    what = message.removeprefix("Value error, ").replace(
        "Extra inputs are not permitted", "Unknown key"
    )
    return Finding(
        code="facts-wrong",
        level=Severity.ERROR,
        subject=name,
        sentence=f"{what[:1].upper()}{what[1:]}.",
        remedy="Correct it there and judge again.",
        place=f"{name}: {place}" if place else name,
    )
