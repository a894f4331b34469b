"""What every statistic answers with, and how it refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trellis.findings import BadInput, Finding, Severity

Matrix = NDArray[np.float64]
Ratings = ArrayLike | Sequence[Sequence[float | None]]
"""One row per rater, one column per item; None and NaN were not given."""


class TooLittle(BadInput):
    """The data cannot answer the question; the sentence says what is there and what is missing."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the interval in which the truth may well lie (95 % unless said otherwise)."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """For storing."""
        return {"value": self.value, "low": self.low, "high": self.high}


def as_ratings(ratings: Ratings) -> Matrix:
    """Ratings as floats, shape (raters, items); None and NaN are missing.

    Raises `TooLittle` for another shape, and for fewer than two raters or no item.
    """
    found: Matrix = np.asarray(ratings, dtype=np.float64)
    if found.ndim != 2:
        raise too_little("ratings", "Ratings are a table: one row per rater, one column per item.")
    raters, items = found.shape
    if raters < 2 or items < 1:
        raise too_little(
            "ratings",
            f"{raters} {'rater' if raters == 1 else 'raters'} on "
            f"{items} {'item' if items == 1 else 'items'} tells nothing about agreement.",
        )
    return found


def too_little(subject: str, sentence: str, remedy: str = "") -> TooLittle:
    """The refusal, with what would help."""
    hint = remedy or "Let more people answer, each without seeing the others."
    return TooLittle(Finding("too-little-data", Severity.ERROR, subject, sentence, hint))
