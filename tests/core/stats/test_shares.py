"""Shares and their intervals."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis.stats import (
    TooLittle,
    binomial_test,
    clopper_pearson,
    jeffreys,
    share,
    share_of_posteriors,
    wilson,
)
from trellis.stats.beta import beta_cdf, beta_quantile, f_quantile

counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.01, 0.99))
def test_the_incomplete_beta_is_the_binomial_sum(a: int, b: int, x: float) -> None:
    n = a + b - 1
    summed = math.fsum(math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))
    assert beta_cdf(x, a, b) == pytest.approx(summed, abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0.5, 200), st.floats(0.5, 200))
def test_a_quantile_leads_back_to_its_chance(q: float, a: float, b: float) -> None:
    assert beta_cdf(beta_quantile(q, a, b), a, b) == pytest.approx(q, abs=1e-6)


def test_tabled_quantiles_of_f() -> None:
    assert f_quantile(0.95, 5, 15) == pytest.approx(2.901, abs=5e-4)
    assert f_quantile(0.975, 10, 10) == pytest.approx(3.717, abs=5e-4)


@given(counts)
def test_one_sided_tests_share_only_the_count_itself(pair: tuple[int, int]) -> None:
    k, n = pair
    both = binomial_test(k, n, side="greater") + binomial_test(k, n, side="less")
    assert both == pytest.approx(1 + math.comb(n, k) / 2**n)


def test_the_two_sided_test_against_one_half_is_twice_the_one_sided() -> None:
    assert binomial_test(7, 8) == pytest.approx(2 * binomial_test(7, 8, side="greater"))
    assert binomial_test(4, 8) == pytest.approx(1)


@given(counts)
def test_intervals_hold_the_share_and_mirror_each_other(pair: tuple[int, int]) -> None:
    k, n = pair
    for interval in (wilson, clopper_pearson, jeffreys):
        found, other = interval(k, n), interval(n - k, n)
        assert 0 <= found.low <= k / n <= found.high <= 1
        assert (found.low, found.high) == pytest.approx((1 - other.high, 1 - other.low))


def test_wilsons_published_example() -> None:
    """Newcombe 1998, table I: 81 of 263."""
    found = wilson(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson, jeffreys, share])
def test_a_share_of_nobody_is_refused(interval: object) -> None:
    with pytest.raises(TooLittle, match="A share of nobody says nothing"):
        interval(0, 0)  # type: ignore[operator]


def test_two_of_forty_is_between_one_and_thirteen_per_cent() -> None:
    found = share(2, 40)
    assert (round(100 * found.low), round(100 * found.high)) == (1, 13)
    assert not found.is_aspirational


def test_hardly_anybody_of_many_is_aspirational() -> None:
    assert share(1, 100).is_aspirational


def test_certain_people_give_the_interval_of_a_plain_share() -> None:
    found, plain = share_of_posteriors([1.0] * 2 + [0.0] * 38, draws=20_000), share(2, 40)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=0.005)


def test_people_who_are_all_alike_still_leave_a_doubt() -> None:
    found = share_of_posteriors([0.0] * 12)
    assert found.value == 0 < found.high
    assert share_of_posteriors([0.0] * 12) == found
