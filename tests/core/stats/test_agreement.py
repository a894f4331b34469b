"""What agreement means, whatever the ratings are."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trellis.stats import CANNOT_TELL, TooLittle, icc, krippendorff_alpha, pairwise, shrink
from trellis.stats.agreement import disjoint_pairs, pairwise_interval
from trellis.stats.alpha import Metric, alpha_interval

GAP = float("nan")
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")
answers = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, None, CANNOT_TELL])


@st.composite
def tables(draw: Any, answer: Any = answers, least: int = 2) -> Any:
    raters, items = draw(st.integers(2, 6)), draw(st.integers(least, 6))
    row = st.lists(answer, min_size=items, max_size=items)
    return np.array(draw(st.lists(row, min_size=raters, max_size=raters)), dtype=float)


def all_figures(table: Any) -> list[float]:
    """Every figure that the table has, NaN where it has none."""
    asked = [partial(pairwise, table), partial(pairwise, table, within=1)]
    asked += [partial(krippendorff_alpha, table, metric=metric) for metric in METRICS]
    figures = []
    for each in asked:
        try:
            figures.append(each())
        except TooLittle:
            figures.append(float("nan"))
    return figures


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_raters_and_items_changes_nothing(table: Any, random: Any) -> None:
    raters, items = list(range(len(table))), list(range(table.shape[1]))
    random.shuffle(raters)
    random.shuffle(items)
    shuffled = table[raters][:, items]
    assert all_figures(shuffled) == pytest.approx(all_figures(table), nan_ok=True)


@given(tables(answer=st.integers(1, 5).map(float)), st.randoms(use_true_random=False))
def test_the_order_of_raters_and_items_changes_no_correlation(table: Any, random: Any) -> None:
    assume(np.ptp(table.mean(axis=0)) > 0)
    raters = list(range(len(table)))
    random.shuffle(raters)
    for form, found in icc(table[raters]).items():
        before = icc(table)[form]
        assert (found.value, found.low) == pytest.approx((before.value, before.low))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=6), st.integers(2, 6))
def test_perfect_agreement_is_one_in_every_figure(row: list[int], raters: int) -> None:
    assume(len(set(row)) > 1)
    table = [row] * raters
    assert all_figures(table) == pytest.approx([1] * 6)
    assert [each.value for each in icc(table).values()] == pytest.approx([1] * 6)


@given(tables())
def test_within_one_is_never_rarer_than_exact(table: Any) -> None:
    exact, near = all_figures(table)[:2]
    assert np.isnan(exact) or exact <= near


def test_cannot_tell_agrees_with_nothing_not_even_with_itself() -> None:
    assert pairwise([[CANNOT_TELL, 4.0], [CANNOT_TELL, 4.0]]) == 0.5
    assert pairwise([[CANNOT_TELL], [3.0]], within=4) == 0.0


def test_cannot_tell_is_no_number_in_alpha() -> None:
    ratings = [[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 4.0, 4.0]]
    silent = [[*ratings[0], CANNOT_TELL], [*ratings[1], 3]]
    assert krippendorff_alpha(silent) == krippendorff_alpha(ratings)


def test_who_was_not_asked_forms_no_pair() -> None:
    assert pairwise([[1.0, GAP], [1.0, 2.0], [GAP, 3.0]]) == 0.5


def test_one_rater_tells_nothing_and_the_refusal_says_so() -> None:
    with pytest.raises(TooLittle, match="1 rater on 2 items tells nothing about agreement"):
        pairwise([[1, 2]])
    with pytest.raises(TooLittle, match="1 rater on 2 items tells nothing about agreement"):
        krippendorff_alpha([[1, 2]])


def test_what_a_correlation_cannot_answer_is_refused_with_the_reason() -> None:
    with pytest.raises(TooLittle, match="3 raters on one item"):
        icc([[1], [2], [3]])
    with pytest.raises(TooLittle, match="A rating is missing"):
        icc([[1.0, GAP], [2.0, 3.0]])
    with pytest.raises(TooLittle, match="the same rating to everything"):
        icc([[3, 3], [3, 3]])


def test_alpha_of_ratings_that_never_vary_is_refused() -> None:
    with pytest.raises(TooLittle, match="Nothing varies"):
        krippendorff_alpha([[3, 3], [3, 3]])


@given(tables())
def test_an_interval_holds_its_value_and_is_the_same_from_the_same_seed(table: Any) -> None:
    for interval in (pairwise_interval, alpha_interval):
        try:
            found = interval(table, draws=100, seed=3)
        except TooLittle:
            continue
        assert found.low <= found.value <= found.high
        assert interval(table, draws=100, seed=3) == found


def test_unanimous_pairs_do_not_make_an_interval_of_no_width() -> None:
    found = pairwise_interval([[4, 2], [4, 2]])
    assert found.value == found.high == 1
    assert found.low == pytest.approx(0.025**0.5)


def test_disjoint_pairs_share_no_answer() -> None:
    assert disjoint_pairs([[1.0, 1.0, GAP], [1.0, 2.0, 3.0], [1.0, GAP, GAP]]) == 2


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40)), min_size=1, max_size=8))
def test_shrinking_draws_each_statement_towards_the_mean(pairs: list[tuple[float, int]]) -> None:
    shares, trials = zip(*pairs, strict=True)
    mean = sum(s * n for s, n in pairs) / sum(trials)
    for raw, found in zip(shares, shrink(shares, trials), strict=True):
        assert min(raw, mean, 0.99) - 1e-9 <= found.value <= max(raw, mean, 0.01) + 1e-9
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_fewer_trials_are_shrunk_further() -> None:
    few, many, *_ = shrink([0.9, 0.9, 0.3, 0.4, 0.8], [4, 40, 40, 40, 40])
    assert few.value < many.value < 0.9
    assert few.high - few.low > many.high - many.low
