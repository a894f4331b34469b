"""The stored table follows the facts, the calendar and people's positions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.judging import framework
from tests.web.factories import TODAY, person, position
from tests.web.readiness.population import World, edit, facts_of, publish, settle, stored
from trellis_web.people.models import Person, Position
from trellis_web.readiness.actions import (
    push_criterion_facts,
    push_move_facts,
    refresh,
    refresh_due,
)
from trellis_web.readiness.models import CriterionFact, MoveFact, Readiness
from trellis_web.readiness.rules import reached_on

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=40)
PROVEN: dict[str, Any] = {"statements": {"scope": {"evidence": 1, "confirmed": 1}}}
READY = ("ready", 0, True)
UNPROVEN = ("not enough evidence", 1, False)


def world(*criteria: dict[str, Any]) -> World:
    asked = criteria or ({"id": "scope", "statement": "Has led it."},)
    return publish(framework(list(asked)))


def level_since(of: int) -> date:
    day = Position.objects.get(person=of).level_since
    assert day
    return day


def row(of: int) -> Readiness:
    return Readiness.objects.get(person=of)


def test_a_second_refresh_writes_nothing() -> None:
    here = world()
    settle(here, facts_of({}, PROVEN))
    assert refresh(today=TODAY) == 2
    assert refresh(today=LATER) == 0


def test_the_day_of_a_state_is_kept_while_the_state_stays() -> None:
    here = world({"id": "scope", "statement": "Led."}, {"id": "next", "statement": "Wrote."})
    [someone] = settle(here, facts_of(PROVEN | {"waived": {"next": "Agreed."}}))
    refresh(today=TODAY)
    edit(
        here, [someone], facts_of({"statements": PROVEN["statements"] | {"next": {"evidence": 1}}})
    )
    refresh(today=LATER)
    assert (row(someone).state, row(someone).since) == ("nearly", LATER)
    edit(here, [someone], facts_of({"statements": {k: {"evidence": 1} for k in ("scope", "next")}}))
    refresh(today=LATER + timedelta(days=1))
    assert (row(someone).n_open, row(someone).since) == (2, LATER)


def test_ratings_count_against_what_their_own_version_expected() -> None:
    here = world({"id": "floor", "floor": {"min": 3}})
    complete, partly = settle(here, facts_of({}, {}))
    counts = {"move": here.move, "n4": 2}
    push_move_facts(
        [
            MoveFact(person_id=complete, n_expected=2, **counts),
            MoveFact(person_id=partly, n_expected=3, **counts),
        ]
    )
    refresh(today=TODAY)
    assert stored(here, [complete, partly]) == [READY, UNPROVEN]


def test_a_waiver_stays_when_facts_are_pushed() -> None:
    here = world()
    [someone] = settle(here, facts_of({"waived": {"scope": "Agreed."}}))
    push_criterion_facts([CriterionFact(person_id=someone, criterion=here.move.criteria.get())])
    refresh(today=TODAY)
    assert stored(here, [someone]) == [READY]


def test_hundreds_of_people_can_be_named() -> None:
    here = world()
    people = settle(here, facts_of(*[PROVEN] * 101))
    assert refresh(today=TODAY, people=people) == 101


def test_who_moves_on_to_another_level_has_no_row_for_the_old_move() -> None:
    here = world()
    someone, other = settle(here, facts_of(PROVEN, PROVEN))
    refresh(today=TODAY)
    Position.objects.filter(person=someone).update(level="NEXT")
    refresh(today=LATER, people=[someone])
    assert stored(here, [someone, other]) == [None, READY]


def test_rows_of_an_older_version_go_when_a_new_one_is_published() -> None:
    old = world()
    [someone] = settle(old, facts_of(PROVEN))
    refresh(today=TODAY)
    new = world({"id": "scope", "statement": "Has led two."})
    refresh(today=TODAY)
    assert stored(old, [someone]) == [None]
    assert stored(new, [someone]) == [UNPROVEN]


@pytest.mark.parametrize("as_query", [True, False])
def test_only_the_people_asked_for_are_refreshed(*, as_query: bool) -> None:
    here = world()
    someone, other = settle(here, facts_of(PROVEN, PROVEN))
    refresh(today=TODAY, people=Person.objects.filter(pk=someone) if as_query else [someone])
    assert stored(here, [someone, other]) == [READY, None]


def test_a_query_of_other_rows_names_people_by_its_column() -> None:
    here = world()
    person("Somebody before them")
    someone, other = settle(here, facts_of(PROVEN, PROVEN))
    refresh(today=TODAY, people=Position.objects.filter(person=other).values("person"))
    assert stored(here, [someone, other]) == [None, READY]


def test_nobody_is_refreshed_when_nobody_is_asked_for() -> None:
    here = world()
    settle(here, facts_of(PROVEN))
    assert refresh(today=TODAY, people=[]) == 0


def test_only_the_moves_asked_for_are_refreshed() -> None:
    settle(world(), facts_of(PROVEN))
    assert refresh(today=TODAY, moves=[]) == 0


@pytest.mark.parametrize("scope", [None, Person.objects.all()])
def test_everyone_costs_as_many_statements_as_a_few(scope: Any) -> None:
    here = world()
    settle(here, facts_of(*[PROVEN] * 3))
    refresh(today=TODAY)  # makes the statements, which is done once per publication
    with CaptureQueriesContext(connection) as few:
        refresh(today=TODAY, people=scope)
    settle(here, facts_of(*[PROVEN] * 27))
    with CaptureQueriesContext(connection) as many:
        refresh(today=TODAY, people=scope)
    assert Readiness.objects.count() == 30
    assert len(many) == len(few)
    inserts = [each for each in many.captured_queries if "INSERT" in each["sql"]]
    assert len(inserts) == here.version.moves.count()


def test_a_position_that_ended_or_has_not_begun_counts_for_nothing() -> None:
    world()
    ended = person("Ended")
    position(ended, level="NOW", until=TODAY)
    ahead = person("Ahead")
    position(ahead, level="NOW", since=TODAY + timedelta(days=1))
    refresh(today=TODAY)
    assert not Readiness.objects.exists()


def test_tenure_is_reached_by_time_alone() -> None:
    here = world({"id": "tenure", "months_in_level": {"min": 12}})
    early, late = settle(here, facts_of({"months_in_level": 11}, {"months_in_level": 3}))
    refresh(today=TODAY)
    day = row(early).eligible_on
    assert day == reached_on(level_since(early), 12)
    assert refresh_due(today=day - timedelta(days=1)) == 0
    assert refresh_due(today=day + timedelta(days=2)) == 1
    assert (row(early).state, row(early).eligible_on) == ("ready", None)
    assert row(late).state == "nearly"


def test_of_two_tenures_the_next_one_is_waited_for() -> None:
    here = world(
        {"id": "long", "months_in_level": {"min": 24}},
        {"id": "short", "months_in_level": {"min": 12}},
    )
    first, second = settle(here, facts_of({"months_in_level": 6}, {"months_in_level": 12}))
    refresh(today=TODAY)
    assert row(first).eligible_on == reached_on(level_since(first), 12)
    assert row(second).eligible_on == reached_on(level_since(second), 24)


def test_who_arrives_at_a_level_gets_a_row_on_that_day() -> None:
    here = world()
    someone = person("New here")
    position(someone, level="NOW", since=LATER)
    refresh(today=TODAY)
    assert refresh_due(today=LATER) == 1
    assert stored(here, [someone.pk]) == [UNPROVEN]


def test_the_database_counts_months_like_python() -> None:
    here = world({"id": "tenure", "months_in_level": {"min": 99}})
    starts = [TODAY - timedelta(days=days) for days in range(0, 800, 3)]
    ids = settle(here, facts_of(*[{"months_in_level": 0}] * len(starts)))
    for someone, start in zip(ids, starts, strict=True):
        Position.objects.filter(person=someone).update(level_since=start)
    refresh(today=TODAY)
    assert dict(Readiness.objects.values_list("person", "eligible_on")) == {
        someone: reached_on(start, 99) for someone, start in zip(ids, starts, strict=True)
    }


def test_a_refresh_removes_rows_whose_person_is_gone_though_no_key_is_checked() -> None:
    here = world()
    [someone] = settle(here, facts_of(PROVEN))
    refresh(today=TODAY)
    kept = row(someone)
    Readiness.objects.create(
        person_id=someone + 1_000, move_id=kept.move_id, state="ready", n_open=0, is_met=True,
        since=TODAY,
    )  # fmt: skip
    refresh(today=TODAY)
    assert set(Readiness.objects.values_list("pk", flat=True)) == {kept.pk}
