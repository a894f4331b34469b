"""Copies of the first 240 people, made by the database: a million people in minutes.

Every table that speaks of people is copied with shifted ids, one INSERT ... SELECT per table.
"""

from dataclasses import dataclass, field

from django.core.management.color import no_style
from django.db import connection, models

from trellis_web.growth.models import (
    Confirmation,
    Endorsement,
    EvidenceNote,
    EvidenceTag,
    MetricValue,
)
from trellis_web.people.models import Person, Position, ReportingLine
from trellis_web.readiness.models import CriterionFact, MoveFact, Readiness
from trellis_web.reviews.models import (
    Assessment,
    Participant,
    Rating,
    ReleasedRating,
    ReleasedResult,
)

COPIED: tuple[type[models.Model], ...] = (
    Person,
    Position,
    ReportingLine,
    ReleasedResult,
    ReleasedRating,
    Participant,
    Assessment,
    Rating,
    EvidenceNote,
    EvidenceTag,
    Confirmation,
    Endorsement,
    MetricValue,
    MoveFact,
    CriterionFact,
    Readiness,
)
"""In the order of their foreign keys."""
BATCH = 500
"""Copies of the whole organisation in one statement."""


@dataclass(frozen=True)
class Table:
    """A table to copy, and how far the ids of each copied table reach."""

    model: type[models.Model]
    spans: dict[type[models.Model], int] = field(repr=False)

    def statement(self) -> str:
        """Copies number %s to %s of the original rows."""
        fields = self.model._meta.concrete_fields
        columns = ", ".join(f'"{f.column}"' for f in fields)
        values = ", ".join(self._value(f) for f in fields)
        last = self.spans[self.model]
        table = self.model._meta.db_table
        # Only names of our own tables and columns, and numbers that were counted here.
        return (
            "WITH RECURSIVE copies(k) AS (SELECT %s UNION ALL SELECT k + 1 FROM copies"
            f" WHERE k < %s) INSERT INTO {table} ({columns})"
            f" SELECT {values} FROM copies CROSS JOIN {table} AS o WHERE o.id <= {last}"
        )

    def _value(self, column: "models.Field[object, object]") -> str:
        name = f'o."{column.column}"'
        target = self.model if column.primary_key else column.related_model
        if isinstance(target, type) and target in self.spans:
            return f"{name} + k * {self.spans[target]}"
        if self.model is Person and column.column in ("email", "external_id"):
            return f"k || '-' || {name}" if column.column == "email" else f"{name} || '-' || k"
        return name


def replicate(people: int) -> None:
    """Adds copies until there are `people` people, or the next full copy above."""
    size = Person.objects.count()
    copies = -(-people // size) - 1
    if copies <= 0:
        return
    spans = {model: _last_id(model) for model in COPIED}
    with connection.cursor() as cursor:
        for model in COPIED:
            statement = Table(model, spans).statement()
            for first in range(1, copies + 1, BATCH):
                cursor.execute(statement, [first, min(first + BATCH - 1, copies)])
        for reset in connection.ops.sequence_reset_sql(no_style(), list(COPIED)):
            cursor.execute(reset)


def _last_id(model: type[models.Model]) -> int:
    last: int | None = model._default_manager.aggregate(last=models.Max("pk"))["last"]
    return last or 0
