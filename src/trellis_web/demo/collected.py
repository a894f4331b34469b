"""What the people of the demo collected: notes, confirmations, endorsements, metrics."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis_web.demo.organisation import Member
from trellis_web.demo.words import DEEDS, THINGS
from trellis_web.growth.models import (
    Confirmation,
    Endorsement,
    EvidenceNote,
    EvidenceTag,
    MetricValue,
)
from trellis_web.people.models import Person

QUARTERS = 8
METRICS = {"sales": ("quota", 104), "support": ("satisfaction", 93)}


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with its tags and who confirmed it."""

    note: EvidenceNote
    tags: tuple[tuple[str, str], ...]
    family: str
    confirmed_by: Person | None


def write_collected(
    crowd: Sequence[Member],
    persons: dict[str, Person],
    frameworks: dict[str, ResolvedFramework],
    *,
    seed: int,
    now: datetime,
) -> None:
    """Notes for everyone, confirmations and endorsements for those who are close, metrics."""
    rng = random.Random(seed + 3)
    noted: list[Noted] = []
    endorsements: list[Endorsement] = []
    metrics: list[MetricValue] = []
    for member in crowd:
        if not member.family:
            continue
        person, manager = persons[member.email], persons[member.manager]
        framework = frameworks[member.family]
        noted += _notes(member, person, manager, framework, rng, now)
        endorsements += _endorsements(member, person, manager, framework, now)
        metrics += _metrics(member, person, rng, now)
    _write(noted, now)
    Endorsement.objects.bulk_create(endorsements, batch_size=500)
    MetricValue.objects.bulk_create(metrics, batch_size=1000)


def _notes(
    member: Member,
    person: Person,
    manager: Person,
    framework: ResolvedFramework,
    rng: random.Random,
    now: datetime,
) -> Iterator[Noted]:
    expected = [c for c in framework.expected(member.level) if c != "operational-excellence"]
    for n in range(rng.randint(1, 5)):
        tag = (
            "competency",
            "delivery" if member.story == "maya" and not n else rng.choice(expected),
        )
        yield _noted(member, person, (tag,), None, rng, now, is_shared=rng.random() < 0.8)
    if member.story not in ("ready", "nearly", "maya"):
        return
    for move in _promotions(framework, member.level):
        for kind, key in _asked(framework, move):
            is_open = member.story == "nearly" and kind == "criterion"
            confirmer = None if is_open else manager
            yield _noted(member, person, ((kind, key),), confirmer, rng, now, is_shared=True)


def _promotions(framework: ResolvedFramework, level: str) -> list[Move]:
    return [move for move in framework.moves_from(level) if move.kind == "promotion"]


def _asked(framework: ResolvedFramework, move: Move) -> Iterator[tuple[str, str]]:
    """What evidence a move asks for: its scope statements, and starred statements of the target."""
    for leaf in move.leaves():
        if leaf.kind == "statement":
            yield "criterion", f"{move.id}/{leaf.id}"
        if leaf.starred is not None:
            target = move.to.rsplit("/", 1)[-1]
            starred = {statement.id for statement in framework.starred(target)}
            others = [
                statement.id
                for competency in framework.expected(target)
                for statement in framework.cell(competency, target).statements
                if statement.id not in starred
            ]
            for statement in [*sorted(starred), *others[: leaf.starred.any]]:
                yield "statement", statement


def _noted(
    member: Member,
    person: Person,
    tags: tuple[tuple[str, str], ...],
    confirmer: Person | None,
    rng: random.Random,
    now: datetime,
    *,
    is_shared: bool,
) -> Noted:
    deed = rng.choice(DEEDS[member.family])
    happened = now - timedelta(days=rng.randint(3, 150))
    text = deed.format(thing=rng.choice(THINGS), n=rng.randint(2, 7))
    note = EvidenceNote(
        person=person,
        text=text,
        happened_on=happened.date(),
        created_at=happened,
        shared_at=happened if is_shared else None,
        shared_by=person if is_shared else None,
    )
    return Noted(note, tags, member.family, confirmer)


def _write(noted: Sequence[Noted], now: datetime) -> None:
    EvidenceNote.objects.bulk_create([each.note for each in noted], batch_size=500)
    EvidenceTag.objects.bulk_create(
        [
            EvidenceTag(note=each.note, kind=kind, family=each.family, key=key)
            for each in noted
            for kind, key in each.tags
        ],
        batch_size=1000,
    )
    Confirmation.objects.bulk_create(
        [
            Confirmation(
                note=each.note,
                colleague=each.confirmed_by,
                asked_at=each.note.created_at,
                asked_by=each.note.person,
                confirmed_at=now - timedelta(days=1),
                confirmed_by=each.confirmed_by,
            )
            for each in noted
            if each.confirmed_by
        ],
        batch_size=500,
    )


def _endorsements(
    member: Member, person: Person, manager: Person, framework: ResolvedFramework, now: datetime
) -> Iterator[Endorsement]:
    if member.story != "ready":
        return
    for move in _promotions(framework, member.level):
        yield Endorsement(
            person=person,
            family=member.family,
            move=move.id,
            role="manager",
            text="Two quarters of work at the next level, seen by three teams. The notes name the"
            " work. I would staff the next programme with the same lead.",
            endorsed_at=now - timedelta(days=7),
            endorsed_by=manager,
        )


def _metrics(
    member: Member, person: Person, rng: random.Random, now: datetime
) -> Iterator[MetricValue]:
    if member.family not in METRICS:
        return
    name, centre = METRICS[member.family]
    low = 0 if member.story in ("ready", "nearly") else 9
    for back in range(QUARTERS, 0, -1):
        value = centre - low + rng.randint(-2, 12)
        yield MetricValue(
            person=person,
            name=name,
            period_on=_quarter(now.date(), back),
            value=value,
            imported_at=now,
        )


def _quarter(today: date, back: int) -> date:
    """The first day of the quarter `back` quarters before the present one."""
    index = today.year * 4 + (today.month - 1) // 3 - back
    return date(index // 4, index % 4 * 3 + 1, 1)
