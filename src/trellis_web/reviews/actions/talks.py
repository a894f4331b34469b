"""Told in person first: a held result reaches the person after the talk, or the latest day."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied, Permission, is_permitted
from trellis_web.audit.actions import record
from trellis_web.people.models import Person, ReportingLine
from trellis_web.people.rules.days import day_of
from trellis_web.reviews.actions.copying import Participants
from trellis_web.reviews.actions.participants import LEADING
from trellis_web.reviews.actions.releases import release_to, settle
from trellis_web.reviews.events import TalkNoted, TalksOverdue
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.rules import Conflict
from trellis_web.reviews.rules.refusals import NOT_HELD, NOT_LEADING


@transaction.atomic
def note_talk(participant: Participant, *, by: Person, now: datetime) -> Participant:
    """The manager has talked with the person: result, readiness and trail, or nothing of it.

    By the manager as long as they lead the person, or by HR. Raises `Denied` for others, and
    `Conflict` unless the result is held.
    """
    cycle = Cycle.objects.select_for_update().get(pk=participant.cycle_id)
    rows = Participant.objects.filter(pk=participant.pk)
    fresh = rows.select_related("person").get()
    _require_talker(fresh, by, now)
    if fresh.held_at is None or fresh.released_at:
        raise Conflict(NOT_HELD)
    rows.update(talked_at=now, talked_by=by)
    release_to(cycle, rows, by=by, now=now)
    settle(rows, today=timezone.localdate(now))
    record(TalkNoted(cycle.pk, cycle.title), by=by, subject=fresh.person, at=now)
    return fresh


def _require_talker(participant: Participant, by: Person, now: datetime) -> None:
    today = timezone.localdate(now)
    if by.pk == participant.person_id:
        raise Denied
    if is_permitted(by, Permission.CYCLE_MANAGE, today=today):
        return
    lines = ReportingLine.objects.on(today).filter(manager=by, person=participant.person_id)
    if participant.manager_id != by.pk or not lines.filter(kind__in=LEADING).exists():
        raise Denied(NOT_LEADING)


def tell_overdue(*, now: datetime) -> int:
    """For the timer: releases what is held after the latest day of its talks; how many people.

    The day ends at midnight where the person lives. One transaction for each round.
    """
    waiting = _held().filter(cycle__told_by_on__lte=timezone.localdate(now))
    cycles = Cycle.objects.filter(pk__in=waiting.values("cycle"))
    return sum(_tell(cycle, now) for cycle in cycles)


def _held() -> Participants:
    return Participant.objects.filter(held_at__isnull=False, released_at__isnull=True)


@transaction.atomic
def _tell(cycle: Cycle, now: datetime) -> int:
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    mine = _held().filter(cycle=cycle)
    zones = mine.order_by().values_list("person__time_zone", flat=True).distinct()
    over = [zone for zone in zones if cycle.told_by_on and day_of(now, zone) > cycle.told_by_on]
    if not over:
        return 0
    n = release_to(cycle, mine.filter(person__time_zone__in=over), by=None, now=now)
    if n:
        released = Participant.objects.filter(cycle=cycle, released_at=now)
        settle(released, today=timezone.localdate(now))
        record(TalksOverdue(cycle.pk, cycle.title, n), by=None, at=now)
    return n
