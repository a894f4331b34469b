"""Logistic regression with an elastic net, on sparse features: NumPy and nothing else.

Minimised is the sum over rows of the cross-entropy between a target share in [0, 1] and
sigmoid(bias + the weights of the row's features), plus `RIDGE` / 2 times the squared weights, plus
`LASSO` times their absolute values. Method: accelerated proximal gradient (Beck and Teboulle 2009,
FISTA) with a restart whenever momentum points uphill (O'Donoghue and Candès 2015).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RIDGE, LASSO = 4.0, 0.3
STEPS = 250
FEWEST = 2
"""A feature of fewer sentences is not learned from."""


@dataclass(frozen=True)
class Design:
    """A sparse matrix: how often (`counts`) the row has the feature of the column."""

    names: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    counts: Floats
    height: int

    def times(self, weights: Floats) -> Floats:
        """For each row the sum of its weights."""
        values = weights[self.columns] * self.counts
        return _sums(self.rows, values, self.height)

    def transposed_times(self, residuals: Floats) -> Floats:
        """For each feature the sum over its rows."""
        values = residuals[self.rows] * self.counts
        return _sums(self.columns, values, len(self.names))


def design(features: Sequence[Mapping[str, int]]) -> Design:
    """The design of a list of rows, with the features that enough of them have."""
    having = Counter(name for row in features for name in row)
    names = tuple(sorted(name for name, rows in having.items() if rows >= FEWEST))
    column = {name: at for at, name in enumerate(names)}
    cells = sorted(
        (at, column[name], count)
        for at, row in enumerate(features)
        for name, count in row.items()
        if name in column
    )
    rows, columns, counts = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    return Design(names, rows, columns, counts.astype(np.float64), len(features))


def fit(of: Design, target: Floats, steps: int = STEPS) -> tuple[float, Floats]:
    """The bias and the weight of each feature. Deterministic."""
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
    return bias, weights


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
