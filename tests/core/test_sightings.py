"""What is recorded between two cycles updates the latest observation, and never adds time."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.judging import cycle, framework, judged
from tests.core.random_moves import DAYS, RATED, facts, frameworks
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.facts import Facts, Observation
from trellis.readiness.gaps import standings
from trellis.readiness.standpoint import Standpoint

HALF: dict[str, Any] = {"from": "2026-01-01", "to": "2026-06-30"}
NEXT = [{"id": "it", "operating_at_next": {"quarters": 2}}]
MONTH_BEFORE, LAST_DAY, MONTH_AFTER = "2026-05-30", "2026-06-30", "2026-07-30"


def saw(*said: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Sightings of (competency, observation, day)."""
    return [{"competency": c, "next": seen, "on": on} for c, seen, on in said]


def at(person: dict[str, Any]) -> Standpoint:
    known = framework([{"id": "floor", "floor": {"min": 3}}], competencies=2)
    return Standpoint.towards(known, known.moves["move"], Facts.read(json.dumps(person)))


def standing(person: dict[str, Any]) -> str:
    """How the competency a stands."""
    return standings(at(person))[0].standing.value


def after(observation: str, on: str, **about: Any) -> dict[str, Any]:
    """A half-year that saw "not yet" in a, and one sighting of a."""
    past = cycle(1, ratings={"a": {"next": "not_yet"}}, **HALF, **about)
    return {"cycles": [past], "sightings": saw(("a", observation, on))}


@pytest.mark.parametrize(
    ("on", "expected"), [(MONTH_BEFORE, "gap"), (LAST_DAY, "there"), (MONTH_AFTER, "there")]
)
def test_the_later_of_cycle_and_sighting_decides(on: str, expected: str) -> None:
    assert standing(after("shows", on)) == expected


def test_a_result_that_came_early_speaks_up_to_that_day_only() -> None:
    assert standing(after("shows", MONTH_BEFORE, seen_to="2026-05-20")) == "there"


def test_no_opportunity_in_a_talk_is_no_gap() -> None:
    assert standing(after("no_opportunity", MONTH_AFTER)) == "no_opportunity"


def test_a_sighting_needs_no_cycle() -> None:
    assert standing({"sightings": saw(("a", "not_yet", LAST_DAY))}) == "gap"


def test_a_low_score_stays_a_gap_because_scores_come_from_reviews() -> None:
    low = cycle(1, (2,), **HALF)
    assert standing({"cycles": [low], "sightings": saw(("a", "shows", MONTH_AFTER))}) == "gap"


def test_of_two_sightings_on_a_day_the_later_in_the_list_counts() -> None:
    said = saw(("a", "not_yet", LAST_DAY), ("a", "shows", LAST_DAY))
    assert standing({"sightings": said}) == "there"


def quarters(observation: str, *said: tuple[str, str, str]) -> tuple[str, int | None]:
    """State and quarters of a half-year that saw `observation`, and sightings."""
    past = cycle(1, ratings={"a": {"next": observation}}, **HALF)
    person = {"cycles": [past], "sightings": saw(*said)}
    (found,) = judged(NEXT, person).as_dict()["findings"]
    return found["state"], found["value"]


def test_a_sighting_of_the_next_level_keeps_a_run_and_adds_no_time() -> None:
    assert quarters("shows", ("b", "shows", "2027-06-30")) == ("met", 2)


def test_a_sighting_that_sees_it_no_more_ends_a_run() -> None:
    assert quarters("shows", ("a", "not_yet", MONTH_AFTER)) == ("not_met", 0)


def test_a_sighting_begins_a_run_without_the_time_before_it() -> None:
    assert quarters("not_yet", ("a", "shows", MONTH_AFTER)) == ("in_progress", 0)


def test_a_sighting_from_before_the_latest_cycle_changes_no_run() -> None:
    assert quarters("shows", ("a", "not_yet", MONTH_BEFORE)) == ("met", 2)


def test_a_sighting_of_what_the_criterion_does_not_read_changes_no_run() -> None:
    assert quarters("shows", ("leading", "not_yet", MONTH_AFTER)) == ("met", 2)


@given(frameworks, facts)
def test_scores_never_come_from_a_sighting(
    known: ResolvedFramework, person: dict[str, Any]
) -> None:
    move = known.moves["move"]
    without = {key: value for key, value in person.items() if key != "sightings"}
    seen, unseen = (
        Standpoint.towards(known, move, Facts.read(json.dumps(each))) for each in (person, without)
    )
    assert seen.scores() == unseen.scores()
    assert seen.run().months <= unseen.run().months


@given(frameworks, facts, st.sampled_from(RATED), st.sampled_from(Observation))
def test_the_last_word_is_what_was_seen_last(
    known: ResolvedFramework, person: dict[str, Any], competency: str, seen: Observation
) -> None:
    last = saw((competency, seen.value, DAYS[-1]))
    told = person | {"sightings": [*person.get("sightings", []), *last]}
    found = Standpoint.towards(known, known.moves["move"], Facts.read(json.dumps(told)))
    assert found.latest_observation(competency) is seen


@given(frameworks, facts, st.randoms())
def test_only_the_days_order_sightings(
    known: ResolvedFramework, person: dict[str, Any], random: Any
) -> None:
    once = {each["on"]: each for each in person.get("sightings", [])}.values()
    mixed = random.sample(list(once), len(once))
    first, second = (
        Standpoint.towards(
            known, known.moves["move"], Facts.read(json.dumps(person | {"sightings": each}))
        )
        for each in (list(once), mixed)
    )
    assert standings(first) == standings(second)
    assert first.run() == second.run()
