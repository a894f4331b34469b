"""How well a flag agrees with labels: precision, recall and Cohen's kappa, with intervals."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
DRAWS = 2000
LEVEL = 95


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and its 95 % interval, from the bootstrap over sentences."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


Measure = Callable[[Flags, Flags], float]


def precision(said: Flags, truth: Flags) -> float:
    """Of what is flagged, the share that is truly vague; 1 when nothing is flagged."""
    return float(truth[said].mean()) if said.any() else 1.0


def recall(said: Flags, truth: Flags) -> float:
    """Of what is truly vague, the share that is flagged; 1 when nothing is vague."""
    return float(said[truth].mean()) if truth.any() else 1.0


def kappa(said: Flags, truth: Flags) -> float:
    """Agreement beyond chance of two raters on a yes or no (Cohen 1960); 1 when both are constant
    and equal."""
    agreed = float((said == truth).mean())
    p, q = float(said.mean()), float(truth.mean())
    by_chance = p * q + (1 - p) * (1 - q)
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def figure(measure: Measure, said: Flags, truth: Flags) -> Figure:
    """The value with its interval: percentiles over resampled sentences, always the same draws."""
    draw = np.random.default_rng(20)
    picks = draw.integers(len(said), size=(DRAWS, len(said)))
    values = [measure(said[pick], truth[pick]) for pick in picks]
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(values, [tail, 100 - tail])
    return Figure(measure(said, truth), float(low), float(high))
