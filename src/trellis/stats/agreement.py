"""The chance that two raters, drawn at random, say the same of the same item."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from trellis.stats.beta import beta_quantile
from trellis.stats.bootstrap import Weights, two_way
from trellis.stats.estimates import Estimate, Matrix, Ratings, as_ratings, too_little

CANNOT_TELL = float("inf")
"""An answer, not a gap: it agrees with nothing, since no verdict came of it, and is no number."""


def pairwise(ratings: Ratings, *, within: float = 0) -> float:
    """The share of pairs of raters whose ratings of the same item differ by at most `within`.

    Ratings of shape (raters, items); NaN or None was not asked and forms no pair. `CANNOT_TELL`
    forms pairs that never agree, not even with itself: the text let nobody judge. Raises
    `TooLittle` when no item has two answers.
    """
    found = as_ratings(ratings)
    value = float(weighted_pairwise(found, Weights.once(found), within=within)[0])
    if np.isnan(value):
        raise too_little("agreement", "No two people answered about the same thing.")
    return value


def pairwise_interval(
    ratings: Ratings, *, within: float = 0, draws: int = 1000, seed: int = 0
) -> Estimate:
    """`pairwise` with the 95 % interval of the two-way bootstrap. Raises as `pairwise` does.

    Where all pairs agree, or none does, no draw can differ from another; the limit then is the
    exact binomial one for as many trials as there are pairs that share no answer.
    """
    found = as_ratings(ratings)
    value = pairwise(found, within=within)
    if value in (0.0, 1.0):
        limit = 0.025 ** (1 / disjoint_pairs(found))
        return Estimate(value, limit if value else 0.0, 1.0 if value else 1 - limit)

    def statistic(table: Matrix, weights: Weights) -> Matrix:
        return weighted_pairwise(table, weights, within=within)

    return two_way(found, statistic, draws=draws, seed=seed)


def weighted_pairwise(ratings: Matrix, weights: Weights, *, within: float = 0) -> Matrix:
    """`pairwise` for each draw of raters and items: shape (draws,), NaN where a draw has no pair.

    A rater who is drawn twice forms no pair with themself.
    """
    first, second = (np.array(side) for side in zip(*_pairs(len(ratings)), strict=True))
    both = ~np.isnan(ratings[first]) & ~np.isnan(ratings[second])
    with np.errstate(invalid="ignore"):  # two who cannot tell: inf - inf is not a number
        agreed = np.abs(ratings[first] - ratings[second]) <= within
    pairs = weights.raters[:, first] * weights.raters[:, second]
    asked = (pairs @ both.astype(float) * weights.items).sum(axis=1)
    with np.errstate(invalid="ignore"):
        share: Matrix = (pairs @ agreed.astype(float) * weights.items).sum(axis=1) / asked
    return share


def _pairs(raters: int) -> list[tuple[int, int]]:
    return list(combinations(range(raters), 2))


def disjoint_pairs(ratings: Ratings) -> int:
    """How many pairs can be formed so that no answer is in two of them: independent trials."""
    answers = (~np.isnan(as_ratings(ratings))).sum(axis=0)
    return int((answers // 2).sum())


def shrink(agreement: Sequence[float], trials: Sequence[int]) -> list[Estimate]:
    """Each statement's agreement drawn towards the mean of all, the more so the fewer trials.

    A beta-binomial model whose two parameters are Kleinman's moments (JASA 68, 1973, 46-54);
    value and 95 % interval are of the posterior. `trials` are independent ones (`disjoint_pairs`).
    Where the statements differ by no more than chance, all get the mean of all.
    """
    shares, sizes = np.asarray(agreement, dtype=float), np.asarray(trials, dtype=float)
    if not len(shares) or (sizes < 1).any():
        raise too_little("agreement", "A statement that no two people answered has no agreement.")
    mean, prior = _prior(shares, sizes)
    yes, no = mean * prior + shares * sizes, (1 - mean) * prior + (1 - shares) * sizes
    return [_beta(float(a), float(b)) for a, b in zip(yes, no, strict=True)]


_STRONGEST = 1e4
"""A prior worth so many trials leaves nothing of a statement's own figure."""


def _prior(shares: Matrix, sizes: Matrix) -> tuple[float, float]:
    """Mean and strength (in trials) of the beta distribution that the statements come from."""
    weights = sizes / sizes.sum()
    mean = min(max(float((weights * shares).sum()), 0.01), 0.99)  # nothing is certain of all
    spread = mean * (1 - mean)
    chance = float((weights * (1 - weights) / sizes).sum())
    room = spread * (float((weights * (1 - weights)).sum()) - chance)
    if len(shares) < 2:
        return mean, 1.0
    excess = float((weights * (shares - mean) ** 2).sum()) - spread * chance
    if room <= 0 or excess <= 0:
        return mean, _STRONGEST
    rho = min(excess / room, 0.5)  # a prior is worth one trial at least
    return mean, min(1 / rho - 1, _STRONGEST)


def _beta(a: float, b: float) -> Estimate:
    mean, low, high = a / (a + b), beta_quantile(0.025, a, b), beta_quantile(0.975, a, b)
    return Estimate(mean, min(low, mean), max(high, mean))
