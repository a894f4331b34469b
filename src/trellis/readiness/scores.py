"""The scores of one review as counts, before any threshold is applied to them."""

from collections.abc import Iterable
from dataclasses import dataclass

SCORES = (1, 2, 3, 4, 5)
COVERAGE_PERCENT = 70
"""An average needs at least this share of the expected competencies rated."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How many of the `expected` competencies have each score; the rest is "not enough seen"."""

    expected: int
    at: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @classmethod
    def of(cls, scores: Iterable[int | None]) -> "Scores":
        """Count the scores of the expected competencies; None is "not enough seen"."""
        given = list(scores)
        ones, twos, threes, fours, fives = (given.count(score) for score in SCORES)
        return cls(len(given), (ones, twos, threes, fours, fives))

    @property
    def rated(self) -> int:
        """How many are rated at all."""
        return sum(self.at)

    @property
    def total(self) -> int:
        """The sum of the scores."""
        return sum(score * n for score, n in zip(SCORES, self.at, strict=True))

    @property
    def lowest(self) -> int | None:
        """The lowest score; None when nothing is rated."""
        return next((score for score, n in zip(SCORES, self.at, strict=True) if n), None)

    @property
    def is_covered(self) -> bool:
        """True when enough of the expected competencies are rated to speak of an average."""
        return self.rated > 0 and self.rated * 100 >= COVERAGE_PERCENT * self.expected

    def below(self, score: int) -> int:
        """How many are rated below a score."""
        return sum(self.at[: score - 1])

    def reaching(self, score: int) -> int:
        """How many are rated at or above a score."""
        return sum(self.at[score - 1 :])
