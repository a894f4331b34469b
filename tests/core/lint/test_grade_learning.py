"""How the weights of the grade are learned, and that what is said of them holds."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

from bench.lint.data import (
    Labelled,
    added,
    clear_cut,
    published,
    published_more,
    split,
    written,
)
from bench.lint.fit import design, fit
from bench.lint.measure import Flags, figure, kappa, precision, recall
from bench.lint.readme import README, with_figures
from bench.lint.train import FILE, digest, flags, learn, to_learn_from
from trellis.lint.grade import Model, model_for

AGAIN = "Run `python -m bench.lint --write`."
FEWER_STEPS = 20


@cache
def held_out(which: str) -> list[Labelled]:
    return split(published() if which == "published" else written())[1]


@cache
def shipped() -> dict[str, Any]:
    about: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return about


def truth(rows: list[Labelled], labeller: int = 0) -> Flags:
    return np.array([row.labels[labeller] == "v" for row in rows])


def test_the_weights_belong_to_the_sentences_and_features_of_today() -> None:
    assert digest(to_learn_from()) == shipped()["digest"], AGAIN


def test_learning_twice_gives_the_same_weights() -> None:
    rows = to_learn_from()[::8]
    once, twice = learn(rows, FEWER_STEPS), learn(rows, FEWER_STEPS)
    assert (once.start, once.weights) == (twice.start, twice.weights)
    assert once.weights != learn(rows[1:], FEWER_STEPS).weights


def test_the_published_figures_are_those_of_the_weights() -> None:
    assert with_figures(README.read_text(encoding="utf-8")) == README.read_text("utf-8"), AGAIN
    rows = held_out("published")
    said = flags(model_for("en"), rows)
    [line] = [
        line
        for line in shipped()["figures"]
        if line["name"] == "published, held out, first labeller"
    ]
    assert line["kappa"].split()[0] == f"{kappa(said, truth(rows)):.3f}", AGAIN


@pytest.mark.parametrize("labeller", [0, 1])
@pytest.mark.parametrize("which", ["published", "written"])
def test_kappa_on_held_out_sentences_is_above_its_floor(which: str, labeller: int) -> None:
    rows = held_out(which)
    assert kappa(flags(model_for("en"), rows), truth(rows, labeller)) >= 0.60


def test_precision_and_recall_on_clear_cut_sentences_are_above_their_floor() -> None:
    rows = [row for _, row in clear_cut()]
    said = flags(model_for("en"), rows)
    assert precision(said, truth(rows)) >= 0.95
    assert recall(said, truth(rows)) >= 0.95


def test_weights_that_know_nothing_are_below_every_floor() -> None:
    rows = [row for _, row in clear_cut()]
    said = flags(Model((1, 0), {}), rows)
    assert said.all()
    assert precision(said, truth(rows)) < 0.95
    assert kappa(said, truth(rows)) == 0


def test_nothing_is_learned_from_a_sentence_that_is_measured_on() -> None:
    measured = {row.text.lower() for which in ("published", "written") for row in held_out(which)}
    measured |= {row.text.lower() for _, row in clear_cut()}
    assert not measured & {row.text.lower() for row in to_learn_from()}
    assert not measured & {row.text.lower() for row in (*added(), *published_more())}


def test_a_fifth_of_each_source_is_held_out() -> None:
    rows = [Labelled(source, f"{n}", ("o", "o")) for source in "ab" for n in range(50)]
    seen, out = split(rows)
    assert [sum(row.source == source for row in out) for source in "ab"] == [10, 10]
    assert sorted(map(repr, (*seen, *out))) == sorted(map(repr, rows))


def test_the_regression_finds_the_feature_that_decides() -> None:
    rows = [{"always", "tells"} if n % 2 else {"always", "nothing"} for n in range(200)]
    of = design(rows)
    bias, weights = fit(of, np.array([n % 2 for n in range(200)], dtype=float))
    of_name = dict(zip(of.names, weights, strict=True))
    assert bias + of_name["always"] + of_name["tells"] > 1
    assert bias + of_name["always"] + of_name["nothing"] < -1


def test_kappa_of_cohens_table() -> None:
    """Cohen 1960 by hand: 45 and 25 agree, 15 and 15 do not: (0.70 - 0.52) / (1 - 0.52)."""
    one = np.array([True] * 60 + [False] * 40)
    other = np.array([True] * 45 + [False] * 15 + [True] * 15 + [False] * 25)
    assert kappa(one, other) == pytest.approx(0.375)
    assert precision(one, other) == pytest.approx(45 / 60)
    assert recall(one, other) == pytest.approx(45 / 60)


def test_an_interval_holds_its_value_and_shrinks_with_more_sentences() -> None:
    said, true = np.array([True, True, False] * 20), np.array([True, False, False] * 20)
    few, many = figure(precision, said, true), figure(precision, np.tile(said, 9), np.tile(true, 9))
    assert few.low < few.value == 0.5 < few.high
    assert many.high - many.low < few.high - few.low
