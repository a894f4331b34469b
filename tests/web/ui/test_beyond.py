"""Two lines up: counts of teams of five and more; one person for a reason that they read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.web.factories import NOW, TODAY, person, report
from tests.web.reviews.factories import member, result, version
from trellis_web.access.actions import give_reason
from trellis_web.access.models import ReadingReason
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import ReleasedResult
from trellis_web.ui.queries.beyond import teams_beyond

pytestmark = pytest.mark.django_db
WHY = "Her manager left and I decide on the plan."
WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}


@pytest.fixture
def ines() -> Person:
    return person("Ines Duarte")


@pytest.fixture
def tom(ines: Person) -> Person:
    return person("Tom Reyes", manager=ines)


@pytest.fixture
def maya(tom: Person) -> Person:
    pinned = version()
    maya = member(tom, name="Maya Okafor")
    result(maya, pinned, ratings={"c1": {"score": 3, "reason": "Led it."}})
    EvidenceNote.objects.create(
        person=maya,
        text="Shared words",
        happened_on=TODAY,
        created_at=NOW,
        shared_at=NOW,
        shared_by=maya,
    )
    EvidenceNote.objects.create(
        person=maya, text="Private words", happened_on=TODAY, created_at=NOW
    )
    return maya


def reads(actor: Person, about: Person, *, day: int = 0) -> tuple[int, list[str]]:
    """How many results, and which notes, the actor reads about somebody."""
    today = TODAY + timedelta(days=day)
    results = visible(ReleasedResult, to=actor, today=today).filter(person=about)
    notes = visible(EvidenceNote, to=actor, today=today).filter(person=about)
    return results.count(), [note.text for note in notes]


def test_without_a_reason_there_is_nothing(ines: Person, maya: Person) -> None:
    assert reads(ines, maya) == (0, [])


def test_with_a_reason_what_is_released_and_shared_is_read_until_the_night(
    ines: Person, maya: Person
) -> None:
    give_reason(person=maya, reason=WHY, by=ines, **WHEN)
    assert reads(ines, maya) == (1, ["Shared words"])
    assert reads(ines, maya, day=1) == (0, [])


def test_the_reason_ends_with_the_line(ines: Person, tom: Person, maya: Person) -> None:
    give_reason(person=maya, reason=WHY, by=ines, **WHEN)
    ReportingLine.objects.filter(person=tom).update(until=TODAY)
    assert reads(ines, maya) == (0, [])


def test_only_who_is_two_lines_up_gives_one(ines: Person, tom: Person, maya: Person) -> None:
    for actor in (tom, person("Olga Marsh"), maya):
        with pytest.raises(Denied, match="report to somebody on your team"):
            give_reason(person=maya, reason=WHY, by=actor, **WHEN)
    assert not ReadingReason.objects.exists()


def test_a_reason_is_one_event_without_its_words(ines: Person, maya: Person) -> None:
    for _again in range(2):
        give_reason(person=maya, reason=WHY, by=ines, **WHEN)
    [event] = Event.objects.filter(tag="reason:given")
    assert (event.actor, event.subject) == (ines, maya)
    assert WHY not in str(event.payload)


def test_the_person_reads_who_opened_the_result_and_why(
    client: Client, ines: Person, maya: Person
) -> None:
    client.force_login(ines)
    page = f"/team/beyond/{maya.pk}"
    assert client.post(page, {"reason": "Because"}).status_code == 422
    assert client.post(page, {"reason": WHY}).status_code == 302
    [released] = maya.results.all()
    assert b"Shared words" in client.get(page).content
    assert client.get(f"/reviews/results/{released.pk}").status_code == 200
    client.force_login(maya)
    told = client.get(f"/reviews/results/{released.pk}").content.decode()
    assert "Ines Duarte" in told
    assert WHY in told


def test_a_page_about_anybody_else_is_missing(client: Client, ines: Person, tom: Person) -> None:
    client.force_login(ines)
    assert client.get(f"/team/beyond/{tom.pk}").status_code == 404
    assert client.get(f"/team/beyond/{ines.pk}").status_code == 404


def test_small_teams_have_no_figures_and_take_the_next_smallest_with_them(ines: Person) -> None:
    for name, size in (("Ana", 3), ("Ben", 6), ("Cem", 8)):
        manager = person(name, manager=ines)
        for _each in range(size):
            person(manager=manager)
    shown = {team.manager.name: team.counts is not None for team in teams_beyond(ines, today=TODAY)}
    assert shown == {"Ana": False, "Ben": False, "Cem": True}


def test_whoever_leads_the_person_themself_is_no_skip_level(ines: Person, maya: Person) -> None:
    report(maya, ines, kind="acting")
    assert teams_beyond(ines, today=TODAY) == []
