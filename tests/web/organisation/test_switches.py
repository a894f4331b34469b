"""Switching features: by head count, by one person, and by two where people could be watched."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.web import factories as make
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.organisation import actions
from trellis_web.organisation.actions import approve_switch, refuse_switch, switch_feature
from trellis_web.organisation.models import Switch
from trellis_web.organisation.queries import is_on, state
from trellis_web.organisation.rules import ABOUT, WATCHING, Feature, Group, preset
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"now": make.NOW, "today": make.TODAY}


@pytest.fixture
def hana() -> Person:
    return make.hr("Hana Sato")


@pytest.fixture
def ines() -> Person:
    return make.hr("Ines Berg")


def ask(feature: Feature, by: Person, *, to: bool = True, reason: str = "") -> Switch:
    return switch_feature(feature, is_on=to, reason=reason, by=by, **WHEN)


@pytest.mark.parametrize(("people", "is_large"), [(0, False), (149, False), (150, True)])
def test_the_head_count_decides_about_the_first_group_only(people: int, is_large: bool) -> None:
    on = preset(people)
    assert {ABOUT[each].group for each in on} == ({Group.LARGE} if is_large else set())
    assert all((each in on) == is_large for each, a in ABOUT.items() if a.group is Group.LARGE)


def test_only_people_who_are_here_are_counted() -> None:
    Person.objects.bulk_create(
        Person(name=f"P{n}", email=f"p{n}@x.test", deactivated_at=None if n < 150 else make.NOW)
        for n in range(200)
    )
    assert state().people == 150
    assert is_on(Feature.CALIBRATION)
    Person.objects.filter(name="P0").update(deactivated_at=make.NOW)
    assert not is_on(Feature.CALIBRATION)


def test_the_state_costs_one_query_whatever_was_switched(hana: Person) -> None:
    for feature in (Feature.MAP, Feature.METRICS, Feature.STATISTICS):
        ask(feature, hana)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        now = state()
    assert [now.is_on(each) for each in (Feature.MAP, Feature.METRICS, Feature.CALIBRATION)] == [
        True, True, False,
    ]  # fmt: skip
    assert len(asked) == 1


def test_the_last_switch_counts_and_each_one_is_kept_and_in_the_trail(hana: Person) -> None:
    ask(Feature.METRICS, hana)
    assert is_on(Feature.METRICS)
    ask(Feature.METRICS, hana, to=False)
    assert not is_on(Feature.METRICS)
    assert Switch.objects.count() == 2
    assert Event.objects.filter(tag="feature:switched", actor=hana).count() == 2


def test_switching_to_what_is_so_already_changes_nothing(hana: Person) -> None:
    with pytest.raises(Denied) as refused:
        ask(Feature.METRICS, hana, to=False)
    assert refused.value.denial is actions.ALREADY
    assert not Switch.objects.exists()


@pytest.mark.parametrize("feature", sorted(WATCHING))
def test_what_could_watch_people_is_off_until_a_second_person_agrees(
    feature: Feature, hana: Person, ines: Person
) -> None:
    waiting = ask(feature, hana, reason="A question of the works council")
    assert not is_on(feature)
    approve_switch(waiting, by=ines, **WHEN)
    assert is_on(feature)
    assert list(Event.objects.values_list("tag", "actor")) == [
        ("feature:requested", hana.pk),
        ("feature:switched", ines.pk),
    ]


def test_nobody_agrees_with_themself(hana: Person) -> None:
    waiting = ask(Feature.MINUTES, hana, reason="x")
    with pytest.raises(Denied) as refused:
        approve_switch(waiting, by=hana, **WHEN)
    assert refused.value.denial is actions.NOT_BY_ONESELF
    assert not is_on(Feature.MINUTES)


def test_not_even_a_program_that_forgets_to_ask_can_store_it(hana: Person) -> None:
    ask(Feature.MINUTES, hana, reason="x")
    with pytest.raises(IntegrityError, match="switch_second_is_another"), transaction.atomic():
        Switch.objects.update(is_approved=True, settled_at=make.NOW, settled_by=hana)


def test_somebody_without_the_role_neither_switches_nor_agrees(hana: Person) -> None:
    council = make.person("Wanda")
    make.grant(council, "works_council")
    waiting = ask(Feature.MINUTES, hana, reason="x")
    for attempt in (
        lambda: ask(Feature.METRICS, council),
        lambda: approve_switch(waiting, by=council, **WHEN),
        lambda: refuse_switch(waiting, by=council, **WHEN),
    ):
        with pytest.raises(Denied):
            attempt()
    assert Switch.objects.count() == 1


def test_a_request_says_why(hana: Person) -> None:
    with pytest.raises(Denied) as refused:
        ask(Feature.MINUTES, hana, reason="  ")
    assert refused.value.denial is actions.NO_REASON


def test_only_one_request_waits_at_a_time(hana: Person, ines: Person) -> None:
    ask(Feature.MINUTES, hana, reason="x")
    with pytest.raises(Denied) as refused:
        ask(Feature.MINUTES, ines, reason="y")
    assert refused.value.denial is actions.WAITING


def test_a_refused_request_stays_off_and_cannot_be_agreed_to_later(
    hana: Person, ines: Person
) -> None:
    waiting = ask(Feature.MINUTES, hana, reason="x")
    refuse_switch(waiting, by=ines, **WHEN)
    with pytest.raises(Denied) as refused:
        approve_switch(waiting, by=ines, **WHEN)
    assert refused.value.denial is actions.SETTLED
    assert not is_on(Feature.MINUTES)
    assert ask(Feature.MINUTES, hana, reason="again").settled_at is None


def test_one_person_is_enough_to_switch_it_off(hana: Person, ines: Person) -> None:
    approve_switch(ask(Feature.MINUTES, hana, reason="x"), by=ines, **WHEN)
    ask(Feature.MINUTES, hana, to=False)
    assert not is_on(Feature.MINUTES)
