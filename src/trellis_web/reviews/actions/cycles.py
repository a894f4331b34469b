"""Setting up a round, recording who is away, and opening it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person
from trellis_web.reviews.events import (
    CycleCreated,
    CycleOpened,
    ExemptionNoted,
    ExemptionWithdrawn,
)
from trellis_web.reviews.models import Assessment, Cycle, Exemption, Participant
from trellis_web.reviews.queries import Entrant, entrants, launch_problems
from trellis_web.reviews.rules import Conflict, Unlaunchable
from trellis_web.reviews.rules.refusals import CYCLE_OPENED, CYCLE_RELEASED, SEQ_TAKEN

BATCH = 1000


def next_seq(families: Iterable[Family]) -> int:
    """The number after the latest round of any of these families."""
    latest = Cycle.objects.filter(families__in=list(families)).aggregate(seq=Max("seq"))["seq"]
    return (latest or 0) + 1


@transaction.atomic
def create_cycle(
    *,
    title: str,
    kind: str,
    from_on: date,
    to_on: date,
    due_on: date,
    families: Sequence[Family],
    seq: int | None = None,
    by: Person,
    now: datetime,
) -> Cycle:
    """A round as a draft. Without `seq` it follows the latest round of its families.

    A higher number leaves a gap: a round was skipped, and a run of next-level behaviour breaks
    there. Raises `Conflict` for a number that is not after the latest one.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    locked = list(Family.objects.select_for_update().filter(pk__in=[f.pk for f in families]))
    least = next_seq(locked)
    if seq is not None and seq < least:
        raise Conflict(SEQ_TAKEN)
    cycle = Cycle.objects.create(
        title=title,
        kind=kind,
        from_on=from_on,
        to_on=to_on,
        due_on=due_on,
        seq=seq or least,
        created_at=now,
        created_by=by,
    )
    cycle.families.set(locked)
    record(CycleCreated(cycle.pk, title), by=by, at=now)
    return cycle


@transaction.atomic
def exempt(
    cycle: Cycle, *, person: Person, kind: str, reason: str, by: Person, now: datetime
) -> Exemption:
    """Leaves a person out of a round, or records that they are away during it.

    An absence may still be recorded while the round is open. Raises `Conflict` after that.
    """
    cycle = _locked(cycle, by=by, now=now)
    if cycle.opened_at and kind == Exemption.Kind.EXCLUDED:
        raise Conflict(CYCLE_OPENED)
    noted, _ = Exemption.objects.update_or_create(
        cycle=cycle,
        person=person,
        defaults={"kind": kind, "reason": reason, "noted_at": now, "noted_by": by},
    )
    is_absent = kind == Exemption.Kind.ABSENT
    Participant.objects.filter(cycle=cycle, person=person).update(is_absent=is_absent)
    record(ExemptionNoted(cycle.pk, cycle.title, kind), by=by, subject=person, at=now)
    return noted


@transaction.atomic
def withdraw_exemption(exemption: Exemption, *, by: Person, now: datetime) -> None:
    """The person takes part after all. Raises `Conflict` once results are released."""
    cycle = _locked(exemption.cycle, by=by, now=now)
    person = exemption.person
    Exemption.objects.filter(pk=exemption.pk).delete()
    Participant.objects.filter(cycle=cycle, person=person).update(is_absent=False)
    record(ExemptionWithdrawn(cycle.pk, cycle.title), by=by, subject=person, at=now)


@transaction.atomic
def open_cycle(cycle: Cycle, *, by: Person, now: datetime, today: date) -> Cycle:
    """Freezes version, level and manager of everyone, and gives each author a sheet.

    Raises `Unlaunchable` with the problems, and `Conflict` when it was opened before.
    """
    cycle = _locked(cycle, by=by, now=now)
    if cycle.opened_at:
        raise Conflict(CYCLE_OPENED)
    problems = launch_problems(cycle, today=today)
    if problems:
        raise Unlaunchable(problems)
    people = Participant.objects.bulk_create(
        [_participant(cycle, each) for each in entrants(cycle, today=today)], batch_size=BATCH
    )
    sheets = [sheet for each in people for sheet in _sheets(each)]
    Assessment.objects.bulk_create(sheets, batch_size=BATCH)
    cycle.opened_at, cycle.opened_by = now, by
    cycle.save(update_fields=["opened_at", "opened_by"])
    record(CycleOpened(cycle.pk, cycle.title, len(people)), by=by, at=now)
    return cycle


def _locked(cycle: Cycle, *, by: Person, now: datetime) -> Cycle:
    """The round as it stands, held until the end of the transaction; only before the release."""
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    fresh = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if fresh.released_at:
        raise Conflict(CYCLE_RELEASED)
    return fresh


def _participant(cycle: Cycle, each: Entrant) -> Participant:
    return Participant(
        cycle=cycle,
        person_id=each.person,
        manager_id=each.manager,
        version=each.version,
        level=each.level,
        next_level=each.next_level,
        is_absent=each.is_absent,
    )


def _sheets(of: Participant) -> list[Assessment]:
    authors = {
        Assessment.Perspective.SELF: of.person_id,
        Assessment.Perspective.MANAGER: of.manager_id,
    }
    return [
        Assessment(participant=of, author_id=author, perspective=perspective)
        for perspective, author in authors.items()
        if author
    ]
