"""From answers to figures: what is said, what is kept back, and in which words."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.reviews.factories import document
from trellis.framework.load import load
from trellis.framework.resolve import resolve
from trellis.stats import CANNOT_TELL, Estimate
from trellis_web.validation.rules import (
    Figures,
    agreement_words,
    figures,
    lacking,
    ranked,
    share_words,
    tally,
    verdict,
)
from trellis_web.validation.rules.figures import as_table
from trellis_web.validation.rules.order import Neighbours, neighbours

ALIKE = np.tile(np.array([1.0, 2, 3, 4, 5]), (8, 1))
MIXED = as_table([[(value + n) % 5 + 1 for value in range(1, 6)] for n in range(8)])


def near(*levels: str) -> list[Neighbours]:
    return neighbours(resolve(load(document().encode(), "x")), levels)


def test_the_sentence_on_which_readers_agree_least_comes_first() -> None:
    found = figures({"good": ALIKE, "poor": MIXED})
    assert ranked(found) == ["poor", "good"]
    assert found["good"].exact.value == 1
    assert found["poor"].agreement.value > found["poor"].exact.value  # drawn to the mean
    assert (verdict(found["good"]), verdict(found["poor"])) == ("above", "below")


def test_figures_survive_storing() -> None:
    (found,) = figures({"good": ALIKE}).values()
    assert Figures.read(found.as_dict()) == found
    assert found.icc_one is not None
    assert found.alpha is not None
    assert found.icc_one.value == found.alpha.value == 1


scores = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, CANNOT_TELL, float("nan")])


@given(st.lists(st.lists(scores, min_size=4, max_size=4), min_size=3, max_size=8))
def test_whatever_is_answered_the_figures_are_numbers_that_can_be_stored(
    rows: list[list[float]],
) -> None:
    for found in figures({"one": as_table(rows)}).values():
        json.dumps(found.as_dict(), allow_nan=False)
        assert found.exact.low <= found.exact.value <= found.exact.high
        assert found.agreement.low <= found.agreement.value <= found.agreement.high


def test_two_people_give_no_figure_as_it_would_show_what_one_said() -> None:
    assert figures({"good": ALIKE[:2]}) == {}


def test_three_people_on_two_descriptions_tell_nothing_and_it_says_so() -> None:
    (found,) = figures({"good": ALIKE[:3, :2]}).values()
    assert verdict(found) == "small"
    assert agreement_words(found).startswith("3 readers on 2 descriptions tells nothing.")


def test_cannot_tell_lowers_agreement_and_is_no_middle_rating() -> None:
    silent = ALIKE.copy()
    silent[:, 0] = CANNOT_TELL
    (found,) = figures({"one": silent}).values()
    assert found.exact.value == pytest.approx(0.8)
    assert found.cannot_tell == pytest.approx(0.2)
    assert found.alpha is not None
    assert found.alpha.value == 1
    assert found.icc_one is not None


def test_who_answered_nothing_is_not_counted_as_a_reader() -> None:
    table = np.vstack([ALIKE[:5], np.full((2, 5), np.nan)])
    (found,) = figures({"one": table}).values()
    assert (found.raters, found.items) == (5, 5)


def test_figures_that_do_not_exist_are_none() -> None:
    (found,) = figures({"same": np.full((5, 5), 3.0)}).values()
    assert found.exact.value == 1
    assert found.alpha is found.icc_one is found.icc_mean is None


def test_a_share_in_words_is_out_of_ten_with_its_interval() -> None:
    assert share_words(Estimate(0.91, 0.74, 0.98)) == "9 times in 10 (between 7 and 10)"


def test_neighbours_are_those_of_the_rated_levels_with_sentences_of_their_own() -> None:
    assert [(pair.below, pair.above) for pair in near("L1")] == [("L1", "L2")]
    assert [(pair.below, pair.above) for pair in near("L2")] == [("L1", "L2"), ("L2", "L3")]
    assert set(near("L1")[0].levels.values()) == {"L1", "L2"}


def test_every_reader_has_an_order_of_their_own_which_stays() -> None:
    (pair,) = near("L1")
    orders = [[each.id for each in pair.shuffled(reader)] for reader in range(20)]
    assert len({tuple(each) for each in orders}) > 5
    assert orders[3] == [each.id for each in pair.shuffled(3)]
    assert all(sorted(each) == sorted(pair.sentences) for each in orders)


def test_sorting_counts_sentences_by_most_readers_with_an_exact_test() -> None:
    (pair,) = near("L1")
    right = dict(pair.levels)
    wrong = {name: "L2" if level == "L1" else "L1" for name, level in right.items()}
    found = tally(pair, [right, right, wrong])
    assert found is not None
    assert (found.right, found.of, found.readers) == (6, 6, 3)
    assert found.p == pytest.approx(1 / 64)
    assert (found.below_kept, found.below_moved) == (6, 3)
    assert (found.above_kept, found.above_moved) == (6, 3)
    assert type(found).read(found.as_dict()) == found


def test_a_tie_counts_for_neither_side() -> None:
    (pair,) = near("L1")
    right = dict(pair.levels)
    wrong = {name: "L2" if level == "L1" else "L1" for name, level in right.items()}
    assert tally(pair, [right, wrong]) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"panelists": 1}, "Invite at least two people"),
        ({"vignettes": 0}, "Add at least one description"),
        ({"unknown": ["L9"]}, "The draft has no level “L9” any more"),
        ({"lonely": ["Maya"]}, "Fewer than two panelists lead Maya"),
    ],
)
def test_what_a_panel_lacks_is_said_in_a_sentence(fields: dict[str, Any], words: str) -> None:
    enough: dict[str, Any] = {"panelists": 8, "vignettes": 5, "unknown": [], "lonely": []}
    assert lacking(**enough) == []
    (sentence,) = lacking(**enough | fields)
    assert sentence.startswith(words)
