"""Learns the weights of the grade and writes them as readable data."""

import hashlib
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.lint.data import Labelled, added, published, published_more, split, written
from bench.lint.fit import STEPS, Floats, design, fit
from trellis.lint import grade
from trellis.lint.features import features
from trellis.lint.grade import Model, Scores
from trellis.lint.pack import Pack, pack_for
from trellis.lint.sentence import Sentence

FILE = Path(grade.__file__).parent / "data" / "en" / "grade.json"
VERSION = 1
ENOUGH = 0.5
"""The probability from which a sentence is called vague. On sentences of companies that no label is
from, a lower one found hardly any more vague sentences and called more mixed ones vague."""
BORDER = math.log(ENOUGH / (1 - ENOUGH))


def sentence(text: str) -> Sentence:
    """A text as the linter sees it, in English."""
    pack = pack_for("en")
    assert isinstance(pack, Pack)
    return Sentence(text, pack)


def to_learn_from() -> list[Labelled]:
    """All labelled sentences but those held out."""
    seen, _ = split([*published(), *written()])
    return [*seen, *published_more(), *added()]


def learn(rows: Sequence[Labelled], steps: int = STEPS) -> Model:
    """The model of these sentences. A sentence on which the labellers differ counts by half."""
    of = design([features(sentence(row.text)) for row in rows])
    vague_start, vague = fit(of, _shares(rows, "v"), steps)
    start, observable = fit(of, _shares(rows, "o"), steps)
    pairs = zip(map(_hundredths, vague), map(_hundredths, observable), strict=True)
    weights = {name: pair for name, pair in zip(of.names, pairs, strict=True) if any(pair)}
    return Model((_hundredths(vague_start - BORDER), _hundredths(start)), weights)


def flags(model: Model, rows: Sequence[Labelled]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which sentences the model calls vague."""
    return np.array([model.scores(sentence(row.text))[0] > 0 for row in rows], dtype=bool)


def digest(rows: Sequence[Labelled]) -> str:
    """Of everything that the weights follow from: each sentence's features and labels."""
    seen = hashlib.sha256()
    for row in rows:
        found = sorted(features(sentence(row.text)))
        seen.update(json.dumps([row.labels, found]).encode())
    return seen.hexdigest()[:16]


def text_of(model: Model, about: dict[str, object]) -> str:
    """The file of weights: one feature a line, in order."""
    lines = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in about.items()]
    lines.append(f'"start": {_pair(model.start)}')
    weights = [
        f"{json.dumps(name, ensure_ascii=False)}:{_pair(model.weights[name])}"
        for name in sorted(model.weights)
    ]
    lines.append('"weights": {\n' + ",\n".join(weights) + "\n}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _pair(scores: Scores) -> str:
    return f"[{scores[0]},{scores[1]}]"


def _shares(rows: Sequence[Labelled], label: str) -> Floats:
    return np.array([row.share(label) for row in rows])


def _hundredths(weight: float) -> int:
    return round(100 * weight)
