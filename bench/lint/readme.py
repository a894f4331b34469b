"""The figures in `bench/data/README.md`, written from those that stand beside the weights."""

import json
from collections.abc import Iterator, Mapping

from bench.lint.data import HERE
from bench.lint.train import FILE

README = HERE / "README.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def with_figures(text: str) -> str:
    """The text with the table of figures between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join(_table(json.loads(FILE.read_text(encoding="utf-8"))["figures"]))
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _table(figures: list[Mapping[str, object]]) -> Iterator[str]:
    columns = list(figures[0])
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for line in figures:
        yield f"| {' | '.join(str(line[column]) for column in columns)} |"
