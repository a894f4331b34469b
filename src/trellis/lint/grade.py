"""The grade of a sentence: could two managers judge by it alike?

A linear model: each feature has two weights, towards vague and towards observable, which are
summed over the sentence. `data/<language>/grade.json` holds them, sorted, and says how well they
do; `python -m bench.lint --write` learns them from labelled sentences.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from trellis.lint.features import features
from trellis.lint.sentence import Sentence

Scores = tuple[int, int]
"""Towards vague and towards observable, in hundredths of the logarithm of odds; above 0 is more
likely than not. Whole numbers, so that no order of summing makes a difference."""


class Grade(StrEnum):
    """How far a sentence can be confirmed by a second person or a document."""

    MIXED = "mixed"
    OBSERVABLE = "observable"
    VAGUE = "vague"


@dataclass(frozen=True, eq=False)
class Model:
    """The weights of a language by feature, and the scores from which the sums start."""

    start: Scores
    weights: Mapping[str, Scores]

    def scores(self, sentence: Sentence) -> Scores:
        """The two sums of a sentence."""
        vague, observable = self.start
        weights = self.weights
        for name in features(sentence):
            if name in weights:
                of_vague, of_observable = weights[name]
                vague += of_vague
                observable += of_observable
        return vague, observable


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
