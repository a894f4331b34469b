"""The six intraclass correlations of Shrout and Fleiss (Psychological Bulletin 86, 1979)."""

from typing import Literal

import numpy as np

from trellis.stats.beta import f_quantile
from trellis.stats.estimates import Estimate, Ratings, as_ratings, too_little

Form = Literal["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]


def icc(ratings: Ratings, *, confidence: float = 0.95) -> dict[Form, Estimate]:
    """Each form with its F interval. Ratings of shape (raters, items), none missing.

    "1": every item has raters of its own; "2": the same raters, a sample of all raters;
    "3": the same raters, and only they matter. "1" one rater, "k" the mean of all.
    Raises `TooLittle` for fewer than two raters or items, for missing ratings, and when every
    rating is the same: then nothing varies that could be told apart.
    """
    found = as_ratings(ratings)
    raters, items = found.shape
    if items < 2:
        raise too_little("icc", f"{raters} raters on one item: nothing there varies between items.")
    if not np.isfinite(found).all():
        raise too_little("icc", "A rating is missing, and this figure needs every one.")
    if np.ptp(found) == 0:
        raise too_little("icc", "Everybody gave the same rating to everything.")
    return _forms(_Squares(found), 1 - (1 - confidence) / 2)


class _Squares:
    """Mean squares of a table: between items, between raters, within items, and what is left."""

    def __init__(self, found: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
        self.k, self.n = found.shape
        k, n = self.k, self.n
        grand = found.mean()
        items = k * float(((found.mean(axis=0) - grand) ** 2).sum())
        raters = n * float(((found.mean(axis=1) - grand) ** 2).sum())
        total = float(((found - grand) ** 2).sum())
        self.items = items / (n - 1)
        self.raters = raters / (k - 1)
        self.within = (total - items) / (n * (k - 1))
        self.error = max(0.0, total - items - raters) / ((n - 1) * (k - 1))


def _forms(ms: _Squares, q: float) -> dict[Form, Estimate]:
    n, k = ms.n, ms.k
    one = _from_f(_ratio(ms.items, ms.within), n - 1, n * (k - 1), k, q)
    three = _from_f(_ratio(ms.items, ms.error), n - 1, (n - 1) * (k - 1), k, q)
    two = _second(ms, q)
    return {
        "1,1": one,
        "2,1": two,
        "3,1": three,
        "1,k": _of_mean(one, k),
        "2,k": _of_mean(two, k),
        "3,k": _of_mean(three, k),
    }


def _from_f(f: float, d1: int, d2: int, k: int, q: float) -> Estimate:
    """Forms 1 and 3: (F - 1) / (F + k - 1), and the same of F's limits."""
    low, high = f / f_quantile(q, d1, d2), f * f_quantile(q, d2, d1)
    return Estimate(*((x - 1) / (x + k - 1) if x != np.inf else 1.0 for x in (f, low, high)))


def _second(ms: _Squares, q: float) -> Estimate:
    """Form 2; its interval has approximate degrees of freedom."""
    n, k, b, j, e = ms.n, ms.k, ms.items, ms.raters, ms.error
    total = b + (k - 1) * e + k * (j - e) / n
    if total <= 0:
        raise too_little("icc", "Neither raters nor items differ, only their combinations do.")
    if e == 0 and j == 0:
        return Estimate(1.0, 1.0, 1.0)
    rho = (b - e) / total
    v = _freedom(ms, rho)
    upper, lower = f_quantile(q, n - 1, v), f_quantile(q, v, n - 1)
    rest = k * j + (k * n - k - n) * e
    low = n * (b - upper * e) / (upper * rest + n * b)
    high = n * (lower * b - e) / (rest + n * lower * b)
    return Estimate(rho, low, high)


def _freedom(ms: _Squares, rho: float) -> float:
    """Satterthwaite's degrees of freedom (p. 424), multiplied through by the error's square.

    At least k - 1, as they are whenever the correlation is not negative.
    """
    n, k = ms.n, ms.k
    raters = k * rho * ms.raters
    rest = (n * (1 + (k - 1) * rho) - k * rho) * ms.error
    below = (n - 1) * raters**2 + rest**2
    found = (k - 1) * (n - 1) * (raters + rest) ** 2 / below if below > 0 else 0.0
    return max(found, float(k - 1))


def _of_mean(one: Estimate, k: int) -> Estimate:
    """The mean of k raters, from one rater (Spearman and Brown)."""
    return Estimate(*(_stepped(x, k) for x in (one.value, one.low, one.high)))


def _stepped(x: float, k: int) -> float:
    scale = 1 + (k - 1) * x
    return k * x / scale if scale > 0 else -np.inf


def _ratio(top: float, bottom: float) -> float:
    return top / bottom if bottom > 0 else np.inf
