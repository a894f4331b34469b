"""Rows with only the facts that a test is about."""

from datetime import UTC, date, datetime
from typing import Any

from trellis_web.access.models import Grant
from trellis_web.people.models import Person, Position, ReportingLine, Unit

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
_count = iter(range(1, 10_000_000))


def person(name: str = "", *, manager: Person | None = None, **fields: Any) -> Person:
    """A stored person; `manager` gives a line, `level` (and `family`, `unit`) a position."""
    n = next(_count)
    place = {
        k: fields.pop(k)
        for k in ("family", "track", "level", "title", "unit", "level_since")
        if k in fields
    }
    someone = Person(
        name=name or f"Person {n}", email=fields.pop("email", f"person{n}@example.test"), **fields
    )
    someone.set_unusable_password()
    someone.save()
    if place:
        position(someone, **place)
    if manager:
        report(someone, manager)
    return someone


def position(of: Person, **fields: Any) -> Position:
    """An open position since a year ago."""
    values = {"family": "engineering", "track": "ic", "since": date(2025, 9, 1)} | fields
    values.setdefault("level_since", values["since"])
    return Position.objects.create(person=of, **values)


def report(who: Person, to: Person, **fields: Any) -> ReportingLine:
    """An open reporting line."""
    values = {"since": date(2025, 9, 1)} | fields
    return ReportingLine.objects.create(person=who, manager=to, **values)


def grant(to: Person, role: str, unit: Unit | None = None, **fields: Any) -> Grant:
    """A role in force."""
    values = {"since": date(2025, 9, 1), "granted_at": NOW} | fields
    return Grant.objects.create(person=to, role=role, unit=unit, **values)


def hr(name: str = "Hana Sato") -> Person:
    """An HR administrator."""
    someone = person(name)
    grant(someone, "hr_admin")
    return someone
