"""Kappa of two raters and of many. Depends on how often each answer occurs: never shown alone."""

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from trellis.stats.estimates import Matrix, too_little


def cohen_kappa(table: ArrayLike, *, disagreement: ArrayLike | None = None) -> float:
    """Cohen's kappa of two raters (1960); with weights of disagreement, his weighted one (1968).

    `table` has shape (categories, categories): how often the first rater says the row while the
    second says the column, as counts or shares. `disagreement` has the same shape, 0 on the
    diagonal; without it every disagreement weighs 1. Raises `TooLittle` for an empty table, and
    where both raters only ever give one answer.
    """
    shares = _shares(table)
    if shares.ndim != 2 or shares.shape[0] != shares.shape[1]:
        raise ValueError("The table of two raters is square.")
    weights = 1 - np.eye(len(shares)) if disagreement is None else np.asarray(disagreement, float)
    expected = float((weights * np.outer(shares.sum(axis=1), shares.sum(axis=0))).sum())
    if expected == 0:
        raise too_little("kappa", "Only one answer was ever given, so chance cannot be told apart.")
    return 1 - float((weights * shares).sum()) / expected


def fleiss_kappa(counts: ArrayLike) -> float:
    """Fleiss' kappa of many raters (1971).

    `counts` has shape (items, categories): how many raters put the item there; each item has the
    same number of raters, at least two. Raises `TooLittle` otherwise.
    """
    table = np.asarray(counts, dtype=float)
    raters = table.sum(axis=1)
    if not len(raters) or raters[0] < 2 or (raters != raters[0]).any():
        raise too_little("kappa", "Fleiss' kappa needs the same two or more raters on every item.")
    m = raters[0]
    observed = float(((table**2).sum(axis=1) - m).mean() / (m * (m - 1)))
    expected = float((_shares(table.sum(axis=0)) ** 2).sum())
    if expected == 1:
        raise too_little("kappa", "Only one answer was ever given, so chance cannot be told apart.")
    return (observed - expected) / (1 - expected)


def gwet_ac1(counts: ArrayLike) -> tuple[float, float]:
    """Gwet's AC1 and its standard error over items (2008); to compare with published tables only.

    `counts` as in `fleiss_kappa`, but the number of raters may differ. It is never shown: on skewed
    answers it is high where two raters often disagree. Raises `TooLittle` without one item that two
    rated, and for a single category.
    """
    table = np.asarray(counts, dtype=float)
    raters = table.sum(axis=1)
    table, raters = table[raters > 0], raters[raters > 0]
    pairs, categories = raters >= 2, table.shape[1]
    if not pairs.any() or categories < 2:
        raise too_little("agreement", "No item was rated by two people on two categories.")
    n, shares = len(table), table / raters[:, None]
    used = shares.mean(axis=0)
    chance = float((used * (1 - used)).sum() / (categories - 1))
    agreed = (table * (table - 1)).sum(axis=1)[pairs] / (raters * (raters - 1))[pairs]
    ac1 = (float(agreed.mean()) - chance) / (1 - chance)
    each = np.zeros(n)
    each[pairs] = n / pairs.sum() * (agreed - chance) / (1 - chance)
    own_chance = (shares * (1 - used)).sum(axis=1) / (categories - 1)
    each -= 2 * (1 - ac1) * (own_chance - chance) / (1 - chance)
    error = sqrt(float(((each - ac1) ** 2).sum()) / (n * (n - 1))) if n > 1 else float("inf")
    return ac1, error


def _shares(counts: ArrayLike) -> Matrix:
    table: Any = np.asarray(counts, dtype=float)
    if table.sum() <= 0:
        raise too_little("kappa", "The table is empty.")
    shares: Matrix = table / table.sum()
    return shares
