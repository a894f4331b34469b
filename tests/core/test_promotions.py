"""One form sets the rules of all promotions; what it does not know stays."""

from dataclasses import replace
from decimal import Decimal

import pytest

from trellis import library
from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.library.promotions import (
    Rules,
    differing,
    rules_of,
    scope_of,
    with_promotions,
    with_rules,
)

NAMES = library.names()


def template(name: str) -> Framework:
    return load(library.read(name), f"{name}.yaml")


def kinds(framework: Framework) -> set[tuple[str, ...]]:
    promotions = [move for move in framework.moves if move.kind == "promotion"]
    return {tuple(c.kind for c in move.criteria) for move in promotions}


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_that_were_set_are_read_back(name: str) -> None:
    rules = Rules(Decimal("3.25"), 2, 1, has_endorsement=True, has_calibration=False)
    found = with_rules(template(name), rules, {})
    assert rules_of(found) == rules
    assert load(dump(found), name) == found


@pytest.mark.parametrize("name", NAMES)
def test_criteria_that_the_form_does_not_know_stay(name: str) -> None:
    def others(framework: Framework) -> list[list[str | None]]:
        return [
            [c.id for c in move.criteria if c.kind in ("metric", "months_in_level", "any", "count")]
            for move in framework.moves
        ]

    assert others(with_rules(template(name), Rules(), {})) == others(template(name))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_as_it_was_shown_changes_no_promotion(name: str) -> None:
    framework = template(name)
    shown = rules_of(framework)
    assert with_rules(framework, shown, {}, before=shown) == framework


def test_a_figure_that_is_changed_is_set_for_all_and_the_others_still_differ() -> None:
    framework = template("engineering")
    shown = rules_of(framework)
    assert "average" in differing(framework)
    assert "floor" in differing(framework)
    after = with_rules(framework, replace(shown, floor=2), {}, before=shown)
    assert "average" in differing(after)
    assert "floor" not in differing(after)


def test_a_rule_over_named_competencies_is_left_alone() -> None:
    before = next(m for m in template("engineering").moves if m.id == "M2-M3")
    after = next(
        m for m in with_rules(template("engineering"), Rules(floor=2), {}).moves if m.id == "M2-M3"
    )
    named = next(c for c in before.criteria if c.id == "people")
    assert named in after.criteria


def test_a_promotion_gets_its_own_sentence_to_confirm() -> None:
    found = with_rules(template("support"), Rules(), {"S1-S2": "Has closed ten cases alone."})
    move = next(m for m in found.moves if m.id == "S1-S2")
    assert scope_of(move) == "Has closed ten cases alone."


def test_an_empty_sentence_takes_the_condition_away() -> None:
    found = with_rules(template("support"), Rules(), {"S2-S3": ""})
    assert scope_of(next(m for m in found.moves if m.id == "S2-S3")) == ""


def test_rules_that_are_left_out_are_gone() -> None:
    bare = Rules(None, None, None, has_endorsement=False, has_calibration=False)
    found = with_rules(with_promotions(_ladder()), bare, {})
    assert kinds(found) == {()}


def test_missing_promotions_are_added_once() -> None:
    once = with_promotions(_ladder())
    assert [move.id for move in once.moves] == ["A-B", "B-C"]
    assert with_promotions(once) == once


def _ladder() -> Framework:
    levels = [{"id": each, "rank": rank} for rank, each in enumerate("ABC", 1)]
    return Framework.model_validate(
        {
            "schema": "trellis/1",
            "id": "care",
            "title": "Care",
            "tracks": [{"id": "ic", "title": "IC", "levels": levels}],
        }
    )
