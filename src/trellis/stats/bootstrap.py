"""Intervals that treat raters and items as samples of all raters and all items."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trellis.stats.estimates import Estimate, Matrix, too_little


@dataclass(frozen=True, slots=True)
class Weights:
    """How often each rater and each item is in each draw: (draws, raters) and (draws, items)."""

    raters: Matrix
    items: Matrix

    @classmethod
    def once(cls, ratings: Matrix) -> "Weights":
        """One draw that holds everything once: the data themselves."""
        raters, items = ratings.shape
        return cls(np.ones((1, raters)), np.ones((1, items)))

    @classmethod
    def drawn(cls, ratings: Matrix, *, draws: int, seed: int) -> "Weights":
        """Raters and items drawn with replacement, independently of each other."""
        chance = np.random.default_rng(seed)
        return cls(*(_counts(size, draws, chance) for size in ratings.shape))


Statistic = Callable[[Matrix, Weights], Matrix]
"""(ratings, weights) -> one value per draw, NaN where the draw has none."""


def two_way(
    ratings: Matrix,
    statistic: Statistic,
    *,
    draws: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Estimate:
    """The statistic of the data with the percentile interval over draws of raters x items.

    Intervals over items alone are too short by far: other raters would have said other things.
    The same seed gives the same interval. Raises `TooLittle` when the data have no value, or fewer
    than half of the draws do.
    """
    value = float(statistic(ratings, Weights.once(ratings))[0])
    found = statistic(ratings, Weights.drawn(ratings, draws=draws, seed=seed))
    found = found[~np.isnan(found)]
    if np.isnan(value) or len(found) < draws / 2:
        raters, items = ratings.shape
        raise too_little("interval", f"{raters} raters on {items} items tell too little.")
    tail = (1 - confidence) / 2
    low, high = (float(each) for each in np.quantile(found, (tail, 1 - tail)))
    return Estimate(value, min(low, value), max(high, value))


def _counts(size: int, draws: int, chance: np.random.Generator) -> Matrix:
    counts: Matrix = chance.multinomial(size, np.full(size, 1 / size), size=draws).astype(float)
    return counts
