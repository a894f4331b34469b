"""The beta distribution, and from it F: what other libraries take from SciPy."""

from math import exp, inf, lgamma, log, log1p

_TINY = 1e-300
_STEPS = 500
_HALVINGS = 50


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a, b > 0.

    Source: the continued fraction of NIST DLMF 8.17.22, evaluated by Lentz's method on the side
    of the mean where it converges fast.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_cdf(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(x, a, b)


def beta_quantile(q: float, a: float, b: float) -> float:
    """The x in 0 to 1 with `beta_cdf(x, a, b)` = q, by halving; off by less than 1e-15."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_cdf(middle, a, b) < q else (low, middle)
    return (low + high) / 2


def f_quantile(q: float, d1: float, d2: float) -> float:
    """The quantile of F with d1 and d2 degrees of freedom, by its relation to the beta."""
    x = beta_quantile(q, d1 / 2, d2 / 2)
    return d2 * x / (d1 * (1 - x)) if x < 1 else inf


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, _away_from_zero(1 - (a + b) * x / (a + 1))
    d = 1 / d
    result = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            result *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return result


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
