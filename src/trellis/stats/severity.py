"""How far the people of one rater are rated from those of others: a question, never a verdict.

With one rater for each person, a severe rater and a weak team cannot be told apart.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, variance

from trellis.stats.beta import f_quantile
from trellis.stats.estimates import Estimate, too_little

FEWEST = 2
"""People on each side, without which nothing is known of how much they differ anyhow."""


def difference(
    mine: Sequence[float], others: Sequence[float], *, confidence: float = 0.95
) -> Estimate:
    """Mean of `mine` minus mean of `others`, one value for each person, with Welch's interval.

    Source: Welch (Biometrika 34, 1947); degrees of freedom by Satterthwaite (Biometrics 2, 1946);
    the quantile of t is the root of that of F with 1 degree of freedom. Raises `TooLittle` for
    fewer than two people on a side, and when nobody differs from anybody on their side.
    """
    if min(len(mine), len(others)) < FEWEST:
        raise too_little(
            "difference",
            f"{len(mine)} against {len(others)} people tells nothing about a difference.",
            "Compare at least two people on each side.",
        )
    a, b = variance(mine) / len(mine), variance(others) / len(others)
    if a + b == 0:
        raise too_little("difference", "Everybody on a side has the same value.")
    freedom = (a + b) ** 2 / (a**2 / (len(mine) - 1) + b**2 / (len(others) - 1))
    reach = sqrt(f_quantile(confidence, 1, freedom) * (a + b))
    value = fmean(mine) - fmean(others)
    return Estimate(value, value - reach, value + reach)
