"""The grade of a sentence: could two managers judge by it alike?

A linear model: each feature has two weights, towards vague and towards observable, which are
summed over the sentence. `data/<language>/grade.json` holds them, sorted, and says how well they
do; `python -m bench.lint --write` learns them from labelled sentences.
"""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from trellis.lint.features import in_context, uses
from trellis.lint.kinds import Use
from trellis.lint.sentence import Sentence

Scores = tuple[float, float]
"""Towards vague and towards observable, as logarithms of odds; above 0 is more likely than not."""
_NONE: Scores = (0.0, 0.0)


class Grade(StrEnum):
    """How far a sentence can be confirmed by a second person or a document."""

    MIXED = "mixed"
    OBSERVABLE = "observable"
    VAGUE = "vague"


class Model:
    """The weights of a language by feature, and the scores from which the sums start."""

    def __init__(self, start: Scores, weights: Mapping[str, Scores]) -> None:
        self.start, self.weights = start, weights
        self._of_use = lru_cache(maxsize=20_000)(self._summed_use)

    def scores(self, sentence: Sentence) -> Scores:
        """The two sums of a sentence."""
        found = uses(sentence)
        named = (self.weights.get(name, _NONE) for name in in_context(found))
        return _sum([self.start, *map(self._of_use, found), *named])

    def _summed_use(self, use: Use) -> Scores:
        return _sum([self.weights.get(name, _NONE) for name in use.names])


def grade_of(sentence: Sentence) -> Grade:
    """The grade of a sentence. Vague is asked first: nothing is both."""
    vague, observable = model_for(sentence.pack.language).scores(sentence)
    if vague > 0:
        return Grade.VAGUE
    return Grade.OBSERVABLE if observable > 0 else Grade.MIXED


@cache
def model_for(language: str) -> Model:
    """The weights of a language; FileNotFoundError when it has none."""
    file = files(__package__) / "data" / language / "grade.json"
    read = json.loads(file.read_text(encoding="utf-8"))
    vague, observable = read["start"]
    return Model((vague, observable), {name: (v, o) for name, (v, o) in read["weights"].items()})


def _sum(scores: Iterable[Scores]) -> Scores:
    vague, observable = zip(*scores, strict=True)
    return sum(vague), sum(observable)
