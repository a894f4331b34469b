"""Labelled sentences, and the split that is decided by digest before anything else."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.lint.published import digest, texts

HERE = Path(__file__).parents[1] / "data"
WRITTEN, ADDED, CLEAR = "written", "added", "clear-cut"
HELD_OUT = 0.2
"""The share of each source that no rule, word list or weight has seen."""
NO_STATEMENT = "x"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and what two labellers, who did not see each other's labels, said of it.

    A label is `o` observable, `m` mixed or `v` vague. `source` is a company, or how it was made.
    """

    source: str
    text: str
    labels: tuple[str, str]

    def share(self, label: str) -> float:
        """How many of the two labellers gave this label: 0, 0.5 or 1."""
        return self.labels.count(label) / 2

    @property
    def is_clear_cut(self) -> bool:
        """True when both say vague, or both say observable."""
        return self.labels in (("v", "v"), ("o", "o"))


def published() -> list[Labelled]:
    """The sentences of published frameworks that two labelled independently."""
    return _found("published.tsv")


def published_more() -> list[Labelled]:
    """Further ones to train on, labelled by a single third labeller: never measured on."""
    return _found("published_more.tsv")


def _found(name: str) -> list[Labelled]:
    """Raises ValueError when a text is in no framework of the folder."""
    known = texts()
    rows = list(_rows(HERE / name))
    missing = [row["digest"] for row in rows if row["digest"] not in known]
    if missing:
        raise ValueError(
            f"{len(missing)} of {len(rows)} labelled sentences are in no published framework: "
            f"{', '.join(missing[:3])}."
        )
    return _labelled((row["source"], known[row["digest"]], row) for row in rows)


def written() -> list[Labelled]:
    """The sentences written for this purpose, labelled by two others."""
    return _labelled((WRITTEN, row["text"], row) for row in _rows(HERE / "written.tsv"))


def added() -> list[Labelled]:
    """Further sentences to train on, graded twice by their author: never measured on."""
    return _labelled((ADDED, row["text"], row) for row in _rows(HERE / "added.tsv"))


def clear_cut() -> list[tuple[str, Labelled]]:
    """The clear-cut checks with their functions, graded before any model was run on them."""
    return [
        (row["function"], Labelled(CLEAR, row["text"], (row["grade"], row["grade"])))
        for row in _rows(HERE / "clear_cut.tsv")
    ]


def split(rows: Iterable[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """What may be looked at and what is held out: of each source, the lowest digests."""
    by_source = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    seen, held_out = [], []
    for source in sorted(by_source):
        ordered = sorted(by_source[source], key=lambda row: digest(row.text))
        end = round(len(ordered) * HELD_OUT)
        held_out += ordered[:end]
        seen += ordered[end:]
    return seen, held_out


def _labelled(rows: Iterable[tuple[str, str, dict[str, str]]]) -> list[Labelled]:
    both = ((source, text, (row["first"], row["second"])) for source, text, row in rows)
    return [Labelled(*row) for row in both if NO_STATEMENT not in row[2]]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
