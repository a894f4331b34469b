"""When a timer runs: once in each minute, hour or day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone


class Every(Enum):
    """How often."""

    MINUTE = 60
    HOUR = 3600
    DAY = 86400


@dataclass(frozen=True, slots=True)
class Timer:
    """`action` runs once in each slot, with the moment as `now`; it does what is due by then.

    An action must bear to run twice: a process that dies in the middle is followed by another.
    """

    name: str
    every: Every
    action: Callable[..., object]


def slot_of(every: Every, now: datetime) -> int:
    """The number of the minute, hour or day; days begin at midnight of the organisation's zone."""
    if every is Every.DAY:
        return timezone.localdate(now).toordinal()
    seconds: int = every.value
    return int(now.timestamp()) // seconds
