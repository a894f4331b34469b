"""The criteria of a move as data: a closed list of kinds, each leaf with an id.

One tree, two interpreters: `trellis.readiness.judge` for one person with reasons, and the SQL
compiler of `trellis_web.readiness` for everyone. Neither adds a rule of its own.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from trellis.framework.base import Part, Slug, Text


class Stage(StrEnum):
    """When a criterion is looked at: before a promotion case, or inside it."""

    BEFORE = "before"
    CASE = "case"


class State(StrEnum):
    """The state of one criterion for one person."""

    IN_PROGRESS = "in_progress"
    MET = "met"
    NO_OPPORTUNITY = "no_opportunity"
    NOT_ASSESSED = "not_assessed"
    NOT_EVIDENCED = "not_evidenced"
    NOT_MET = "not_met"
    WAIVED = "waived"


class Readiness(StrEnum):
    """What can be said before a case, in words and never as one percentage."""

    BUILDING = "building"
    NEARLY = "nearly"
    NOT_ENOUGH_EVIDENCE = "not enough evidence"
    READY = "ready"


Count = Annotated[int, Field(ge=1, le=1000)]
Score = Annotated[int, Field(ge=1, le=5)]


class Scoped(Part):
    """A rule over competencies; an empty `of` means all that the starting level expects."""

    of: tuple[Slug, ...] = ()


class Average(Scoped):
    """The mean score of the latest review is at least `min` (at most two decimals)."""

    min: Annotated[Decimal, Field(ge=1, le=5, decimal_places=2)]

    @property
    def min_x100(self) -> int:
        """The threshold in integer hundredths: comparisons never touch a float."""
        return int(self.min * 100)


class Floor(Scoped):
    """No score of the latest review is below `min`."""

    min: Score


class ScoreCount(Scoped):
    """At least `n` scores of the latest review are at or above `min`."""

    n: Count
    min: Score


class OperatingAtNext(Scoped):
    """Next-level behaviour was shown for `quarters` consecutive quarters."""

    quarters: Count


class Months(Part):
    """At least `min` calendar months in the present level."""

    min: Annotated[int, Field(ge=0, le=600)]


class Metric(Part):
    """At least `m` of the last `of` periods of the metric `name` are at or above `min`."""

    name: Slug
    min: Annotated[Decimal, Field(decimal_places=2)]
    m: Count
    of: Count

    @model_validator(mode="after")
    def _m_fits_into_of(self) -> "Metric":
        if self.m > self.of:
            raise ValueError(
                f"asks for {self.m} of the last {self.of} periods, which nobody can meet"
            )
        return self


class Starred(Part):
    """All starred statements of the next level, and `any` others, are confirmed."""

    any: Annotated[int, Field(ge=0, le=1000)] = 0


class Endorsement(Part):
    """`count` people in the role `by` endorse the move."""

    by: Slug
    count: Count = 1


class AtLeast(Part):
    """At least `n` of the criteria in `of` are met."""

    n: Count
    of: tuple["Criterion", ...]


GROUPS = ("all", "any", "at_least")
LEAVES = (
    "average",
    "floor",
    "count",
    "starred",
    "operating_at_next",
    "months_in_level",
    "metric",
    "statement",
    "endorsement",
    "calibration",
)


class Criterion(Part):
    """One node of the tree: exactly one kind of `GROUPS` or `LEAVES`, or only a published text."""

    id: Slug | None = None
    text: Text | None = None
    texts: dict[str, Text] = {}
    stage: Stage | None = None
    all: tuple["Criterion", ...] | None = Field(
        default=None, description="Every one of the criteria in it is met."
    )
    any: tuple["Criterion", ...] | None = Field(
        default=None, description="At least one of the criteria in it is met."
    )
    at_least: AtLeast | None = None
    average: Average | None = None
    floor: Floor | None = None
    count: ScoreCount | None = None
    starred: Starred | None = None
    operating_at_next: OperatingAtNext | None = None
    months_in_level: Months | None = None
    metric: Metric | None = None
    statement: Text | None = Field(
        default=None, description="A colleague confirmed evidence for this sentence."
    )
    endorsement: Endorsement | None = None
    calibration: Literal["confirmed"] | None = Field(
        default=None, description="The latest review was confirmed in a calibration."
    )

    @model_validator(mode="after")
    def _has_one_kind(self) -> "Criterion":
        kinds = [name for name in (*GROUPS, *LEAVES) if getattr(self, name) is not None]
        if len(kinds) > 1:
            raise ValueError(f"has two kinds, '{kinds[0]}' and '{kinds[1]}'; a criterion has one")
        if not kinds and not self.text:
            raise ValueError(f"has no kind; give a text, or one of {', '.join((*GROUPS, *LEAVES))}")
        if self.is_leaf and not self.id:
            raise ValueError("is a single condition and needs an id")
        return self

    @cached_property
    def kind(self) -> str:
        """The name of its one kind, or `text`."""
        return next((n for n in (*GROUPS, *LEAVES) if getattr(self, n) is not None), "text")

    @property
    def is_leaf(self) -> bool:
        """True for a single condition, False for `all`, `any`, `at_least`."""
        return self.kind not in GROUPS

    @cached_property
    def effective_stage(self) -> Stage:
        """Its own stage, or the default: `case` for an endorsement and a group of nothing else."""
        if self.stage:
            return self.stage
        in_case = self.kind == "endorsement"
        if self.children:
            in_case = all(child.effective_stage is Stage.CASE for child in self.children)
        return Stage.CASE if in_case else Stage.BEFORE

    @property
    def children(self) -> tuple["Criterion", ...]:
        """The criteria below a group, in file order."""
        if self.at_least is not None:
            return self.at_least.of
        return self.all or self.any or ()

    def leaves(self) -> Iterator["Criterion"]:
        """All single conditions below and including this one, in file order."""
        if self.is_leaf:
            yield self
        for child in self.children:
            yield from child.leaves()
