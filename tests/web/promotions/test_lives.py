"""Whatever people do in whatever order, a case goes only where the table of states lets it go."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.promotions.stage import WHEN, Stage, not_yet
from trellis.process.cases import CASE, CaseState, may_move
from trellis.process.states import Stage as Row
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.people.models import Person
from trellis_web.promotions.actions import (
    cast_vote,
    give_back,
    open_discussion,
    pass_on,
    save_statement,
    submit_case,
    withdraw_case,
)
from trellis_web.promotions.models import Case
from trellis_web.reviews.rules import Refused

pytestmark = pytest.mark.django_db

Step = Callable[[Stage, Case, Person], Any]
STEPS: dict[str, Step] = {
    "write": lambda at, case, by: save_statement(
        case, text=f"{case.statement} more", changed=case.changed, by=by, **WHEN
    ),
    "submit": lambda at, case, by: submit_case(case, changed=case.changed, by=by, **WHEN),
    "give back": lambda at, case, by: give_back(case, by=by, **WHEN),
    "pass on": lambda at, case, by: pass_on(case, committee=at.committee, by=by, **WHEN),
    "vote": lambda at, case, by: cast_vote(
        case, choice="promote", reason="By the criteria.", by=by, **WHEN
    ),
    "discuss": lambda at, case, by: open_discussion(case, by=by, **WHEN),
    "decide": lambda at, case, by: at.decide(case, not_yet(), by=by),
    "withdraw": lambda at, case, by: withdraw_case(case, by=by, **WHEN),
}
WHO = ("maya", "tom", "chair", "member", "hana")
LIKELY = [
    ("submit", "maya"), ("pass on", "tom"), ("vote", "chair"), ("vote", "member"),
    ("discuss", "chair"), ("decide", "chair"),
]  # fmt: skip
"""The way of most cases; others wander in between."""

ANYTHING = st.tuples(st.sampled_from(list(STEPS)), st.sampled_from(WHO))


def wander(at: Stage, case: Case, steps: list[tuple[str, str]]) -> list[str]:
    """Takes the steps, and a sentence for each that broke a promise."""
    faults = []
    for step, name in steps:
        case.refresh_from_db()
        before, events, row = case.state, Event.objects.count(), snapshot(case)
        try:
            with transaction.atomic():
                STEPS[step](at, case, getattr(at, name))
            went = True
        except (Refused, Denied):
            went = False
        case.refresh_from_db()
        written = Event.objects.count() - events
        faults += stepped(before, case.state, step, written=written, went=went)
        if not went and snapshot(case) != row:
            faults.append(f"{step} was refused, and changed something.")
    return faults


def stepped(
    before: CaseState, after: CaseState, step: str, *, written: int, went: bool
) -> list[str]:
    """What is wrong with one step: where it led, and what is in the trail of it."""
    moved = before != after
    faults = [f"{step} led from {before} to {after}."] * (moved and not may_move(before, after))
    return faults + [f"{step} left {written} events."] * (written != went)


def snapshot(case: Case) -> dict[str, Any]:
    """Every column of the case, as it is stored."""
    return dict(Case.objects.filter(pk=case.pk).values().get())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(LIKELY), st.tuples(st.sampled_from(list(STEPS)), st.sampled_from(WHO))
        ),
        max_size=10,
    ),
    st.integers(0, len(LIKELY)),
)
def test_a_case_goes_only_where_the_table_lets_it_go(
    at: Stage, wandering: list[tuple[str, str]], n: int
) -> None:
    save = transaction.savepoint()
    steps = LIKELY[:n] + wandering + LIKELY[n:]
    assert wander(at, at.draft(), steps) == []
    transaction.savepoint_rollback(save)


@pytest.fixture
def at() -> Stage:
    """The same people for every life."""
    return Stage()


def test_the_way_of_most_cases_leads_to_a_decision(at: Stage) -> None:
    case = at.draft()
    assert wander(at, case, LIKELY) == []
    assert case.state is CaseState.DECIDED


def test_a_step_that_the_table_does_not_know_is_noticed(
    at: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = Row(CASE[CaseState.DRAFT].owner, frozenset(), "Shut.")
    monkeypatch.setitem(CASE, CaseState.DRAFT, closed)
    assert wander(at, at.draft(), LIKELY[:1]) == ["submit led from draft to with_manager."]


def test_a_refusal_that_writes_and_a_step_without_a_trace_are_noticed() -> None:
    here = CaseState.DRAFT
    assert stepped(here, here, "write", written=0, went=True) == ["write left 0 events."]
    assert stepped(here, here, "write", written=1, went=False) == ["write left 1 events."]
