"""A people file becomes people, positions and reporting lines: all of it, or none of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.people.actions.leaving import end_everything
from trellis_web.people.actions.positions import make_way
from trellis_web.people.events import PeopleImported
from trellis_web.people.models import Person, Position, ReportingLine, Unit
from trellis_web.people.queries import known_people
from trellis_web.people.rules.plan import ImportPlan, Planned, plan_import
from trellis_web.people.rules.rows import PeopleFile

CHANGED = Denial(
    "plan-changed", _("Somebody changed people since this preview. Look at the new preview.")
)
HAS_FINDINGS = Denial(
    "has-findings", _("Some rows have problems. Correct them, or choose to leave them out.")
)


@dataclass(frozen=True, slots=True)
class _Context:
    by: Person
    now: datetime
    today: date


@transaction.atomic
def import_people(
    file: PeopleFile, *, digest: str, without_bad_rows: bool, by: Person, now: datetime, today: date
) -> ImportPlan:
    """Carries out the plan that was previewed under `digest`, in one transaction.

    Raises `Denied` when the plan differs by now, or when it has findings and the bad rows were
    not expressly left out. Constant number of statements per thousand rows.
    """
    require(by, Permission.PEOPLE_MANAGE, today=today)
    plan = plan_import(file, known_people(today=today))
    if plan.digest != digest:
        raise Denied(CHANGED)
    if plan.findings and not without_bad_rows:
        raise Denied(HAS_FINDINGS)
    context = _Context(by, now, today)
    people = _write_people(plan, context)
    _write_positions(plan.people, people, today)
    _write_lines(plan.people, people, today)
    leavers = [people[_key(p)] for p in plan.people if p.what == "deactivate"]
    end_everything(leavers, by=by, now=now, today=today)
    touched = [people[_key(p)].pk for p in plan.people if p.what != "unchanged"]
    record(_event(plan, touched), by=by, at=now)
    return plan


def _event(plan: ImportPlan, touched: list[int]) -> PeopleImported:
    return PeopleImported(
        preset=plan.preset,
        created=plan.count("create"),
        updated=plan.count("update"),
        deactivated=plan.count("deactivate"),
        left_out=len(plan.findings),
        people=touched,
    )


def _key(planned: Planned) -> str:
    return planned.row.email.casefold()


def _write_people(plan: ImportPlan, context: _Context) -> dict[str, Person]:
    """Creates and updates persons; all persons by key afterwards, under old and new address."""
    Person.objects.bulk_create(
        [_new(p, context) for p in plan.people if p.what == "create"], batch_size=500
    )
    people = {person.email.casefold(): person for person in Person.objects.all()}
    by_pk = {person.pk: person for person in people.values()}
    updated = []
    for planned in plan.people:
        if planned.person is None:
            continue
        person = by_pk[planned.person.pk]
        people[_key(planned)] = person
        if planned.what == "update":
            person.name, person.email = planned.row.name, _key(planned)
            person.external_id = planned.row.external_id or person.external_id
            person.deactivated_at = person.deactivated_by = None
            updated.append(person)
    fields = ["name", "email", "external_id", "deactivated_at", "deactivated_by"]
    Person.objects.bulk_update(updated, fields, batch_size=200)
    return people


def _new(planned: Planned, context: _Context) -> Person:
    row = planned.row
    return Person(
        external_id=row.external_id or None,
        name=row.name,
        email=_key(planned),
        started_on=row.started_on,
        time_zone=row.time_zone,
        worker_type=row.worker_type,
        password=make_password(None),
    )


def _write_positions(people: Iterable[Planned], persons: dict[str, Person], today: date) -> None:
    written = [
        p
        for p in people
        if p.what == "create"
        or (p.what == "update" and {"title", "unit", "family", "level"} & set(p.changes))
    ]
    units = _units({p.row.unit for p in written if p.row.unit})
    before = make_way([persons[_key(p)].pk for p in written], since=today)
    Position.objects.bulk_create(
        [_position(p, persons[_key(p)], before, units, today) for p in written], batch_size=500
    )


def _position(
    planned: Planned, person: Person, rows: dict[int, Position], units: dict[str, Unit], today: date
) -> Position:
    row, before = planned.row, rows.get(person.pk)
    family = row.family or (before.family if before else "")
    level = row.level or (before.level if before else "")
    stays = before is not None and (before.family, before.level) == (family, level)
    level_since = row.level_since or (before.level_since if before and stays else None)
    return Position(
        person=person,
        family=family,
        level=level,
        title=row.title or (before.title if before else ""),
        unit=units.get(row.unit) or (before.unit if before else None),
        level_since=level_since or (today if level else None),
        since=today,
        cause="import",
    )


def _units(names: set[str]) -> dict[str, Unit]:
    Unit.objects.bulk_create([Unit(name=name) for name in sorted(names)], ignore_conflicts=True)
    return {unit.name: unit for unit in Unit.objects.filter(name__in=names)}


def _write_lines(people: Iterable[Planned], persons: dict[str, Person], today: date) -> None:
    written = [
        (persons[_key(p)], persons[p.manager])
        for p in people
        if p.manager and (p.what == "create" or (p.what == "update" and "manager" in p.changes))
    ]
    lines = ReportingLine.objects.filter(
        kind="line", until__isnull=True, person__in=[person for person, _ in written]
    )
    lines.filter(since__gte=today).delete()
    lines.update(until=today)
    ReportingLine.objects.bulk_create(
        [ReportingLine(person=p, manager=manager, since=today) for p, manager in written],
        batch_size=500,
    )
