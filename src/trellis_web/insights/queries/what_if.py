"""What if a threshold were another: so many instead of so many, and how sure that share is."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from trellis.framework.model import Move
from trellis.readiness.crowd import Crowd, ready
from trellis.readiness.sentences import plain
from trellis.readiness.what_if import Threshold, changed
from trellis.stats.binomial import wilson


@dataclass(frozen=True, slots=True)
class Tried:
    """`ready` of `people` with one value; `more` than with the published one (negative: fewer).

    `low` and `high` are the limits of the share in whole per cent (Wilson, 95 %).
    """

    value: Decimal
    ready: int
    more: int
    people: int
    low: int
    high: int
    is_published: bool

    @property
    def fewer(self) -> int:
        """How many people fewer, where it is fewer."""
        return -self.more

    @property
    def shown(self) -> str:
        """The value as people write it."""
        return str(plain(self.value))


def tried(move: Move, threshold: Threshold, crowd: Crowd) -> tuple[Tried, ...]:
    """The rule with the published value and with those around it, lowest first."""
    if not crowd.n:
        return ()
    now = count(move, crowd)
    values = sorted((threshold.value, *threshold.choices))
    found = {value: count(changed(move, threshold.criterion, value), crowd) for value in values}
    return tuple(
        _tried(value, n, now, crowd.n, is_published=value == threshold.value)
        for value, n in found.items()
    )


def count(move: Move, crowd: Crowd) -> int:
    """How many are ready."""
    return int(np.count_nonzero(ready(move, crowd)))


def _tried(value: Decimal, n: int, now: int, people: int, *, is_published: bool) -> Tried:
    share = wilson(n, people)
    low, high = round(100 * share.low), round(100 * share.high)
    return Tried(value, n, n - now, people, low, high, is_published)
