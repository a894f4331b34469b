"""The release: what managers handed in becomes the immutable result that people read."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record, record_all
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person, Unit
from trellis_web.readiness.actions import refresh
from trellis_web.reviews import emails
from trellis_web.reviews.actions.batches import close_peer_stages
from trellis_web.reviews.actions.copying import Participants, copy_results
from trellis_web.reviews.actions.facts import push_facts
from trellis_web.reviews.actions.feedback import pass_on
from trellis_web.reviews.actions.locks import DURING, held
from trellis_web.reviews.events import CycleReleased, ReleasePlanned, ReleaseWithdrawn
from trellis_web.reviews.models import Assessment, Cycle, Participant, Release
from trellis_web.reviews.rules import Conflict
from trellis_web.reviews.rules.refusals import CYCLE_RELEASED, RELEASE_PLANNED


@transaction.atomic
def release_results(
    cycles: Iterable[Cycle], *, unit: Unit | None = None, by: Person, now: datetime, today: date
) -> list[Cycle]:
    """Releases rounds, or one unit of them: results, readiness and the trail, or nothing of it.

    Everyone whose manager handed in gets a result, and everyone away gets one that says so; the
    others get none. Where people are told in person first, a result is only held: nothing is
    copied before the talk. Raises `Conflict` for a round that is not open or was released before.
    """
    require(by, Permission.CYCLE_MANAGE, today=today)
    keys = sorted({cycle.pk for cycle in cycles})
    locked = [held(Cycle(pk=key), during=DURING) for key in keys]
    counts = [_release(cycle, unit, by=by, now=now) for cycle in locked]
    settle(Participant.objects.filter(cycle__in=keys, released_at=now), today=today)
    key = unit.pk if unit else None
    events = [
        (CycleReleased(cycle.pk, cycle.title, n, key), None)
        for cycle, n in zip(locked, counts, strict=True)
    ]
    record_all(events, by=by, at=now)
    return locked


@transaction.atomic
def plan_release(
    cycle: Cycle, *, unit: Unit | None = None, at: datetime, by: Person, now: datetime
) -> Release:
    """The same at a time to come: whoever has no review by then gets no result.

    Raises `Conflict` for a round that is not open, and when one is planned for these people.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    cycle = held(cycle, during=DURING)
    if cycle.releases.filter(unit=unit, done_at__isnull=True).exists():
        raise Conflict(RELEASE_PLANNED)
    planned = Release.objects.create(cycle=cycle, unit=unit, at=at, planned_at=now, planned_by=by)
    key = unit.pk if unit else None
    record(ReleasePlanned(cycle.pk, cycle.title, key, at.isoformat()), by=by, at=now)
    return planned


@transaction.atomic
def withdraw_release(release: Release, *, by: Person, now: datetime) -> None:
    """Calls a planned release off. Raises `Conflict` when it has happened."""
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    cycle = held(release.cycle, during=DURING)
    gone, _ = Release.objects.filter(pk=release.pk, done_at__isnull=True).delete()
    if not gone:
        raise Conflict(CYCLE_RELEASED)
    record(ReleaseWithdrawn(cycle.pk, cycle.title, release.unit_id), by=by, at=now)


def release_due(*, now: datetime) -> int:
    """For the timer: carries out every planned release whose time has come; how many.

    Each in a transaction of its own, in the name of who planned it.
    """
    due = Release.objects.filter(done_at__isnull=True, at__lte=now)
    return sum(_carried_out(key, now) for key in list(due.values_list("pk", flat=True)))


def _carried_out(key: int, now: datetime) -> bool:
    """Whether it happened. One that something else stands in the way of waits for the next time."""
    try:
        return _carry_out(key, now)
    except Conflict:
        return False


@transaction.atomic
def _carry_out(key: int, now: datetime) -> bool:
    rows = Release.objects.select_for_update(of=("self",)).filter(pk=key, done_at__isnull=True)
    planned = rows.select_related("cycle", "unit", "planned_by").first()
    if planned is None:
        return False
    cycle = held(planned.cycle, during=DURING)
    n = _release(cycle, planned.unit, by=planned.planned_by, now=now)
    released = Participant.objects.filter(cycle=cycle, released_at=now)
    settle(released, today=timezone.localdate(now))
    event = CycleReleased(cycle.pk, cycle.title, n, planned.unit_id)
    record(event, by=planned.planned_by, at=now)
    return True


def _release(cycle: Cycle, unit: Unit | None, *, by: Person, now: datetime) -> int:
    """Of one round; how many people have a result now, or one that is held for the talk."""
    waiting = cycle.participants.filter(
        left_at__isnull=True, held_at__isnull=True, released_at__isnull=True
    )
    chosen = waiting.filter(unit=unit) if unit else waiting
    close_peer_stages(chosen, now=now)
    n = _hold(cycle, chosen, by=by, now=now) if cycle.is_told_first else 0
    n += release_to(cycle, chosen, by=by, now=now)
    _note_release(cycle, unit, n, by=by, now=now)
    if not waiting.exists():
        cycle.released_at, cycle.released_by = now, by
        cycle.save(update_fields=["released_at", "released_by"])
        cycle.releases.filter(done_at__isnull=True).update(done_at=now)
    return n


def _note_release(cycle: Cycle, unit: Unit | None, n: int, *, by: Person, now: datetime) -> None:
    """The planned row is done; a release that nobody planned gets one."""
    planned = cycle.releases.filter(unit=unit, done_at__isnull=True)
    if not planned.update(done_at=now, people=n):
        done = {"at": now, "planned_at": now, "planned_by": by, "done_at": now}
        Release.objects.create(cycle=cycle, unit=unit, people=n, **done)


def _hold(cycle: Cycle, chosen: Participants, *, by: Person, now: datetime) -> int:
    """Those whose review is in wait for the talk; their managers are told."""
    review = Assessment.objects.filter(
        participant=OuterRef("pk"),
        perspective=Assessment.Perspective.MANAGER,
        author=OuterRef("manager"),
        submitted_at__isnull=False,
    )
    ready = chosen.filter(Exists(review), is_absent=False)
    n = ready.update(held_at=now, held_by=by)
    managers = Person.objects.filter(
        pk__in=cycle.participants.filter(held_at=now).values("manager")
    )
    queue_mails((emails.talk_is_due(cycle, each) for each in managers), now=now)
    return n


def release_to(cycle: Cycle, chosen: Participants, *, by: Person | None, now: datetime) -> int:
    """Copies the results of participants of one round, marks them, and tells the people.

    Part of an action that audits, and that calls `settle`. Returns how many have a result.
    """
    n = copy_results(chosen, by=by, now=now)
    pass_on(chosen)
    chosen.update(released_at=now, released_by=by)
    people = Person.objects.filter(results__cycle=cycle, results__released_at=now)
    queue_mails((emails.result_is_there(cycle, each) for each in people.iterator()), now=now)
    return n


def settle(released: Participants, *, today: date) -> None:
    """What readiness reads about the people of a release, and their readiness."""
    people = Person.objects.filter(pk__in=released.values("person"))
    push_facts(people.values_list("pk", flat=True), today=today)
    refresh(today=today, people=people)
