"""Roles: who gives them, how long they hold, what they reach."""

from datetime import timedelta

import pytest
from django.db import models

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from trellis.findings import BadInput
from trellis_web.access.actions import found_administrator, grant_role, revoke_role
from trellis_web.access.models import Grant
from trellis_web.access.queries import in_scope, visible
from trellis_web.access.rules import Denied, Permission, permissions_of, roles, roles_of
from trellis_web.audit.models import Event, Head
from trellis_web.people.models import Person, Position, Unit

pytestmark = pytest.mark.django_db


def test_everyone_is_an_employee_and_a_manager_only_while_somebody_reports_to_them() -> None:
    ana = make.person("Ana")
    line = make.report(make.person("Ben"), ana, until=TODAY)
    assert roles_of(ana, today=line.since) == {"employee", "manager"}
    assert roles_of(ana, today=TODAY) == {"employee"}


def test_a_role_holds_from_its_first_day_until_the_day_it_ends() -> None:
    ana = make.person()
    make.grant(ana, "auditor", since=TODAY, until=TODAY + timedelta(days=2))
    held = ["auditor" in roles_of(ana, today=TODAY + timedelta(days=d)) for d in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]


def test_a_deactivated_person_holds_nothing() -> None:
    ana = make.person(deactivated_at=NOW)
    make.grant(ana, "hr_admin")
    assert permissions_of(ana, today=TODAY) == frozenset()


def test_a_model_without_a_rule_is_seen_by_nobody() -> None:
    with pytest.raises(LookupError, match="has no visibility rule"):
        visible(Head, to=make.hr())


def test_giving_a_role_is_one_event() -> None:
    hr, ana = make.hr(), make.person("Ana")
    grant_role(ana, "auditor", by=hr, now=NOW, today=TODAY)
    assert Permission.AUDIT_READ in permissions_of(ana, today=TODAY)
    assert [(e.tag, e.actor, e.subject) for e in Event.objects.all()] == [("role:granted", hr, ana)]


@pytest.mark.parametrize("role", ["employee", "manager", "nonsense"])
def test_a_role_that_comes_from_a_relation_cannot_be_given(role: str) -> None:
    with pytest.raises(Denied) as refusal:
        grant_role(make.person(), role, by=make.hr(), now=NOW, today=TODAY)
    assert refusal.value.denial.code == "unknown-role"


def test_nobody_gives_themself_a_role() -> None:
    hr = make.hr()
    with pytest.raises(Denied, match="Nobody changes their own roles"):
        grant_role(hr, "auditor", by=hr, now=NOW, today=TODAY)


@pytest.mark.parametrize("role", sorted(set(roles()) - {"hr_admin", "employee", "manager"}))
def test_only_an_administrator_gives_roles(role: str) -> None:
    other = make.person()
    make.grant(other, role)
    with pytest.raises(Denied):
        grant_role(make.person(), "hr_admin", by=other, now=NOW, today=TODAY)


def test_a_role_that_ends_today_holds_for_nothing_today() -> None:
    hr, ana = make.hr(), make.person()
    held = make.grant(ana, "auditor")
    revoke_role(held, by=hr, now=NOW, today=TODAY)
    assert "auditor" not in roles_of(ana, today=TODAY)
    assert Grant.objects.filter(pk=held.pk).exists()


def test_the_first_administrator_is_made_once() -> None:
    found_administrator(email="Hana@x.test", name="Hana", now=NOW)
    with pytest.raises(BadInput, match="HR administrator already"):
        found_administrator(email="eve@x.test", name="Eve", now=NOW)
    assert not Person.objects.filter(email="eve@x.test").exists()


def _reach(actor: Person) -> set[Person]:
    scope = in_scope(actor, Permission.REVIEW_READ, today=TODAY)
    places: models.QuerySet[Position] = Position.objects.filter(scope | models.Q(pk__in=[]))
    return {place.person for place in places}


def test_a_partner_reaches_the_people_of_the_unit_and_not_themself() -> None:
    north, south = (Unit.objects.create(name=name) for name in ("North", "South"))
    partner = make.person("Partner", level="P3", unit=north)
    inside = make.person("Inside", level="IC1", unit=north)
    make.person("Outside", level="IC1", unit=south)
    make.grant(partner, "hr_partner", unit=north)
    assert _reach(partner) == {inside}


def test_a_partner_loses_somebody_who_moves_to_another_unit() -> None:
    north, south = (Unit.objects.create(name=name) for name in ("North", "South"))
    partner, mover = make.person(), make.person(level="IC1", unit=north)
    make.grant(partner, "hr_partner", unit=north)
    Position.objects.filter(person=mover).update(unit=south)
    assert mover not in _reach(partner)


def test_an_administrator_reaches_everyone_even_as_one_of_several_reasons() -> None:
    someone = make.person(level="IC1")
    assert someone in _reach(make.hr())
