"""The figures of the grade: on sentences that nothing was learned from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from bench.lint.data import Labelled, clear_cut, published, split, written
from bench.lint.measure import Figure, Flags, figure, kappa, precision, recall
from bench.lint.train import flags, learn, to_learn_from
from trellis.lint.grade import Model


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one set of sentences. `vague` is the share that is truly vague."""

    name: str
    sentences: int
    vague: float
    precision: Figure
    recall: Figure
    kappa: Figure

    def as_dict(self) -> dict[str, object]:
        """Plain values, rounded to what is printed."""
        figures = {name: str(getattr(self, name)) for name in ("precision", "recall", "kappa")}
        return asdict(self) | figures | {"vague": round(self.vague, 3)}


def held_out_lines(model: Model) -> Iterator[Line]:
    """What the shipped weights do on sentences that were held out, and on the clear-cut checks."""
    for name, rows in (("published", published()), ("written", written())):
        held_out = split(rows)[1]
        said = flags(model, held_out)
        yield from _lines(f"{name}, held out", held_out, said)
    functions = clear_cut()
    checks = [row for _, row in functions]
    said = flags(model, checks)
    yield line("clear-cut checks", said, _truth(checks))
    by_function: dict[str, list[int]] = defaultdict(list)
    for at, (function, _) in enumerate(functions):
        by_function[function].append(at)
    for function, places in by_function.items():
        part = [checks[at] for at in places]
        yield line(f"clear-cut checks: {function}", said[places], _truth(part))


def left_out_lines() -> Iterator[Line]:
    """Each company judged by weights that never saw it; all of them together come last.

    The hold-out stays out, too: these figures may be looked at while features are written.
    """
    learned_from = to_learn_from()
    seen = split(published())[0]
    everywhere: list[tuple[Labelled, bool]] = []
    for company in sorted({row.source for row in seen}):
        inside = [row for row in seen if row.source == company]
        model = learn([row for row in learned_from if row.source != company])
        said = flags(model, inside)
        everywhere += zip(inside, said, strict=True)
        yield line(f"{company}, left out", said, _truth(inside))
    rows, all_said = [row for row, _ in everywhere], np.array([said for _, said in everywhere])
    yield from _lines("every company, left out", rows, all_said)


def labellers() -> Iterator[Line]:
    """How well the second labeller agrees with the first."""
    for name, rows in (("published", published()), ("written", written())):
        second = np.array([row.labels[1] == "v" for row in rows])
        yield line(f"labellers on {name}", second, _truth(rows))


def line(name: str, said: Flags, truth: Flags) -> Line:
    """The figures of flags against a truth."""
    measured = (figure(measure, said, truth) for measure in (precision, recall, kappa))
    return Line(name, len(said), float(truth.mean()), *measured)


def table(lines: Iterable[Line]) -> Iterator[str]:
    """A Markdown table."""
    yield "| sentences | n | vague | precision | recall | kappa |"
    yield "|---|--:|--:|---|---|---|"
    for of in lines:
        cells = (of.name, of.sentences, f"{of.vague:.0%}", of.precision, of.recall, of.kappa)
        yield f"| {' | '.join(map(str, cells))} |"


def _lines(name: str, rows: Sequence[Labelled], said: Flags) -> Iterator[Line]:
    """Against each labeller, and where both see a clear case."""
    yield line(f"{name}, first labeller", said, _truth(rows))
    yield line(f"{name}, second labeller", said, _truth(rows, 1))
    clear = np.array([row.is_clear_cut for row in rows])
    yield line(f"{name}, clear-cut for both", said[clear], _truth(rows)[clear])


def _truth(rows: Sequence[Labelled], labeller: int = 0) -> Flags:
    return np.array([row.labels[labeller] == "v" for row in rows], dtype=bool)
