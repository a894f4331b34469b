"""A row of the table, and how its value is taken: medians of at least three runs."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RUNS = 3
MILLISECONDS = 1000.0


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ok` is None where no figure is to be reached."""

    name: str
    db: str
    people: int
    value: float
    unit: str
    target: float
    ok: bool


def at_most(name: str, db: str, people: int, value: float, unit: str, target: float) -> Row:
    """A figure that should not be above its target."""
    return Row(name, db, people, round(value, 3), unit, target, value <= target)


def at_least(name: str, db: str, people: int, value: float, unit: str, target: float) -> Row:
    """A figure that should not be below its target."""
    return Row(name, db, people, round(value, 3), unit, target, value >= target)


def median(work: Callable[[], object], clock: Callable[[], float], runs: int = RUNS) -> float:
    """The median cost of `work` in the unit of `clock`, after one run that is not counted."""
    work()
    costs = []
    for _ in range(runs):
        start = clock()
        work()
        costs.append(clock() - start)
    return statistics.median(costs)


def cpu() -> float:
    """CPU seconds of this process."""
    return time.process_time()


def print_table(rows: Sequence[Row]) -> None:
    """One line a row."""
    for row in rows:
        mark = "ok " if row.ok else "NOT"
        print(
            f"{mark} {row.name:52} {row.db:10} {row.people:>9,} {row.value:>10.3f} {row.unit:8}"
            f" (target {row.target:g})"
        )


def write(rows: Sequence[Row], path: Path) -> None:
    """`{"rows": [...]}` as JSON."""
    path.write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1) + "\n")
