"""A timer runs once in its slot, whoever asks, and makes up for what it missed."""

from datetime import datetime, timedelta

import pytest

from tests.web.factories import NOW
from trellis_web.config.timers import TIMERS
from trellis_web.notices.actions.timers import run_timers
from trellis_web.notices.models import TimerRun
from trellis_web.notices.rules.timers import Every, Timer

pytestmark = pytest.mark.django_db


class Bell:
    """Counts when it rings."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.rung: list[datetime] = []
        self.fault = fault

    def __call__(self, *, now: datetime) -> None:
        self.rung.append(now)
        if self.fault:
            raise self.fault


@pytest.mark.parametrize(
    ("every", "later", "times"),
    [
        (Every.MINUTE, timedelta(seconds=20), 1),
        (Every.MINUTE, timedelta(minutes=1), 2),
        (Every.HOUR, timedelta(minutes=17), 1),
        (Every.HOUR, timedelta(minutes=18), 2),
        (Every.DAY, timedelta(hours=13), 1),
        (Every.DAY, timedelta(hours=14), 2),
        (Every.DAY, timedelta(days=40), 2),
        (Every.DAY, -timedelta(days=1), 1),
    ],
)
def test_a_timer_runs_once_in_its_slot(every: Every, later: timedelta, times: int) -> None:
    bell = Bell()
    for now in (NOW, NOW, NOW + later, NOW + later):
        run_timers([Timer("bell", every, bell)], now=now)
    assert len(bell.rung) == times


def test_of_two_processes_one_runs_it() -> None:
    bell = Bell()
    timer = Timer("bell", Every.HOUR, bell)

    def other(*, now: datetime) -> None:
        assert run_timers([timer], now=now) == ["bell"]

    assert run_timers([Timer("first", Every.HOUR, other), timer], now=NOW) == ["first"]
    assert len(bell.rung) == 1


def test_a_timer_that_fails_stops_no_other_and_is_tried_again() -> None:
    broken, bell = Bell(ValueError("no")), Bell()
    timers = [Timer("broken", Every.DAY, broken), Timer("bell", Every.DAY, bell)]
    assert run_timers(timers, now=NOW) == ["bell"]
    assert TimerRun.objects.get(name="broken").sentence == "ValueError: no"
    broken.fault = None
    assert run_timers(timers, now=NOW + timedelta(minutes=9)) == []
    assert run_timers(timers, now=NOW + timedelta(minutes=10)) == ["broken"]
    assert TimerRun.objects.get(name="broken").sentence == ""


def test_every_timer_of_the_list_runs_on_an_empty_installation() -> None:
    assert run_timers(TIMERS, now=NOW) == [each.name for each in TIMERS]


def test_no_two_timers_share_a_name() -> None:
    assert len({each.name for each in TIMERS}) == len(TIMERS)
