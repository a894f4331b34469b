"""Logistic regression with an elastic net, on sparse features: NumPy and nothing else.

Minimised is the sum over rows of the cross-entropy between a target share in [0, 1] and
sigmoid(bias + the weights of the row's features), plus `RIDGE` / 2 times the squared weights, plus
`LASSO` times their absolute values. Method: accelerated proximal gradient (Beck and Teboulle 2009,
FISTA) with a restart whenever momentum points uphill (O'Donoghue and Candès 2015).
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RIDGE, LASSO = 6.0, 0.3
STEPS = 250
FEWEST = 2
"""A feature of fewer sentences is not learned from."""


@dataclass(frozen=True)
class Design:
    """A sparse matrix of zeros and ones, scaled by feature: which row has which features."""

    names: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    scale: Floats
    height: int

    def times(self, weights: Floats) -> Floats:
        """For each row the sum of its weights."""
        return _sums(self.rows, (weights * self.scale)[self.columns], self.height)

    def transposed_times(self, residuals: Floats) -> Floats:
        """For each feature the sum over its rows."""
        return self.scale * _sums(self.columns, residuals[self.rows], len(self.names))

    def scaled_for(self, target: Floats) -> "Design":
        """Gives features that tell rows apart by themselves more room.

        The scale is half even and half the logarithm of how much more often a feature stands in
        one class (Wang and Manning 2012, naive Bayes features).
        """
        plain = replace(self, scale=np.ones(len(self.names)))
        inside, outside = (1 + plain.transposed_times(of) for of in (target, 1 - target))
        ratio = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
        return replace(self, scale=0.5 + 0.5 * ratio / ratio.mean())


def design(features: Sequence[AbstractSet[str]]) -> Design:
    """The design of a list of rows, with the features that enough of them have."""
    having = Counter(name for row in features for name in row)
    names = tuple(sorted(name for name, rows in having.items() if rows >= FEWEST))
    column = {name: at for at, name in enumerate(names)}
    cells = sorted(
        (at, column[name]) for at, row in enumerate(features) for name in row if name in column
    )
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return Design(names, rows, columns, np.ones(len(names)), len(features))


def fit(of: Design, target: Floats, steps: int = STEPS) -> tuple[float, Floats]:
    """The bias and the weight of each feature. Deterministic."""
    of = of.scaled_for(target)
    step = 1 / _curvature(of)
    weights = ahead = np.zeros(len(of.names))
    bias = bias_ahead = 0.0
    momentum = 1.0
    for _ in range(steps):
        residuals = _sigmoid(of.times(ahead) + bias_ahead) - target
        downhill = ahead - step * (of.transposed_times(residuals) + RIDGE * ahead)
        new = np.sign(downhill) * np.maximum(np.abs(downhill) - step * LASSO, 0)
        new_bias = bias_ahead - step * float(residuals.sum())
        uphill = (ahead - new) @ (new - weights) + (bias_ahead - new_bias) * (new_bias - bias) > 0
        following = 1.0 if uphill else (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        push = 0.0 if uphill else (momentum - 1) / following
        ahead = new + push * (new - weights)
        bias_ahead = new_bias + push * (new_bias - bias)
        weights, bias, momentum = new, new_bias, following
    return bias, weights * of.scale


def _sums(places: NDArray[np.int64], values: Floats, size: int) -> Floats:
    return np.bincount(places, weights=values, minlength=size).astype(np.float64)


def _curvature(of: Design) -> float:
    """An upper bound of the second derivative, by power iteration over features and bias."""
    direction, along = np.ones(len(of.names)), 1.0
    size = 1.0
    for _ in range(30):
        rows = of.times(direction) + along
        direction, along = of.transposed_times(rows), float(rows.sum())
        size = float(np.sqrt(direction @ direction + along**2))
        direction, along = direction / size, along / size
    return 1.02 * size / 4 + RIDGE


def _sigmoid(score: Floats) -> Floats:
    values: Floats = 1 / (1 + np.exp(-score))
    return values
