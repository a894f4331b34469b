"""The pages of plans, check-ins and agendas, as the two people use them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.ui.factories import result, version
from tests.web.ui.test_home import note
from trellis_web.frameworks.models import Version
from trellis_web.growth.actions import share_evidence
from trellis_web.growth.models import OneOnOne, Plan, PlanAction
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import CheckIn, Cycle, Participant

pytestmark = pytest.mark.django_db

LATER = (timezone.localdate() + timedelta(days=30)).isoformat()
WORDS = "Lead the design of the ledger."


@pytest.fixture
def pinned() -> Version:
    return version()


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person, pinned: Version) -> Person:
    maya = person("Maya Okafor", level="IC2", title="Engineer", manager=tom)
    result(maya, pinned, design=2)
    return maya


def start(client: Client, maya: Person, **changed: Any) -> Any:
    said = {
        "design-take": "on",
        "design-text": WORDS,
        "design-kind": "work",
        "design-due_on": LATER,
    }
    return client.post(f"/growth/people/{maya.pk}/new", said | changed)


def test_without_a_plan_the_page_names_the_gaps(maya: Person) -> None:
    page = text(signed_in(maya).get("/growth/"))
    assert "Start a plan from these gaps" in page
    assert "No plan yet" in page


def test_one_action_is_proposed_for_each_gap_in_the_words_of_the_level_ahead(
    maya: Person,
) -> None:
    page = text(signed_in(maya).get(f"/growth/people/{maya.pk}/new"))
    assert re.findall(r'name="(\w+)-take"', page) == ["design"]
    assert start(signed_in(maya), maya).status_code == 302
    assert [each.text for each in PlanAction.objects.all()] == [WORDS]


def test_what_is_not_taken_is_not_asked_for_and_an_empty_plan_is_refused(maya: Person) -> None:
    answer = signed_in(maya).post(f"/growth/people/{maya.pk}/new", {"design-text": ""})
    assert (answer.status_code, Plan.objects.count()) == (422, 0)


@pytest.mark.parametrize("wrong", [{"design-text": ""}, {"design-due_on": "2020-01-01"}])
def test_a_proposal_that_lacks_something_comes_back(maya: Person, wrong: dict[str, str]) -> None:
    answer = start(signed_in(maya), maya, **wrong)
    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert "There is a problem" in text(answer)


def test_the_manager_agrees_and_the_page_says_so(maya: Person, tom: Person) -> None:
    start(signed_in(maya), maya)
    plan, client = Plan.objects.get(), signed_in(tom)
    assert "Agree to this plan" in text(client.get(f"/growth/people/{maya.pk}"))
    client.post(f"/growth/plans/{plan.pk}/agreement")
    assert "Tom Reyes agreed on" in text(signed_in(maya).get("/growth/"))
    assert signed_in(maya).post(f"/growth/plans/{plan.pk}/agreement").status_code == 403


def test_an_action_is_added_moved_done_and_dropped(maya: Person, tom: Person) -> None:
    start(signed_in(maya), maya)
    plan, client = Plan.objects.get(), signed_in(maya)
    about = {"text": "Pair with Tom.", "kind": "mentor", "due_on": LATER, "mentor": "tom reyes"}
    assert client.post(f"/growth/plans/{plan.pk}/actions", about).status_code == 302
    added = PlanAction.objects.get(kind="mentor")
    assert added.mentor == tom
    moved = about | {"due_on": (TODAY + timedelta(days=400)).isoformat()}
    assert client.post(f"/growth/actions/{added.pk}", moved).status_code == 302
    assert client.post(f"/growth/actions/{added.pk}/withdrawal", {}).status_code == 422
    client.post(f"/growth/actions/{added.pk}/withdrawal", {"reason": "No time."})
    client.post(f"/growth/actions/{PlanAction.objects.get(kind='work').pk}/completion")
    page = text(client.get("/growth/"))
    assert "No time." in page
    assert "Nothing is open." in page


def test_a_mentor_whom_nobody_knows_is_asked_for_again(maya: Person) -> None:
    start(signed_in(maya), maya)
    about = {"text": "Pair.", "kind": "mentor", "due_on": LATER, "mentor": "Nobody Known"}
    answer = signed_in(maya).post(f"/growth/plans/{Plan.objects.get().pk}/actions", about)
    assert answer.status_code == 422


def test_a_stranger_and_nobody_are_the_same_page(maya: Person, tom: Person) -> None:
    start(signed_in(maya), maya)
    plan, action = Plan.objects.get().pk, PlanAction.objects.get().pk
    client = signed_in(person())
    for hidden, missing in (
        (f"/growth/people/{maya.pk}", "/growth/people/9999999"),
        (f"/growth/people/{maya.pk}/new", "/growth/people/9999999/new"),
        (f"/growth/actions/{action}", "/growth/actions/9999999"),
        (f"/growth/plans/{plan}/actions", "/growth/plans/9999999/actions"),
        (f"/team/{maya.pk}/agenda", "/team/9999999/agenda"),
        (f"/reviews/check-ins/people/{maya.pk}", "/reviews/check-ins/people/9999999"),
    ):
        answers = [client.get(hidden), client.get(missing)]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_hr_reads_a_plan_and_changes_nothing(maya: Person) -> None:
    start(signed_in(maya), maya)
    client = signed_in(hr())
    page = text(client.get(f"/growth/people/{maya.pk}"))
    assert WORDS in page
    assert "Add an action" not in page
    assert client.get(f"/growth/people/{maya.pk}/new").status_code == 403
    action = PlanAction.objects.get().pk
    assert client.post(f"/growth/actions/{action}/completion").status_code == 403


def test_an_ex_manager_opens_nothing_of_it(maya: Person, tom: Person) -> None:
    start(signed_in(tom), maya)
    client, plan = signed_in(tom), Plan.objects.get()
    ReportingLine.objects.update(until=TODAY)
    for path in (f"/growth/people/{maya.pk}", f"/team/{maya.pk}/agenda"):
        assert client.get(path).status_code == 404
    assert client.post(f"/growth/plans/{plan.pk}/end").status_code == 404


def check_in(client: Client, maya: Person) -> CheckIn:
    client.post(f"/reviews/check-ins/people/{maya.pk}")
    return CheckIn.objects.get()


def test_a_check_in_is_prepared_recorded_and_read_and_makes_an_opportunity_of_no_chance(
    maya: Person, tom: Person
) -> None:
    found = check_in(signed_in(maya), maya)
    address = f"/reviews/check-ins/{found.pk}"
    assert "secret sign" not in text(signed_in(tom).get(address))
    signed_in(maya).post(
        f"{address}/preparation", {"design-next": "shows", "design-why": "secret sign"}
    )
    assert "secret sign" in text(signed_in(tom).get(address))
    seen = {"design-next": "no_opportunity", "design-why": "No project yet.", "note": "Ask Ana."}
    assert signed_in(tom).post(f"{address}/record", seen).status_code == 302
    page = text(signed_in(maya).get(address))
    assert "No project yet." in page
    assert "Ask Ana." in page
    assert signed_in(tom).post(f"{address}/record", seen).status_code == 409


def test_no_chance_is_the_managers_task_on_the_page_of_the_plan(
    maya: Person, tom: Person, pinned: Version
) -> None:
    ada = person("Ada", level="IC2", manager=tom)
    client = signed_in(tom)
    client.post(f"/reviews/check-ins/people/{ada.pk}")
    found = CheckIn.objects.get(person=ada)
    client.post(f"/reviews/check-ins/{found.pk}/record", {"design-next": "no_opportunity"})
    page = text(signed_in(ada).get("/growth/"))
    assert "Tom Reyes looks for an opportunity" in page
    assert "1 competency stands before" not in page
    start(signed_in(ada), ada)
    assert PlanAction.objects.get().is_opportunity


def test_an_agenda_holds_what_is_new_and_begins_again_after_the_talk(
    maya: Person, tom: Person
) -> None:
    start(signed_in(maya), maya)
    note(maya, "design", text="Kept to myself.")
    share_evidence(note=note(maya, text="Told to Tom."), by=maya, now=NOW, today=TODAY)
    client, address = signed_in(tom), f"/team/{maya.pk}/agenda"
    page = text(client.get(address))
    assert ("Told to Tom." in page, "Kept to myself." in page, WORDS in page) == (True, False, True)
    assert "A plan to agree on" in page
    day = timezone.localdate() + timedelta(days=1)
    assert client.post(f"/team/{maya.pk}/talks", {"held_on": day.isoformat()}).status_code == 422
    client.post(f"/team/{maya.pk}/talks", {"held_on": timezone.localdate().isoformat()})
    assert OneOnOne.objects.get().manager == tom
    assert signed_in(maya).post(f"/team/{maya.pk}/talks", {}).status_code == 403


def test_only_the_manager_reads_that_a_result_waits_to_be_told(
    maya: Person, tom: Person, pinned: Version
) -> None:
    round_ = Cycle.objects.create(
        title="Told first", seq=7, from_on=TODAY, to_on=TODAY + timedelta(days=9),
        due_on=TODAY, is_told_first=True, told_by_on=TODAY, created_at=NOW, opened_at=NOW,
    )  # fmt: skip
    Participant.objects.create(
        cycle=round_, person=maya, manager=tom, version=pinned, level="IC2", held_at=NOW
    )
    assert "Told first" in text(signed_in(tom).get(f"/team/{maya.pk}/agenda"))
    assert "Told first" not in text(signed_in(maya).get(f"/team/{maya.pk}/agenda"))


def test_the_pages_ask_seldom(maya: Person, tom: Person) -> None:
    start(signed_in(maya), maya)
    client = signed_in(tom)
    for path, most in ((f"/growth/people/{maya.pk}", 26), (f"/team/{maya.pk}/agenda", 20)):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        assert len(captured) <= most, path
