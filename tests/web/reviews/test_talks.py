"""Releases by unit, at a time, and after a talk: nothing is there a moment before."""

from datetime import date, timedelta

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import handed_in, member, opened, released, sheet, version
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.growth.models import EvidenceNote
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person, Position, ReportingLine, Unit
from trellis_web.readiness.models import MoveFact
from trellis_web.reviews.actions import (
    close_cycle,
    note_talk,
    plan_release,
    release_due,
    release_results,
    tell_overdue,
    withdraw_release,
)
from trellis_web.reviews.models import (
    Citation,
    Cycle,
    Participant,
    Release,
    ReleasedCitation,
    ReleasedResult,
)
from trellis_web.reviews.rules import Conflict

pytestmark = pytest.mark.django_db

TOLD = {"is_told_first": True, "told_by_on": date(2026, 12, 20)}
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """Maya, whose result is held until Tom has talked with her."""
    someone = member(tom, name="Maya Okafor")
    opened([version().family], **TOLD)
    handed_in(sheet(someone))
    released(Cycle.objects.get())
    return someone


def row_of(someone: Person) -> Participant:
    return Participant.objects.get(person=someone)


def test_a_held_result_is_nowhere(maya: Person) -> None:
    assert row_of(maya).held_at is not None
    assert not ReleasedResult.objects.exists()
    assert not MoveFact.objects.exists()
    assert not Mail.objects.filter(to=maya, key__contains="released").exists()
    assert "released" not in text(signed_in(maya).get("/reviews/")).casefold().replace(
        "what was released about you", ""
    ).replace("no result has been released", "")


def test_after_the_talk_result_and_readiness_are_there(maya: Person, tom: Person) -> None:
    note_talk(row_of(maya), by=tom, now=LATER)
    assert ReleasedResult.objects.get().person == maya
    assert MoveFact.objects.filter(person=maya).exists()
    assert Mail.objects.filter(to=maya, key__contains="released").count() == 1
    assert Event.objects.get(tag="result:talked").subject == maya


def test_only_whoever_leads_the_person_now_or_hr_ticks(maya: Person, tom: Person) -> None:
    with pytest.raises(Denied):
        note_talk(row_of(maya), by=person(), now=LATER)
    with pytest.raises(Denied):
        note_talk(row_of(maya), by=maya, now=LATER)
    ReportingLine.objects.filter(person=maya).update(manager=person())
    with pytest.raises(Denied):
        note_talk(row_of(maya), by=tom, now=LATER)
    assert not ReleasedResult.objects.exists()


def test_a_talk_is_noted_once(maya: Person, tom: Person) -> None:
    note_talk(row_of(maya), by=tom, now=LATER)
    with pytest.raises(Conflict):
        note_talk(row_of(maya), by=tom, now=LATER)


def test_the_manager_ticks_on_a_page(maya: Person, tom: Person) -> None:
    client = signed_in(tom)
    assert "Talk with Maya, then tick" in text(client.get("/reviews/talks"))
    answer = client.post(f"/reviews/talks/{row_of(maya).pk}", follow=True)
    assert "Maya Okafor reads the result now." in text(answer)
    assert "Nobody waits for a talk with you." in text(answer)


def test_nobody_else_ticks_on_the_page(maya: Person) -> None:
    path = f"/reviews/talks/{row_of(maya).pk}"
    assert signed_in(person()).post(path).status_code == 404
    assert signed_in(maya).post(path).status_code == 404
    assert not ReleasedResult.objects.exists()


@pytest.mark.parametrize(("days", "people"), [(27, 0), (28, 1)])
def test_after_the_latest_day_a_held_result_is_released(
    maya: Person, days: int, people: int
) -> None:
    latest_and = NOW + timedelta(days=days + 1)  # 20 December is the latest day, 28 days from now
    assert tell_overdue(now=latest_and) == people
    assert ReleasedResult.objects.count() == people
    assert Event.objects.filter(tag="result:talk-overdue").count() == people


def test_the_latest_day_ends_where_the_person_lives(maya: Person) -> None:
    Person.objects.filter(pk=maya.pk).update(time_zone="Pacific/Honolulu")
    midnight = NOW.replace(month=12, day=21, hour=5)
    assert tell_overdue(now=midnight) == 0
    assert tell_overdue(now=midnight + timedelta(hours=6)) == 1


def test_a_round_is_closed_when_everybody_was_talked_with(maya: Person, tom: Person) -> None:
    found = Cycle.objects.get()
    with pytest.raises(Conflict):
        close_cycle(found, by=hr(), now=LATER)
    note_talk(row_of(maya), by=tom, now=LATER)
    assert close_cycle(found, by=hr(), now=LATER).closed_at == LATER


def test_a_round_is_not_closed_before_its_release_and_not_twice() -> None:
    member()
    found = opened([version().family])
    with pytest.raises(Conflict):
        close_cycle(found, by=hr(), now=NOW)
    released(found)
    close_cycle(found, by=hr(), now=NOW)
    with pytest.raises(Conflict):
        close_cycle(found, by=hr(), now=NOW)


@pytest.fixture
def units() -> dict[str, Unit]:
    """Two units with one person each whose manager handed in."""
    made = {name: Unit.objects.create(name=name) for name in ("North", "South")}
    people = [member(unit=unit) for unit in made.values()]
    opened([version().family])
    for each in people:
        handed_in(sheet(each))
    return made


def _of(unit: Unit) -> None:
    found = Cycle.objects.get()
    release_results([found], unit=unit, by=hr(), now=NOW, today=TODAY)


def test_one_unit_is_released_and_the_rest_waits(units: dict[str, Unit]) -> None:
    _of(units["North"])
    assert ReleasedResult.objects.count() == 1
    assert Cycle.objects.get().state == "open"


def test_a_round_is_released_with_its_last_unit(units: dict[str, Unit]) -> None:
    _of(units["North"])
    _of(units["South"])
    assert Cycle.objects.get().state == "released"
    assert ReleasedResult.objects.count() == 2


def test_who_moves_after_the_opening_is_released_with_the_unit_they_came_from(
    units: dict[str, Unit],
) -> None:
    Position.objects.update(unit=units["South"])
    _of(units["North"])
    assert ReleasedResult.objects.count() == 1


def test_a_release_waits_for_its_time(units: dict[str, Unit]) -> None:
    admin = hr()
    plan_release(Cycle.objects.get(), at=LATER, by=admin, now=NOW)
    assert release_due(now=NOW) == 0
    assert not ReleasedResult.objects.exists()
    assert release_due(now=LATER) == 1
    assert release_due(now=LATER) == 0
    assert ReleasedResult.objects.filter(released_by=admin).count() == 2
    assert Release.objects.get().people == 2


def test_a_release_is_planned_once_and_can_be_called_off(units: dict[str, Unit]) -> None:
    found = Cycle.objects.get()
    planned = plan_release(found, at=LATER, by=hr(), now=NOW)
    with pytest.raises(Conflict):
        plan_release(found, at=LATER, by=hr(), now=NOW)
    withdraw_release(planned, by=hr(), now=NOW)
    assert release_due(now=LATER) == 0


def test_a_release_now_takes_the_place_of_what_was_planned(units: dict[str, Unit]) -> None:
    plan_release(Cycle.objects.get(), unit=units["North"], at=LATER, by=hr(), now=NOW)
    released(Cycle.objects.get())
    assert release_due(now=LATER) == 0


def test_hr_plans_and_calls_off_on_the_page(units: dict[str, Unit]) -> None:
    client, path = signed_in(hr()), f"/reviews/cycles/{Cycle.objects.get().pk}/release"
    assert "This time has passed" in text(client.post(path, {"at": "2020-01-01T10:00"}))
    client.post(path, {"at": "2099-01-01T10:00", "unit": units["North"].pk})
    assert "planned for 1 Jan 2099" in text(client.get(path))
    planned = Release.objects.get()
    client.post(f"/reviews/cycles/{planned.cycle_id}/releases/{planned.pk}/withdrawal")
    assert not Release.objects.exists()


def test_what_was_cited_goes_with_the_result() -> None:
    someone = member()
    opened([version().family])
    review = handed_in(sheet(someone))
    note = EvidenceNote.objects.create(
        person=someone, text="Shipped it.", happened_on=TODAY, created_at=NOW
    )
    competency = review.ratings.get(competency__slug="c1").competency
    Citation.objects.create(assessment=review, competency=competency, note=note)
    released(Cycle.objects.get())
    cited = ReleasedCitation.objects.get()
    assert (cited.result.person, cited.note, cited.competency) == (someone, note, competency)
