"""Running what the clock asks for, once across all processes."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from trellis_web.notices.models import TimerRun
from trellis_web.notices.rules.timers import Timer, slot_of

log = logging.getLogger(__name__)

TRIED_AGAIN_AFTER = timedelta(minutes=10)
"""A run without an end is taken for dead after so long."""


def run_timers(timers: Iterable[Timer], *, now: datetime) -> list[str]:
    """Runs each timer whose slot has come and that nobody has run in it; their names.

    Slots that went by while nothing ran are made up for by one run: actions look at what is due.
    A timer that fails leaves a sentence, stops no other, and is tried again.
    """
    begun = dict(TimerRun.objects.filter(finished_at__isnull=False).values_list("name", "slot"))
    due = [each for each in timers if begun.get(each.name, -1) < slot_of(each.every, now)]
    return [each.name for each in due if _is_mine(each, now) and _ran(each, now)]


def _is_mine(timer: Timer, now: datetime) -> bool:
    """Claims the slot by compare-and-set: of two processes one gets it."""
    slot = slot_of(timer.every, now)
    dead = Q(finished_at__isnull=True, started_at__lte=now - TRIED_AGAIN_AFTER)
    rows = TimerRun.objects.filter(Q(slot__lt=slot) | dead, name=timer.name)
    with transaction.atomic():
        if not TimerRun.objects.filter(name=timer.name).exists():
            first = TimerRun(name=timer.name, slot=-1, started_at=now, finished_at=now)
            TimerRun.objects.bulk_create([first], ignore_conflicts=True)
        return bool(rows.update(slot=slot, started_at=now, finished_at=None, sentence=""))


def _ran(timer: Timer, now: datetime) -> bool:
    run = TimerRun.objects.filter(name=timer.name)
    try:
        timer.action(now=now)
    except Exception as error:
        log.exception("The timer %s failed", timer.name)
        run.update(sentence=f"{type(error).__name__}: {error}"[:1000])
        return False
    run.update(finished_at=now)
    return True
