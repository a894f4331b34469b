"""The first sentence of a home page, case by case."""

from datetime import date

import pytest

from tests.web.ui.factories import framework, on_the_way, seen
from trellis.framework.model import Level
from trellis.readiness.facts import Cycle, Facts, Proof
from trellis_web.ui.rules.headline import (
    headline,
    unknown_level,
    without_framework,
    without_promotion,
)
from trellis_web.ui.rules.names import listed

LOW = {"design": 2, "operations": 1}


def test_one_gap_is_said_in_words() -> None:
    said = headline(on_the_way(seen({"design": 2})))
    assert said.title == "One competency stands between you and Senior Engineer"


def test_two_gaps_are_counted_and_the_other_open_criteria_are_named_below() -> None:
    said = headline(on_the_way(seen(LOW)))
    assert said.title == "Two competencies stand between you and Senior Engineer"
    assert said.lede == (
        "You show 3 of the 5 things that IC3 asks for."
        " Also open: the average, a confirmed example and endorsement."
    )


def test_the_lowest_rating_is_not_named_beside_the_gaps_that_it_is_about() -> None:
    assert "lowest" not in headline(on_the_way(seen(LOW))).lede


def test_more_than_three_gaps_are_a_number_and_the_two_nearest() -> None:
    observed = dict.fromkeys(("code", "delivery", "mentoring"), "not_yet")
    said = headline(on_the_way(seen({"design": 2, "code": 3}, observed)))
    assert said.title == "4 competencies stand between you and Senior Engineer"
    assert said.lede.endswith("The two nearest are Delivery and Mentoring.")


def test_somebody_who_shows_nothing_is_not_told_zero() -> None:
    said = headline(on_the_way(seen(observed=dict.fromkeys(framework().competency, "not_yet"))))
    assert said.lede.startswith("IC3 asks for 5 things.")


def test_without_gaps_what_nobody_looked_at_comes_first() -> None:
    said = headline(on_the_way(seen(observed={"code": "", "mentoring": "no_opportunity"})))
    assert said.title == "2 competencies have not been looked at yet"
    assert said.lede.endswith("Talk with your manager about Code and Mentoring.")


def test_whoever_shows_everything_reads_what_is_left() -> None:
    said = headline(on_the_way(seen(months=3)))
    assert said.title == "You show every IC3 behaviour"
    assert said.lede == "What is left: time in the level, a confirmed example and endorsement."


def test_when_nothing_is_left_the_page_says_so() -> None:
    facts = seen().model_copy(
        update={
            "statements": {"led": Proof(evidence=1, confirmed=1)},
            "endorsements": {"manager": 1},
        }
    )
    said = headline(on_the_way(facts))
    assert said.lede == "Every criterion is met. Talk with your manager about the next step."


def test_without_results_the_page_invites_to_read() -> None:
    said = headline(on_the_way(Facts(months_in_level=20)))
    assert said.title == "See what Senior Engineer asks for"
    assert said.lede == "Nothing was reviewed at IC2 yet. That is not a gap."


def test_somebody_new_in_the_level_reads_when_it_begins_to_count() -> None:
    said = headline(on_the_way(Facts(months_in_level=2)))
    assert said.lede.startswith("You are new as IC2.")


def test_a_round_during_an_absence_is_nothing_to_explain() -> None:
    facts = seen()
    away = Cycle(seq=2, from_=date(2026, 7, 1), to=date(2026, 12, 31), absent=True)
    said = headline(on_the_way(facts.model_copy(update={"cycles": (*facts.cycles, away)})))
    assert said.title == "You show every IC3 behaviour"
    assert "gap" not in said.lede


def test_with_gaps_an_absence_is_mentioned_and_skipped() -> None:
    facts = seen(LOW)
    away = Cycle(seq=2, from_=date(2026, 7, 1), to=date(2026, 12, 31), absent=True)
    said = headline(on_the_way(facts.model_copy(update={"cycles": (*facts.cycles, away)})))
    assert said.lede.endswith("You were away in the latest round; it is skipped.")


def test_a_crossover_says_what_carries_over() -> None:
    said = headline(on_the_way(seen({"design": 2}), "IC2-M1"))
    assert said.lede == "Of the 2 things that M1 asks for, 1 carry over."


def test_a_way_back_asks_for_nothing() -> None:
    said = headline(on_the_way(Facts(), "M1-IC3"))
    assert said.title == "The way back to Senior Engineer is open"
    assert said.lede.startswith("A return needs no new case.")


def level(code: str) -> Level:
    return framework().levels[code]


@pytest.mark.parametrize(
    ("code", "others", "title", "lede"),
    [
        ("IC4", 0, "You are at the top of this line", "You can read every level of it"),
        ("IC4", 1, "You are at the top of this line", "1 other direction is open."),
        ("IC4", 2, "You are at the top of this line", "2 other directions are open."),
        ("IC1", 0, "The framework does not say yet what comes after IC1", "You can read"),
    ],
)
def test_without_a_promotion_the_page_says_why(
    code: str, others: int, title: str, lede: str
) -> None:
    said = without_promotion(level(code), framework().tracks[code], others)
    assert said.title == title
    assert said.lede.startswith(lede)


def test_somebody_without_a_framework_reads_so() -> None:
    assert without_framework("").title == "Your role has no framework yet"
    assert "engineering" in without_framework("engineering").lede


def test_a_level_that_the_framework_lost_is_named() -> None:
    assert "“IC9”" in unknown_level("IC9", "Engineering").lede


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed_as_people_read_them(names: list[str], said: str) -> None:
    assert listed(names) == said
