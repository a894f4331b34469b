"""What if a threshold were another, for a million people: one run over packed columns."""

from decimal import Decimal

import numpy as np

from bench.rows import Row, at_most, cpu, median
from trellis.framework.model import Move
from trellis.readiness.crowd import Crowd, Numbers, ready
from trellis.readiness.what_if import changed

MILLION = 1_000_000
MOVE = {
    "id": "up",
    "from": "ic/L1",
    "to": "ic/L2",
    "criteria": [
        {"id": "mean", "average": {"min": 3.5}},
        {"id": "lowest", "floor": {"min": 3}},
        {"id": "ahead", "operating_at_next": {"quarters": 2}},
        {"id": "time", "months_in_level": {"min": 12}},
        {"id": "scope", "statement": "Has led a project."},
        {"id": "calibrated", "calibration": "confirmed"},
    ],
}


def rows() -> list[Row]:
    """The CPU of one run: a changed threshold, all criteria, everybody."""
    move, crowd = Move.model_validate(MOVE), people(MILLION)

    def work() -> None:
        np.count_nonzero(ready(changed(move, "mean", Decimal("3.6")), crowd))

    name = "what-if on a threshold for everyone, one run: CPU"
    return [at_most(name, "-", MILLION, median(work, cpu), "s", 0.3)]


def people(n: int) -> Crowd:
    """Random people of ten expected competencies, the same at each run."""
    random = np.random.default_rng(5)
    scores = random.multinomial(10, (0.02, 0.18, 0.5, 0.25, 0.05), size=n).astype(np.int16)
    ones, twos, threes, fours, fives = (np.ascontiguousarray(each) for each in scores.T)

    def numbers(below: int) -> Numbers:
        return random.integers(0, below, size=n, dtype=np.int32)

    return Crowd(
        n=n,
        expected=np.full(n, 10, dtype=np.int16),
        at=(ones, twos, threes, fours, fives),
        counts_now=numbers(2) > 0,
        run_months=numbers(24),
        calibrated=numbers(3) > 0,
        months=numbers(60),
        own={"scope": (numbers(3), numbers(2))},
    )
