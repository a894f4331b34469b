"""Plans: who makes, agrees to, changes and reads them; what a change asks of whom."""

from datetime import timedelta
from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, grant, hr, person, report
from tests.web.growth.factories import WHEN, seller
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.growth import actions
from trellis_web.growth.models import OneOnOne, Plan, PlanAction, PlanActionTag
from trellis_web.growth.queries.plans import (
    former_plans,
    plan_of,
)
from trellis_web.growth.rules.evidence import Tag
from trellis_web.growth.rules.plans import Task
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person, ReportingLine, Unit

pytestmark = pytest.mark.django_db

SOON = TODAY + timedelta(days=60)
TAG = Tag("competency", "sales", "discovery")
FIND = Task("Find a deal of three teams.", "work", SOON, is_opportunity=True)


def task(text: str = "Lead the deal with Acme.", **fields: Any) -> Task:
    values: dict[str, Any] = {"kind": "work", "due_on": SOON, "tags": (TAG,)} | fields
    return Task(text, **values)


def started(who: Person, by: Person, *tasks: Task) -> Plan:
    return actions.start_plan(
        who, family="sales", move="A-B", tasks=tasks or [task()], by=by, **WHEN
    )


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    return seller(manager=tom)


def test_a_plan_of_ones_own_waits_for_the_manager(maya: Person, tom: Person) -> None:
    plan = started(maya, maya)
    assert plan.agreed_at is None
    agreed = actions.agree_plan(plan, by=tom, **WHEN)
    assert (agreed.agreed_by, agreed.agreed_at) == (tom, NOW)


def test_a_plan_that_the_manager_starts_is_agreed(maya: Person, tom: Person) -> None:
    assert started(maya, tom).agreed_by == tom


@pytest.mark.parametrize("who", ["oneself", "a peer", "HR", "an ex-manager", "the second line"])
def test_nobody_else_agrees(maya: Person, tom: Person, who: str) -> None:
    plan, second = started(maya, maya), person()
    report(maya, second, kind="dotted")
    if who == "an ex-manager":
        ReportingLine.objects.filter(manager=tom).update(until=TODAY)
    others = {"oneself": maya, "a peer": person(), "HR": hr(), "the second line": second}
    with pytest.raises(Denied):
        actions.agree_plan(plan, by=others.get(who, tom), **WHEN)
    assert Plan.objects.get().agreed_at is None


@pytest.mark.parametrize("kind", ["acting", "delegate"])
def test_whoever_stands_in_agrees(maya: Person, kind: str) -> None:
    stand_in = person()
    report(maya, stand_in, kind=kind, until=TODAY + timedelta(days=9))
    assert actions.agree_plan(started(maya, maya), by=stand_in, **WHEN).agreed_by == stand_in


def test_a_stranger_plans_nothing_for_anybody(maya: Person) -> None:
    for stranger in (person("A peer"), hr()):
        with pytest.raises(Denied):
            started(maya, stranger)
    assert not Plan.objects.exists()


def readers(model: Any, maya: Person, tom: Person) -> list[bool]:
    """Whether each sees it: maya, tom, HR, HR of the unit, HR of another, a peer, second line."""
    home, away = (Unit.objects.get_or_create(name=n)[0] for n in ("Home", "Away"))
    maya.positions.update(unit=home)
    partners = [person(), person()]
    for partner, unit in zip(partners, (home, away), strict=True):
        grant(partner, "hr_partner", unit)
    second = person()
    report(maya, second, kind="dotted")
    every = [maya, tom, hr(), *partners, person(), second]
    return [visible(model, to=each, today=TODAY).exists() for each in every]


@pytest.mark.parametrize("model", [Plan, PlanAction, PlanActionTag])
def test_a_plan_is_for_the_person_the_manager_and_hr_in_scope(
    maya: Person, tom: Person, model: Any
) -> None:
    started(maya, maya)
    assert readers(model, maya, tom) == [True, True, True, True, False, False, False]


def test_when_they_talked_is_for_the_two_of_them(maya: Person, tom: Person) -> None:
    actions.note_talk(maya, held_on=TODAY, by=tom, **WHEN)
    assert readers(OneOnOne, maya, tom) == [True, True, False, False, False, False, False]


def test_an_ex_manager_loses_the_plan_with_the_line(maya: Person, tom: Person) -> None:
    plan = started(maya, tom)
    ReportingLine.objects.filter(manager=tom).update(until=TODAY)
    assert plan_of(maya, to=tom, today=TODAY) is None
    for change in (
        lambda: actions.add_action(plan, task=task(), by=tom, **WHEN),
        lambda: actions.end_plan(plan, by=tom, **WHEN),
        lambda: actions.complete_action(plan.actions.get(), by=tom, **WHEN),
        lambda: actions.note_talk(maya, held_on=TODAY, by=tom, **WHEN),
    ):
        with pytest.raises(Denied):
            change()


def test_a_change_by_the_person_asks_the_manager_again(maya: Person, tom: Person) -> None:
    plan = started(maya, tom)
    actions.add_action(plan, task=task("Read the book."), by=tom, **WHEN)
    assert Plan.objects.get().agreed_at
    actions.add_action(plan, task=task("Write it down."), by=maya, **WHEN)
    assert not Plan.objects.get().agreed_at


def test_what_is_done_asks_nobody_again(maya: Person, tom: Person) -> None:
    plan = started(maya, tom)
    done = actions.complete_action(plan.actions.get(), by=maya, **WHEN)
    assert (done.done_by, Plan.objects.get().agreed_by) == (maya, tom)


def test_moving_a_day_asks_again_and_saving_the_same_does_nothing(
    maya: Person, tom: Person
) -> None:
    action = started(maya, tom).actions.get()
    same: dict[str, Any] = {
        "text": action.text, "kind": "work", "due_on": SOON, "mentor": None, "by": maya
    }  # fmt: skip
    actions.change_action(action, **same, **WHEN)
    assert Plan.objects.get().agreed_at
    moved = actions.change_action(action, **same | {"due_on": SOON + timedelta(days=7)}, **WHEN)
    assert moved.due_on == SOON + timedelta(days=7)
    assert not Plan.objects.get().agreed_at
    assert Event.objects.filter(tag="action:changed").count() == 1


def test_a_dropped_action_keeps_its_reason_and_stays(maya: Person, tom: Person) -> None:
    action = started(maya, tom).actions.get()
    actions.drop_action(action, reason="The deal was lost.", by=maya, **WHEN)
    with pytest.raises(Denied, match="stays as it is"):
        actions.complete_action(action, by=maya, **WHEN)
    card = plan_of(maya, to=maya, today=TODAY)
    assert card
    assert [line.action.drop_reason for line in card.settled] == ["The deal was lost."]


def test_an_opportunity_is_the_managers_and_no_gap(maya: Person, tom: Person) -> None:
    started(maya, maya, task(), FIND)
    card = plan_of(maya, to=maya, today=TODAY)
    assert card
    assert [line.who for line in card.open] == [""]
    assert [(line.action.text, line.who) for line in card.opportunities] == [
        ("Find a deal of three teams.", "Tom Reyes")
    ]


def test_only_the_manager_settles_what_the_manager_does(maya: Person, tom: Person) -> None:
    action = started(maya, maya, FIND).actions.get()
    with pytest.raises(Denied):
        actions.complete_action(action, by=maya, **WHEN)
    with pytest.raises(Denied):
        actions.drop_action(action, reason="No.", by=maya, **WHEN)
    assert actions.complete_action(action, by=tom, **WHEN).done_by == tom


def test_the_managers_actions_pass_to_the_new_manager_with_the_line(
    maya: Person, tom: Person
) -> None:
    started(maya, tom, FIND)
    joon = person("Joon Park")
    ReportingLine.objects.filter(manager=tom).update(until=TODAY)
    report(maya, joon, since=TODAY)
    card = plan_of(maya, to=maya, today=TODAY)
    assert card
    assert card.opportunities[0].who == "Joon Park"


def test_one_plan_is_in_force_and_what_is_open_moves_along(maya: Person, tom: Person) -> None:
    first = started(maya, tom, task("Done."), task("Open."))
    actions.complete_action(first.actions.get(text="Done."), by=maya, **WHEN)
    second = started(maya, maya, task("New."))
    assert [each.text for each in second.actions.order_by("id")] == ["Open.", "New."]
    (old,) = former_plans(maya, to=tom, today=TODAY)
    assert (old.plan, [x.action.text for x in old.settled]) == (first, ["Done."])
    assert second.agreed_at is None


def test_an_ended_plan_stays_as_it_was(maya: Person, tom: Person) -> None:
    plan = started(maya, maya)
    actions.end_plan(plan, by=maya, **WHEN)
    with pytest.raises(Denied, match="Start a new one"):
        actions.add_action(plan, task=task(), by=maya, **WHEN)
    assert plan_of(maya, to=maya, today=TODAY) is None


def test_a_plan_without_an_action_is_refused(maya: Person) -> None:
    with pytest.raises(Denied, match="at least one action"):
        actions.start_plan(maya, family="sales", move="A-B", tasks=[], by=maya, **WHEN)


def test_every_step_leaves_one_event_without_a_word_of_the_plan(maya: Person, tom: Person) -> None:
    plan = started(maya, maya, task("A secret plan."))
    actions.agree_plan(plan, by=tom, **WHEN)
    actions.drop_action(plan.actions.get(), reason="A secret.", by=tom, **WHEN)
    actions.end_plan(plan, by=tom, **WHEN)
    events = Event.objects.filter(subject=maya)
    assert [each.tag for each in events] == [
        "plan:started", "plan:agreed", "action:dropped", "plan:ended"
    ]  # fmt: skip
    assert "secret" not in str([each.payload for each in events])


def letters(to: Person) -> list[str]:
    return list(Mail.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))


def test_a_plan_to_agree_on_is_told_once_a_day_without_a_word_of_it(
    maya: Person, tom: Person
) -> None:
    plan = started(maya, maya, task("A secret plan."))
    actions.add_action(plan, task=task("Another secret."), by=maya, **WHEN)
    assert letters(tom) == ["The growth plan of Maya Okafor waits for you"]
    assert "secret" not in Mail.objects.get().text


def test_whoever_does_what_somebody_else_wrote_is_told(maya: Person, tom: Person) -> None:
    plan = started(maya, tom)
    assert letters(maya) == ["Tom Reyes put an action for you into a growth plan"]
    actions.add_action(plan, task=FIND, by=maya, **WHEN)
    assert letters(tom)[-1] == "Maya Okafor put an action for you into a growth plan"
    assert len(letters(maya)) == 1
