"""So many of so many: exact tests, and intervals of a share."""

from math import exp, fsum, lgamma, log, log1p, sqrt
from statistics import NormalDist
from typing import Literal

from trellis.stats.beta import beta_quantile
from trellis.stats.estimates import Estimate, too_little

Side = Literal["two-sided", "greater", "less"]


def binomial_test(k: int, n: int, *, p: float = 0.5, side: Side = "two-sided") -> float:
    """The chance of a count as extreme as `k` of `n` when each has the chance `p` (0 < p < 1).

    "greater" asks for k or more, "less" for k or fewer; "two-sided" adds every count that is no
    likelier than k (the usual exact test). 7 of 8 against one half, greater: .035. Raises
    `TooLittle` for no trials.
    """
    _check(k, n)
    chances = [_chance(each, n, p) for each in range(n + 1)]
    if side == "greater":
        return min(1.0, fsum(chances[k:]))
    if side == "less":
        return min(1.0, fsum(chances[: k + 1]))
    limit = chances[k] * (1 + 1e-9)  # counts that are equally likely differ by rounding
    return min(1.0, fsum(each for each in chances if each <= limit))


def wilson(k: int, n: int, *, confidence: float = 0.95) -> Estimate:
    """The share k of n with Wilson's score interval (1927). Raises `TooLittle` for no trials."""
    _check(k, n)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, scale = k / n, 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z / scale * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if k == 0 else middle - half
    return Estimate(share, low, 1.0 if k == n else middle + half)


def clopper_pearson(k: int, n: int, *, confidence: float = 0.95) -> Estimate:
    """The share k of n with the exact interval (1934): it covers at least as often as it says."""
    _check(k, n)
    tail = (1 - confidence) / 2
    low = 0.0 if k == 0 else beta_quantile(tail, k, n - k + 1)
    high = 1.0 if k == n else beta_quantile(1 - tail, k + 1, n - k)
    return Estimate(k / n, low, high)


def jeffreys(k: int, n: int, *, confidence: float = 0.95) -> Estimate:
    """The share k of n with the beta interval of Jeffreys' prior (Brown, Cai, DasGupta 2001)."""
    _check(k, n)
    tail = (1 - confidence) / 2
    low = 0.0 if k == 0 else beta_quantile(tail, k + 0.5, n - k + 0.5)
    high = 1.0 if k == n else beta_quantile(1 - tail, k + 0.5, n - k + 0.5)
    return Estimate(k / n, low, high)


def _chance(k: int, n: int, p: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log1p(-p))


def _check(k: int, n: int) -> None:
    if n < 1:
        raise too_little("share", "A share of nobody says nothing.")
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share.")
