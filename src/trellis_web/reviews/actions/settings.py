"""Setting up a round: what it asks of whom until when. All of it may change while it is a draft."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Position, Unit
from trellis_web.reviews.actions.locks import BEFORE, held
from trellis_web.reviews.events import CycleChanged, CycleCreated
from trellis_web.reviews.models import Assessment, Cycle
from trellis_web.reviews.rules import Conflict, Unsettable
from trellis_web.reviews.rules.refusals import SEQ_TAKEN
from trellis_web.reviews.rules.stages import NAMES, disorder

WRITE = (Assessment.Perspective.MANAGER, Assessment.Perspective.SELF)
"""Who writes in a round that does not say."""


class Settings(TypedDict, total=False):
    """What may be said about a round beside its name and period; the rest has a default."""

    self_due_on: date | None
    peers_due_on: date | None
    release_on: date | None
    told_by_on: date | None
    excluded_workers: list[str]
    perspectives: list[str]
    self_shown: str
    is_example_needed: bool
    is_delta: bool
    is_told_first: bool
    is_anonymous: bool
    threshold: int
    peers_least: int
    peers_most: int


def next_seq(families: Iterable[Family], *, without: Cycle | None = None) -> int:
    """The number after the latest round of any of these families."""
    others = Cycle.objects.filter(families__in=list(families))
    if without:
        others = others.exclude(pk=without.pk)
    return (others.aggregate(seq=Max("seq"))["seq"] or 0) + 1


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
    units: Sequence[Unit] = (),
    people: Sequence[Person] = (),
    by: Person,
    now: datetime,
    **settings: Unpack[Settings],
) -> Cycle:
    """A round as a draft. Without `seq` it follows the latest round of its families.

    A higher number leaves a gap: a round was skipped, and a run of next-level behaviour breaks
    there. Raises `Conflict` for a number that is not after the latest one, and `Unsettable` for
    days out of order and for people who work in none of the families.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    locked = _locked(families)
    least = next_seq(locked)
    if seq is not None and seq < least:
        raise Conflict(SEQ_TAKEN)
    settings.setdefault("perspectives", [each.value for each in WRITE])
    cycle = Cycle(title=title, kind=kind, from_on=from_on, to_on=to_on, due_on=due_on, **settings)
    cycle.seq, cycle.created_at, cycle.created_by = seq or least, now, by
    _store(cycle, locked, units, people, today=timezone.localdate(now))
    record(CycleCreated(cycle.pk, title), by=by, at=now)
    return cycle


@transaction.atomic
def change_cycle(
    cycle: Cycle,
    *,
    title: str,
    kind: str,
    from_on: date,
    to_on: date,
    due_on: date,
    families: Sequence[Family],
    seq: int | None = None,
    units: Sequence[Unit] = (),
    people: Sequence[Person] = (),
    by: Person,
    now: datetime,
    **settings: Unpack[Settings],
) -> Cycle:
    """The whole setting of a draft anew. Without `seq` the number stays while it may.

    Raises like `create_cycle`, and `Conflict` for a round that is open.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    locked = _locked(families)
    cycle = held(cycle, during=BEFORE)
    cycle.seq = _number(cycle, locked, seq)
    said = {"title": title, "kind": kind, "from_on": from_on, "to_on": to_on, "due_on": due_on}
    for name, value in (said | dict(settings)).items():
        setattr(cycle, name, value)
    _store(cycle, locked, units, people, today=timezone.localdate(now))
    record(CycleChanged(cycle.pk, title), by=by, at=now)
    return cycle


def _locked(families: Iterable[Family]) -> list[Family]:
    """The families, held so that two rounds never take the same number."""
    return list(Family.objects.select_for_update().filter(pk__in=[f.pk for f in families]))


def _number(cycle: Cycle, families: list[Family], seq: int | None) -> int:
    before = set(cycle.families.values_list("pk", flat=True))
    if before == {family.pk for family in families} and seq in (None, cycle.seq):
        return cycle.seq
    least = next_seq(families, without=cycle)
    if seq is None:
        return max(least, cycle.seq)
    if seq < least:
        raise Conflict(SEQ_TAKEN)
    return seq


def _store(
    cycle: Cycle,
    families: list[Family],
    units: Sequence[Unit],
    people: Sequence[Person],
    *,
    today: date,
) -> None:
    cycle.perspectives = sorted({"manager", *cycle.perspectives})
    faults = _faults(cycle, families, people, today)
    if faults:
        raise Unsettable(faults)
    cycle.save()
    cycle.families.set(families)
    cycle.units.set(units)
    cycle.people.set(people)


def _faults(
    cycle: Cycle, families: list[Family], people: Sequence[Person], today: date
) -> dict[str, str]:
    """What does not fit together, by field."""
    days = {name: getattr(cycle, name) for name in NAMES}
    faults = disorder(days, is_told_first=cycle.is_told_first)
    if cycle.peers_most < cycle.peers_least:
        faults["peers_most"] = _("This is less than the least number of colleagues.")
    if cycle.threshold < 2:
        faults["threshold"] = _("Fewer than two answers would not be anonymous.")
    strangers = _strangers(families, people, today)
    if strangers:
        words = _("%(names)s: not in a job family of this round. Add the family, or take them out.")
        faults["people"] = words % {"names": ", ".join(strangers)}
    return faults


def _strangers(families: list[Family], people: Sequence[Person], today: date) -> list[str]:
    """The names of people who hold no position in one of the families."""
    held_here = Position.objects.on(today).filter(family__in=[each.slug for each in families])
    inside = set(held_here.filter(person__in=people).values_list("person_id", flat=True))
    return [person.name for person in people if person.pk not in inside]
