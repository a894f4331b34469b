"""Stand-ins and second lines: whoever stands in has the rights of the manager, and they end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from trellis_web.access.queries import reports_of, second_reports_of, visible
from trellis_web.access.rules import Denied, Permission, is_permitted
from trellis_web.audit.models import Event
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.actions.lines import add_second_line, end_lines, name_stand_in
from trellis_web.people.models import Person, ReportingLine

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)
WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}


def led(by: Person, on: date = TODAY) -> set[int]:
    return {row["person"] for row in reports_of(by, today=on)}


def delegated(manager: Person, to: Person, **more: Any) -> list[ReportingLine]:
    said: dict[str, Any] = {
        "kind": "delegate",
        "since": TODAY,
        "until": LATER,
        "by": manager,
    } | more
    return name_stand_in(manager, to, **said, **WHEN)


@pytest.fixture
def team() -> tuple[Person, Person, Person, Person]:
    manager, other = make.person("Tom Reyes"), make.person("Olga Marsh")
    ana, ben = (make.person(name, manager=manager) for name in ("Ana", "Ben"))
    return manager, other, ana, ben


def test_a_delegate_leads_the_team_until_the_day_and_no_longer(team: Any) -> None:
    manager, other, ana, ben = team
    delegated(manager, other)
    assert led(other) == {ana.pk, ben.pk}
    assert led(other, LATER) == set()


def test_a_delegate_out_of_the_team_does_not_lead_themself(team: Any) -> None:
    manager, _, ana, ben = team
    delegated(manager, ana)
    assert led(ana) == {ben.pk}


def test_a_delegate_cannot_pass_the_rights_on(team: Any) -> None:
    manager, other, *_ = team
    delegated(manager, other)
    with pytest.raises(Denied, match="Nobody reports"):
        delegated(other, make.person())


def test_nobody_names_a_delegate_for_somebody_elses_team(team: Any) -> None:
    manager, other, *_ = team
    with pytest.raises(Denied) as refusal:
        delegated(manager, other, by=other)
    assert refusal.value.denial.code == "not-delegable"


def test_a_manager_cannot_name_an_acting_manager(team: Any) -> None:
    manager, other, *_ = team
    with pytest.raises(Denied):
        delegated(manager, other, kind="acting")


def test_a_manager_delegates_for_a_quarter_at_most(team: Any) -> None:
    manager, other, *_ = team
    with pytest.raises(Denied) as refusal:
        delegated(manager, other, until=TODAY + timedelta(days=93))
    assert refusal.value.denial.code == "delegate-too-long"


def test_two_do_not_stand_in_for_the_same_days(team: Any) -> None:
    manager, other, *_ = team
    delegated(manager, other)
    with pytest.raises(Denied) as refusal:
        delegated(manager, make.person(), since=LATER - timedelta(days=1), until=LATER)
    assert refusal.value.denial.code == "stands-in-already"
    delegated(manager, make.person(), since=LATER, until=LATER + timedelta(days=5))


def test_a_manager_takes_back_what_they_delegated(team: Any) -> None:
    manager, other, *_ = team
    end_lines(delegated(manager, other), by=manager, **WHEN)
    assert led(other) == set()


def test_a_manager_ends_nothing_else(team: Any) -> None:
    manager, other, ana, _ = team
    acting = delegated(manager, other, kind="acting", by=make.hr())
    with pytest.raises(Denied):
        end_lines(acting, by=manager, **WHEN)
    with pytest.raises(Denied):
        end_lines(list(ReportingLine.objects.filter(person=ana, kind="line")), by=manager, **WHEN)


def test_one_event_says_who_stands_in(team: Any) -> None:
    manager, other, ana, ben = team
    delegated(manager, other)
    event = Event.objects.get(tag="line:delegated")
    assert event.payload["people"] == [ana.pk, ben.pk]


def test_a_second_line_reads_shared_evidence_and_nothing_else(team: Any) -> None:
    _, other, ana, _ = team
    add_second_line(ana, other, since=TODAY, until=None, by=make.hr(), **WHEN)
    shared: dict[str, Any] = {"shared_at": NOW, "shared_by": ana}
    notes: list[tuple[str, dict[str, Any]]] = [("private", {}), ("shared", shared)]
    for name, more in notes:
        EvidenceNote.objects.create(
            person=ana, text=name, happened_on=TODAY, created_at=NOW, **more
        )
    fresh = Person.objects.get(pk=other.pk)
    seen = visible(EvidenceNote, to=fresh, today=TODAY)
    assert [note.text for note in seen] == ["shared"]
    assert led(fresh) == set()
    assert not is_permitted(fresh, Permission.TEAM_READ, today=TODAY)
    assert [row["person"] for row in second_reports_of(fresh, today=TODAY)] == [ana.pk]


def test_a_second_line_is_added_once(team: Any) -> None:
    _, other, ana, _ = team
    add_second_line(ana, other, since=TODAY, until=None, by=make.hr(), **WHEN)
    with pytest.raises(Denied):
        add_second_line(ana, other, since=TODAY, until=None, by=make.hr(), **WHEN)


def test_hr_names_an_acting_manager_on_the_page(client: Client, team: Any) -> None:
    manager, other, ana, ben = team
    client.force_login(make.hr())
    today = timezone.localdate()
    said = {
        "stand_in-manager": other.pk,
        "stand_in-kind": "acting",
        "stand_in-since": today,
        "stand_in-last_on": today + timedelta(days=6),
    }
    answer = client.post(reverse("person_stand_ins", args=[manager.pk]), said)
    assert answer.status_code == 302
    assert led(other, today) == {ana.pk, ben.pk}
    assert b"stands in for the team" in client.get(reverse("person", args=[manager.pk])).content


def test_the_last_day_before_the_first_is_refused_with_its_place(client: Client, team: Any) -> None:
    manager, other, *_ = team
    client.force_login(manager)
    said = {"manager": other.pk, "since": "2026-12-10", "last_on": "2026-12-01"}
    answer = client.post(reverse("delegate"), said)
    assert answer.status_code == 422
    assert "last_on" in answer.context["form"].errors


def test_a_manager_names_and_ends_a_delegate(client: Client, team: Any) -> None:
    manager, other, *_ = team
    client.force_login(manager)
    today = timezone.localdate()
    said = {"manager": other.pk, "since": today, "last_on": today + timedelta(days=13)}
    assert client.post(reverse("delegate"), said).status_code == 302
    assert other.name.encode() in client.get(reverse("delegate")).content
    client.post(reverse("delegate_end"))
    assert led(other, today) == set()
