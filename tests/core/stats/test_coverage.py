"""Simulated panels: an interval holds the truth about as often as it says.

The designs are those of the design's own simulation; `make soak` repeats them more often.
"""

from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
from hypothesis import settings

from trellis.stats import icc, pairwise, share, share_of_posteriors
from trellis.stats.agreement import pairwise_interval

Panels = Callable[..., list[Any]]
GATE = 0.70


def truth(panels: Panels, noise: float) -> float:
    """Agreement of two raters drawn at random, from pairs that share neither rater nor item."""
    many = panels(2, 100, noise=noise, seed=99)
    return float(np.mean([pairwise(each) for each in many]))


def passing(panels: Panels, raters: int, noise: float) -> float:
    """The share of panels on 5 vignettes in which the statement reaches the gate."""
    return float(np.mean([pairwise(p) >= GATE for p in panels(raters, 5, noise=noise, seed=7)]))


def test_the_two_way_bootstrap_holds_the_agreement_of_all_raters(panels: Panels) -> None:
    for noise in (0.3, 0.7):
        real = truth(panels, noise)
        found = [pairwise_interval(p, draws=300) for p in panels(8, 5, noise=noise, seed=1)]
        covered = np.mean([each.low <= real <= each.high for each in found])
        assert 0.88 <= covered <= 1, f"noise {noise}: {covered:.2f}"


def test_the_f_interval_holds_the_correlation_of_all_raters(panels: Panels) -> None:
    noise = 0.7
    real = 1 / (1 + noise**2 + noise**2 / 4)
    found = [icc(p)["2,1"] for p in panels(8, 12, noise=noise, seed=2, is_rounded=False)]
    covered = np.mean([each.low <= real <= each.high for each in found])
    assert 0.90 <= covered <= 0.995, f"{covered:.2f}"


def test_eight_raters_tell_good_from_poor_statements_and_two_do_so_less(panels: Panels) -> None:
    good, poor = 0.15, 0.65
    assert truth(panels, poor) < GATE < truth(panels, good)
    assert passing(panels, 8, good) >= 0.85
    assert passing(panels, 8, poor) <= 0.15
    assert passing(panels, 2, poor) > passing(panels, 8, poor)


def test_the_share_of_people_is_held_nine_times_in_ten() -> None:
    """Counted, not simulated: every count of 40 people, weighed with its chance."""
    found = [share(k, 40) for k in range(41)]
    covered = [
        sum(
            comb(40, k) * p**k * (1 - p) ** (40 - k)
            for k in range(41)
            if found[k].low <= p <= found[k].high
        )
        for p in np.linspace(0.02, 0.5, 97)
    ]
    assert 0.87 <= np.mean(covered) <= 0.95, f"{np.mean(covered):.3f}"


def test_the_mean_of_posteriors_is_held_nine_times_in_ten() -> None:
    chance = np.random.default_rng(6)
    people = chance.beta(0.6, 2.4, size=(4 * settings.default.max_examples, 40))  # type: ignore[union-attr]
    found = [share_of_posteriors(each, draws=400) for each in people]
    covered = np.mean([each.low <= 0.2 <= each.high for each in found])
    assert 0.85 <= covered <= 0.97, f"{covered:.2f}"
