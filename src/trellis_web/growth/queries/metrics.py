"""What the import of a metric file would do. Nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trellis.findings import Finding
from trellis_web.access.queries import in_scope
from trellis_web.access.rules import Permission
from trellis_web.growth.models import MetricValue
from trellis_web.growth.rules.metrics import MetricFile, MetricRow, error
from trellis_web.people.models import Person

Key = tuple[int, str, date]


@dataclass(frozen=True, slots=True)
class PlannedValue:
    """A figure for a person: `before` is what is stored, None when there is nothing."""

    row: MetricRow
    person: int
    name: str
    before: Decimal | None

    @property
    def changes(self) -> bool:
        """Whether something would be written."""
        return self.before != self.row.value


@dataclass(frozen=True, slots=True)
class MetricPlan:
    """All that would happen, and everything that is wrong, by line."""

    rows: tuple[PlannedValue, ...]
    findings: tuple[Finding, ...]

    @property
    def new(self) -> int:
        """Figures for a period that had none."""
        return sum(row.before is None for row in self.rows)

    @property
    def changed(self) -> int:
        """Figures that replace another one."""
        return sum(row.changes for row in self.rows) - self.new

    @property
    def unchanged(self) -> int:
        """Figures that are stored already."""
        return sum(not row.changes for row in self.rows)


def plan_metrics(file: MetricFile, *, by: Person, today: date) -> MetricPlan:
    """The plan for the people in the scope of `by`; others are unknown. Two questions in all."""
    people = _people(by, today)
    findings = list(file.findings)
    kept: dict[Key, MetricRow] = {}
    for row in file.rows:
        person, _name = people.get(row.person.casefold(), (0, ""))
        key = (person, row.metric, row.period_on)
        problem = _unknown(row) if not person else _twice(row, kept[key]) if key in kept else None
        if problem:
            findings.append(problem)
        else:
            kept[key] = row
    findings.sort(key=lambda finding: int(finding.place.removeprefix("line ")))
    stored = _stored(kept)
    rows = (
        PlannedValue(row, key[0], people[row.person.casefold()][1], stored.get(key))
        for key, row in kept.items()
    )
    return MetricPlan(tuple(rows), tuple(findings))


def _people(by: Person, today: date) -> dict[str, tuple[int, str]]:
    """Id and name of everyone in scope, by employee id and by e-mail address."""
    scope = in_scope(by, Permission.METRIC_IMPORT, today=today, person="")
    found = {}
    for pk, name, email, external in Person.objects.filter(scope).values_list(
        "pk", "name", "email", "external_id"
    ):
        found[email.casefold()] = (pk, name)
        if external:
            found.setdefault(external.casefold(), (pk, name))
    return found


def _stored(keys: Iterable[Key]) -> dict[Key, Decimal]:
    """What is stored of the same metrics and periods, in one question."""
    wanted = list(keys)
    values = MetricValue.objects.order_by().filter(
        name__in={name for _, name, _ in wanted},
        period_on__in={period for *_, period in wanted},
    )
    rows = values.values_list("person", "name", "period_on", "value")
    return {(person, name, period): value for person, name, period, value in rows}


def _unknown(row: MetricRow) -> Finding:
    return error(
        row.line,
        "person-unknown",
        row.person,
        f"Nobody here has the employee id or e-mail '{row.person}'.",
        "Correct it, or import the person first.",
    )


def _twice(row: MetricRow, first: MetricRow) -> Finding:
    return error(
        row.line,
        "twice",
        row.person,
        f"Line {first.line} gives {row.metric} of {row.person} for this period already.",
        "Keep one of the two rows.",
    )
