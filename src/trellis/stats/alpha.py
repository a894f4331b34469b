"""Krippendorff's alpha: agreement beyond chance, for any number of raters, with missing ratings."""

from typing import Literal

import numpy as np

from trellis.stats.bootstrap import Weights, two_way
from trellis.stats.estimates import Estimate, Matrix, Ratings, as_ratings, too_little

Metric = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(ratings: Ratings, *, metric: Metric = "ordinal") -> float:
    """Alpha of ratings of shape (raters, items); anything that is not finite is missing.

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). Raises `TooLittle`
    when no item has two ratings, and when every rating is the same: then there is no chance that
    agreement could be told apart from.
    """
    found = as_ratings(ratings)
    value = float(weighted_alpha(found, Weights.once(found), metric=metric)[0])
    if np.isnan(value):
        raise too_little("alpha", "Nothing varies, or no two people rated the same thing.")
    return value


def alpha_interval(
    ratings: Ratings, *, metric: Metric = "ordinal", draws: int = 1000, seed: int = 0
) -> Estimate:
    """`krippendorff_alpha` with its two-way bootstrap interval. Raises `TooLittle` as both do."""
    found = as_ratings(ratings)
    krippendorff_alpha(found, metric=metric)

    def statistic(table: Matrix, weights: Weights) -> Matrix:
        return weighted_alpha(table, weights, metric=metric)

    return two_way(found, statistic, draws=draws, seed=seed)


def weighted_alpha(ratings: Matrix, weights: Weights, *, metric: Metric) -> Matrix:
    """Alpha for each draw of raters and items: shape (draws,), NaN where nothing varies.

    A rater who is drawn twice is not compared with themself.
    """
    values = np.unique(ratings[np.isfinite(ratings)])
    given = (ratings[:, :, None] == values).astype(float)  # (raters, items, values)
    pairs = _coincidences(given, weights)
    used = pairs.sum(axis=2)
    total = used.sum(axis=1)
    apart = _distance(values, used, metric)
    observed = (pairs * apart).sum(axis=(1, 2))
    expected = (used[:, :, None] * used[:, None, :] * apart).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha: Matrix = 1 - (total - 1) * observed / expected
    return np.where(expected > 0, alpha, np.nan)


def _coincidences(given: Matrix, weights: Weights) -> Matrix:
    """How often each value meets each other one: shape (draws, values, values)."""
    raters, items = weights.raters, weights.items
    said = np.einsum("br,riv->biv", raters, given)
    partners = said.sum(axis=2)[:, None, :] - np.einsum("br,ri->bri", raters, given.sum(axis=2))
    share = np.divide(raters[:, :, None], partners, where=partners > 0, out=np.zeros_like(partners))
    first = np.einsum("bri,riv->biv", share, given)
    met: Matrix = np.einsum("bi,biv,biw->bvw", items, first, said)
    own = np.einsum("bi,bri,br,riv->bv", items, share, raters, given)
    diagonal = np.arange(given.shape[2])
    met[:, diagonal, diagonal] -= own
    return met


def _distance(values: Matrix, used: Matrix, metric: Metric) -> Matrix:
    """How far apart two values are, squared; shape (draws, values, values) or one for all draws."""
    if metric == "nominal":
        return (1 - np.eye(len(values)))[None]
    if metric == "ordinal":  # by how many ratings lie between them
        middle = used.cumsum(axis=1) - used / 2
        return _squared(middle[:, :, None] - middle[:, None, :])
    apart = values[:, None] - values[None, :]
    if metric == "interval":
        return _squared(apart)[None]
    sums = values[:, None] + values[None, :]
    return _squared(np.divide(apart, sums, where=sums != 0, out=np.zeros_like(apart)))[None]


def _squared(apart: Matrix) -> Matrix:
    return apart * apart
