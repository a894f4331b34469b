"""Learns the weights of the grade and writes them as readable data."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.lint.data import Labelled, added, published, split, written
from bench.lint.fit import STEPS, Floats, design, fit
from trellis.lint import grade
from trellis.lint.features import features
from trellis.lint.grade import Model, Scores
from trellis.lint.pack import Pack, pack_for
from trellis.lint.sentence import Sentence

FILE = Path(grade.__file__).parent / "data" / "en" / "grade.json"
VERSION = 1
BORDER = -0.4
"""The log-odds from which a sentence is called vague: where kappa was best on average over the
folds of `bench.lint.folds`, which hold out companies."""
DIGITS = 2


def sentence(text: str) -> Sentence:
    """A text as the linter sees it, in English."""
    pack = pack_for("en")
    assert isinstance(pack, Pack)
    return Sentence(text, pack)


def to_learn_from() -> list[Labelled]:
    """All labelled sentences but those held out."""
    seen, _ = split([*published(), *written()])
    return [*seen, *added()]


def learn(rows: Sequence[Labelled], steps: int = STEPS) -> Model:
    """The model of these sentences. A sentence on which the labellers differ counts by half."""
    of = design([features(sentence(row.text)) for row in rows])
    vague_start, vague = fit(of, _shares(rows, "v"), steps)
    start, observable = fit(of, _shares(rows, "o"), steps)
    pairs = zip(of.names, _rounded(vague), _rounded(observable), strict=True)
    weights = {name: (v, o) for name, v, o in pairs if v or o}
    return Model((round(vague_start - BORDER, DIGITS), round(start, DIGITS)), weights)


def flags(model: Model, rows: Sequence[Labelled]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which sentences the model calls vague."""
    return np.array([model.scores(sentence(row.text))[0] > 0 for row in rows], dtype=bool)


def digest(rows: Sequence[Labelled]) -> str:
    """Of everything that the weights follow from: each sentence's features and labels."""
    seen = hashlib.sha256()
    for row in rows:
        found = sorted(features(sentence(row.text)).items())
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
    return f"[{scores[0]:g},{scores[1]:g}]"


def _shares(rows: Sequence[Labelled], label: str) -> Floats:
    return np.array([row.share(label) for row in rows])


def _rounded(weights: Floats) -> list[float]:
    return [round(float(weight), DIGITS) + 0.0 for weight in weights]
