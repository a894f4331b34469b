"""The rows of the grade in the table of `make bench`."""

import time

from bench.lint.data import published, written
from bench.lint.figures import Line, held_out_lines, left_out_lines
from bench.rows import Row, at_least, at_most, median
from trellis.lint.grade import model_for
from trellis.lint.run import lint_statement

CLEAR, KAPPA, SECONDS = 0.95, 0.60, 0.2
SENTENCES = 2000


def rows() -> list[Row]:
    """Precision and recall where the case is clear, kappa where it is not, and the time."""
    held_out = {line.name: line for line in held_out_lines(model_for("en"))}
    clear = held_out["clear-cut checks"]
    return [
        _row("precision, clear-cut checks", clear.precision.value, CLEAR),
        _row("recall, clear-cut checks", clear.recall.value, CLEAR),
        *(
            _row(f"kappa, {name}", line.kappa.value, KAPPA)
            for name, line in held_out.items()
            if name.endswith("labeller")
        ),
        *(_row(f"kappa, {line.name}", line.kappa.value, KAPPA) for line in _of_all_companies()),
        _time(),
    ]


def _of_all_companies() -> list[Line]:
    return [line for line in left_out_lines() if line.name.endswith("labeller")]


def _row(name: str, value: float, target: float) -> Row:
    return at_least(f"grade: {name}", "-", 0, value, "", target)


def _time() -> Row:
    texts = [row.text for row in (*published(), *written())][:SENTENCES]
    seconds = median(lambda: [lint_statement(text) for text in texts], time.perf_counter)
    return at_most("lint of 2,000 sentences", "-", 0, seconds, "s", SECONDS)
