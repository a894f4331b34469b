"""Builds the demo organisation: frameworks, people, results, evidence, an open round."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from trellis.findings import BadInput
from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.models import Grant
from trellis_web.demo.calibrating import hold_calibrations
from trellis_web.demo.collected import write_collected
from trellis_web.demo.growing import ask_colleagues, plan_growth, send_on_leave
from trellis_web.demo.levels import hold_levelling
from trellis_web.demo.organisation import SHARES, SIZE, Member, members
from trellis_web.demo.panels import hold_panel
from trellis_web.demo.promoting import decide_promotions
from trellis_web.demo.replicate import replicate
from trellis_web.demo.results import level_at
from trellis_web.demo.returning import offer_way_back
from trellis_web.demo.rounds import open_round, write_results
from trellis_web.frameworks.actions import publish_version, start_from_library
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.actions.facts import refresh_facts
from trellis_web.people.models import Person, Position, ReportingLine, Unit
from trellis_web.readiness.actions import refresh
from trellis_web.reviews.actions import push_facts

SEED = 2026
PASSWORD = "walk-the-trellis"  # noqa: S105  invented people on the loopback address only
HR, MANAGER, EMPLOYEE = "hana.sato", "tom.reyes", "maya.okafor"
DOMAIN = "northfield.example"
NEIGHBOURS = ("data", "product")
"""Families that moves of others lead to, though nobody works there yet."""


def require_no_real_people() -> None:
    """Raises `BadInput` when the database holds anybody who is not invented."""
    if Person.objects.filter(is_demo=False).exists():
        raise BadInput.at(
            "real-people",
            "demo",
            "The database holds real people, and the demo never mixes with them.",
            "Point DATABASE_URL or TRELLIS_DATA_DIR to an empty place.",
        )


def build_demo(people: int = SIZE, *, seed: int = SEED, now: datetime) -> None:
    """Fills an empty database with `people` invented people, in one transaction.

    The first 240 are made one by one; further ones are copies of them, made by the database.
    """
    require_no_real_people()
    today = now.date()
    with transaction.atomic():
        founder = _founder(now)
        versions = {family: _publish(family, founder, now) for family in SHARES}
        for family in NEIGHBOURS:
            _publish(family, founder, now)
        frameworks = {family: resolved(version) for family, version in versions.items()}
        crowd = members(frameworks, seed=seed, today=today)
        persons = _write_people(crowd, founder, now)
        _write_positions(crowd, persons, frameworks, now)
        _grant_roles(persons, now)
        write_results(crowd, persons, versions, seed=seed, now=now)
        write_collected(crowd, persons, frameworks, seed=seed, now=now)
        ids = sorted(person.pk for person in persons.values())
        push_facts(ids, today=today)
        refresh_facts(ids, today=today)
        refresh(today=today)
        _grow(persons, seed=seed, now=now)
        hold_panel(crowd, persons, founder, seed=seed, now=now)
        cast = {"lead": f"{MANAGER}@{DOMAIN}", "apart": f"{EMPLOYEE}@{DOMAIN}"}
        hold_levelling(crowd, persons, founder, **cast, now=now)
        decide_promotions(persons, **cast, now=now)
        offer_way_back(persons, apart=cast["lead"], by=persons[f"{HR}@{DOMAIN}"], now=now)
        replicate(people)


def _grow(persons: dict[str, Person], *, seed: int, now: datetime) -> None:
    """The open round, and what goes on beside it."""
    maya, tom, hana = (persons[f"{who}@{DOMAIN}"] for who in (EMPLOYEE, MANAGER, HR))
    away = max(ReportingLine.objects.filter(manager=tom), key=lambda line: line.person.name)
    send_on_leave(away.person, by=hana, now=now)
    cycle = open_round(persons, seed=seed, now=now)
    ask_colleagues(cycle, maya, tom, now=now)
    hold_calibrations(cycle, persons, now=now)
    plan_growth(maya, tom, family="engineering", move="IC2-IC3", now=now)


def is_built() -> bool:
    """Whether the demo stands already."""
    found: bool = Person.objects.filter(is_demo=True).exists()
    return found


def _founder(now: datetime) -> Person:
    """Hana of HR, who publishes the frameworks before anybody else is there."""
    hana: Person = Person.objects.create(
        name="Hana Sato", email=f"{HR}@{DOMAIN}", is_demo=True, password=make_password(PASSWORD)
    )
    long_ago = now.date() - timedelta(days=3000)
    Grant.objects.create(person=hana, role="hr_admin", since=long_ago, granted_at=now)
    return hana


def _publish(family: str, by: Person, now: datetime) -> Version:
    draft = start_from_library(family, by=by, now=now)
    note = "First version, from the template library."
    return publish_version(draft, note=note, by=by, now=now - timedelta(days=900))


def _write_people(crowd: list[Member], founder: Person, now: datetime) -> dict[str, Person]:
    """One hash for all: the password is public, and Argon2 240 times would take a minute."""
    others = [
        Person(
            external_id=f"N{n:04}",
            name=member.name,
            email=member.email,
            started_on=member.started_on,
            invited_at=now - timedelta(days=800),
            invited_by=founder,
            is_demo=True,
            password=founder.password,
        )
        for n, member in enumerate(crowd, start=1)
        if member.email != founder.email
    ]
    Person.objects.bulk_create(others, batch_size=500)
    persons = {person.email: person for person in Person.objects.all()}
    units = {member.unit for member in crowd}
    Unit.objects.bulk_create(Unit(name=name) for name in sorted(units))
    ReportingLine.objects.bulk_create(
        ReportingLine(
            person=persons[m.email], manager=persons[m.manager], since=min(m.started_on, now.date())
        )
        for m in crowd
        if m.manager
    )
    return persons


def _write_positions(
    crowd: list[Member],
    persons: dict[str, Person],
    frameworks: dict[str, ResolvedFramework],
    now: datetime,
) -> None:
    units = {unit.name: unit for unit in Unit.objects.all()}
    rows = []
    for member in crowd:
        common: dict[str, Any] = {
            "person": persons[member.email],
            "unit": units[member.unit],
            "family": member.family,
            "cause": "demo",
        }
        since = member.level_since
        before = ""
        if member.family:
            framework = frameworks[member.family]
            before = level_at(member, framework, since - timedelta(days=1))
            track = framework.tracks[member.level].id
            common["track"] = track
            if before:
                rows.append(
                    Position(
                        **common,
                        level=before,
                        title=framework.levels[before].title,
                        level_since=member.started_on,
                        since=member.started_on,
                        until=since,
                    )
                )
        start = since if before else min(member.started_on, since)
        rows.append(
            Position(
                **common, level=member.level, title=member.title, level_since=since, since=start
            )
        )
    Position.objects.bulk_create(rows, batch_size=500)


def _grant_roles(persons: dict[str, Person], now: datetime) -> None:
    """The chief executive reads aggregates only; an auditor reads the trail."""
    auditor = persons[max(persons)]
    Grant.objects.create(person=auditor, role="auditor", since=now.date(), granted_at=now)


def sign_ins() -> list[tuple[str, str]]:
    """Who can be signed in as, and what they show."""
    return [
        (f"{EMPLOYEE}@{DOMAIN}", "employee: what stands between her and the next level"),
        (f"{MANAGER}@{DOMAIN}", "manager: his team, and reviews to write"),
        (f"{HR}@{DOMAIN}", "HR: people, frameworks, review rounds"),
    ]


def refuse_outside_loopback(host: str) -> None:
    """Raises `BadInput` for any address but this machine's own."""
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise BadInput.at(
            "demo-address",
            host,
            f"The demo has a public password and is never served on {host}.",
            "Serve it on 127.0.0.1.",
        )
    if not settings.DEMO:
        raise BadInput.at("demo-off", "TRELLIS_DEMO", "TRELLIS_DEMO is not set.", "Set it to true.")
