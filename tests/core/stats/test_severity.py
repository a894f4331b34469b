"""The difference between the people of one rater and those of others."""

import random

import pytest

from trellis.stats.estimates import TooLittle
from trellis.stats.severity import difference


def test_welch_s_interval_as_published() -> None:
    """The sleep data of Student (1908), as R's `t.test` answers: -3.365 to 0.205, by Welch."""
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = difference(first, second)
    assert found.value == pytest.approx(-1.58)
    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832), abs=1e-6)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = random.Random(5)
    hits = 0
    for _ in range(400):
        mine = [rng.gauss(3.5, 0.5) for _ in range(8)]
        others = [rng.gauss(3.0, 0.8) for _ in range(30)]
        found = difference(mine, others)
        hits += found.low <= 0.5 <= found.high
    assert 0.92 <= hits / 400 <= 0.98


def test_turning_the_sides_round_turns_the_difference_round() -> None:
    one, other = [3.0, 3.5, 4.0], [2.0, 3.0]
    there, back = difference(one, other), difference(other, one)
    assert (there.value, there.low, there.high) == pytest.approx(
        (-back.value, -back.high, -back.low)
    )


@pytest.mark.parametrize(
    ("mine", "others"), [([3.0], [2.0, 3.0]), ([3.0, 3.1], [2.0]), ([3.0, 3.0], [2.0, 2.0])]
)
def test_too_few_people_say_nothing(mine: list[float], others: list[float]) -> None:
    with pytest.raises(TooLittle):
        difference(mine, others)
