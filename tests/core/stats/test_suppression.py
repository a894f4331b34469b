"""No figure about fewer than five, not even as a difference."""

from hypothesis import given
from hypothesis import strategies as st

from trellis.stats.suppression import SMALLEST, too_small

sizes = st.lists(st.integers(0, 12), max_size=8)


def test_a_group_of_three_is_hidden_with_the_next_smallest() -> None:
    assert too_small([3, 9, 6]) == {0, 2}


def test_two_small_groups_that_are_fewer_than_five_together_take_a_third_with_them() -> None:
    assert too_small([1, 2, 7, 6]) == {0, 1, 3}


def test_large_groups_and_empty_ones_hide_nothing() -> None:
    assert too_small([5, 0, 8]) == frozenset()


@given(sizes)
def test_nothing_shown_is_small_and_the_rest_is_nothing_or_two_groups_of_five(
    counts: list[int],
) -> None:
    hidden = too_small(counts)
    shown = [n for i, n in enumerate(counts) if i not in hidden and n]
    rest = [counts[i] for i in hidden]
    assert all(n >= SMALLEST for n in shown)
    assert not rest or not shown or (len(rest) > 1 and sum(rest) >= SMALLEST)
