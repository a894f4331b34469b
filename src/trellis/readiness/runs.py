"""Next-level behaviour over time: which cycles count, and how long the latest run of them is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trellis.readiness.facts import Observation

SHOWN_PERCENT = 70
"""A cycle counts when at least this share of what was observed shows the next level."""

Span = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One cycle as a run sees it. `span` is None where its dates are not known."""

    seq: int
    shows: int = 0
    not_yet: int = 0
    absent: bool = False
    span: Span | None = None

    @property
    def counts(self) -> bool | None:
        """Whether it shows the next level; None without an observation."""
        seen = self.shows + self.not_yet
        return self.shows * 100 >= SHOWN_PERCENT * seen if seen else None


@dataclass(frozen=True, slots=True)
class Run:
    """The counting cycles in a row that end at the latest. `latest`: whether that one counts."""

    latest: bool | None
    months: int

    @property
    def quarters(self) -> int:
        """Whole quarters of the months covered."""
        return self.months // 3


def tally(observations: Iterable[Observation | None]) -> tuple[int, int]:
    """How many show the next level, and how many do not yet."""
    seen = list(observations)
    return seen.count(Observation.SHOWS), seen.count(Observation.NOT_YET)


def run_of(cycles: Iterable[Observed]) -> Run:
    """The run that ends at the latest cycle; the order of the input does not matter.

    A cycle with absence is skipped: it neither counts nor breaks. A missing `seq` breaks, and so
    does a cycle that does not count or has no observation.
    """
    newest_first = sorted(cycles, key=lambda cycle: cycle.seq, reverse=True)
    present = [i for i, cycle in enumerate(newest_first) if not cycle.absent]
    if not present:
        return Run(None, 0)
    ending = newest_first[present[0] :]
    spans = [cycle.span for cycle in _unbroken(ending) if cycle.span]
    return Run(ending[0].counts, whole_months(spans))


def carried_on(run: Run, shows: int, not_yet: int) -> Run:
    """The run after what was seen since its latest cycle, which may end a run or begin one.

    It never adds time: months come from cycles alone. Without an observation the run stays.
    """
    counts = Observed(0, shows, not_yet).counts
    if counts is None:
        return run
    return Run(counts, run.months if run.latest and counts else 0)


def _unbroken(newest_first: Sequence[Observed]) -> list[Observed]:
    run: list[Observed] = []
    for distance, cycle in enumerate(newest_first):
        if cycle.seq != newest_first[0].seq - distance:
            break
        if cycle.absent:
            continue
        if not cycle.counts:
            break
        run.append(cycle)
    return run


def whole_months(spans: Iterable[Span]) -> int:
    """Whole months that the spans cover; days covered twice count once, gaps do not count."""
    return sum(_months(start, end) for start, end in _merged(spans))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible, so that halves of a month add up to one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _months(start: date, end: date) -> int:
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - (after.day < start.day)
