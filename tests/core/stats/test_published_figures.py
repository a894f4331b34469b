"""Our figures are the published ones, to the digits that were printed and beyond."""

from typing import Any

import numpy as np
import pytest

from trellis.stats import binomial_test, cohen_kappa, fleiss_kappa, gwet_ac1, icc
from trellis.stats.alpha import Metric, krippendorff_alpha


@pytest.mark.parametrize(
    ("metric", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_krippendorffs_example_of_four_observers(
    vectors: dict[str, Any], metric: Metric, published: float
) -> None:
    example = vectors["krippendorff2011"]
    alpha = krippendorff_alpha(example["data"], metric=metric)
    assert round(alpha, 3) == published
    assert alpha == pytest.approx(example["computed"][metric], abs=1e-12)


@pytest.mark.parametrize("metric", ["nominal", "interval"])
def test_krippendorffs_example_of_three_coders(vectors: dict[str, Any], metric: Metric) -> None:
    example = vectors["krippendorff_3coders"]
    alpha = krippendorff_alpha(example["data"], metric=metric)
    assert round(alpha, 3) == example["published"][metric]


def test_fleiss_1971_and_the_textbook_example_of_fourteen_raters(vectors: dict[str, Any]) -> None:
    assert round(fleiss_kappa(vectors["fleiss1971"]["counts"]), 3) == 0.430
    assert round(fleiss_kappa(vectors["fleiss_10x14"]["counts"]), 2) == 0.21


@pytest.mark.parametrize(
    ("form", "published"),
    [("1,1", 0.17), ("2,1", 0.29), ("3,1", 0.71), ("1,k", 0.44), ("2,k", 0.62), ("3,k", 0.91)],
)
def test_shrout_and_fleiss_with_their_intervals(
    vectors: dict[str, Any], form: Any, published: float
) -> None:
    example = vectors["shrout_fleiss1979"]
    found = icc(np.transpose(example["data"]))[form]
    assert round(found.value, 2) == published
    assert (found.low, found.high) == pytest.approx(example["ci"][form], abs=1e-9)


def test_cohen_1968_with_and_without_his_weights(vectors: dict[str, Any]) -> None:
    example = vectors["cohen1968"]
    weights = example["disagreement_weights"]
    assert round(cohen_kappa(example["p"]), 3) == 0.492
    assert round(cohen_kappa(example["p"], disagreement=weights), 3) == 0.348


def test_kappa_falls_on_skewed_answers_as_feinstein_and_cicchetti_warn(
    vectors: dict[str, Any],
) -> None:
    tables = vectors["feinstein_cicchetti1990"]["tables"]
    assert round(cohen_kappa(tables["balanced"]), 2) == 0.70
    assert round(cohen_kappa(tables["unbalanced"]), 2) == 0.32
    assert round(cohen_kappa(vectors["fleiss1981"]["table"]), 2) == 0.68


def test_gwets_first_coefficient_and_its_error(vectors: dict[str, Any]) -> None:
    ratings = np.array(vectors["krippendorff2011"]["data"], dtype=float)
    counts = np.array([(ratings == value).sum(axis=0) for value in range(1, 6)]).T
    assert gwet_ac1(counts) == pytest.approx((0.77544, 0.14295), abs=5e-6)


def test_seven_of_eight_and_eight_of_ten_against_one_half() -> None:
    assert round(binomial_test(7, 8, side="greater"), 3) == 0.035
    assert round(binomial_test(8, 10, side="greater"), 3) == 0.055
