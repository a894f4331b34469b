"""What each action changes, records and refuses; and what criteria read afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.growth.factories import (
    FRAMEWORK,
    SCOPE,
    STARRED,
    WHEN,
    note,
    publish,
    readiness,
    seller,
    stored,
)
from trellis.readiness.facts import Proof
from trellis.readiness.judge import judge
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.queries import resolved
from trellis_web.growth import actions
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.queries import growth_of
from trellis_web.growth.rules.metrics import read_metrics
from trellis_web.people.models import Person
from trellis_web.readiness.models import CriterionFact

pytestmark = pytest.mark.django_db
BACKED: dict[str, Any] = {"family": "sales", "move": "A-B", "text": "Shows it each week."} | WHEN


@pytest.fixture
def manager() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(manager: Person) -> Person:
    publish()
    return seller(manager=manager, email="maya@example.test", external_id="E-1")


def confirm(written: EvidenceNote) -> None:
    ana = person()
    asked = actions.ask_confirmation(note=written, colleague=ana, by=written.person, **WHEN)
    actions.confirm_evidence(confirmation=asked, by=ana, **WHEN)


def figures(*rows: str) -> Any:
    return read_metrics("\n".join(("email,metric,period,value", *rows)).encode(), "quota.csv")


def test_a_private_note_counts_as_nothing(maya: Person) -> None:
    confirm(note(maya))
    assert stored(maya, "scope") == (0, 0)


def test_a_shared_note_is_evidence_and_a_confirmation_makes_it_count(maya: Person) -> None:
    shared = note(maya, shared=True)
    assert stored(maya, "scope") == (1, 0)
    confirm(shared)
    assert stored(maya, "scope") == (1, 1)
    actions.unshare_evidence(note=shared, by=maya, **WHEN)
    assert stored(maya, "scope") == (0, 0)


def test_a_note_confirmed_by_two_colleagues_is_one_note(maya: Person) -> None:
    shared = note(maya, shared=True)
    confirm(shared)
    confirm(shared)
    assert stored(maya, "scope") == (1, 1)


def test_a_deleted_note_no_longer_counts(maya: Person) -> None:
    shared = note(maya, shared=True)
    actions.delete_evidence(note=shared, by=maya, **WHEN)
    assert stored(maya, "scope") == (0, 0)


def test_a_shared_note_that_is_confirmed_is_not_deleted(maya: Person) -> None:
    shared = note(maya, shared=True)
    confirm(shared)
    with pytest.raises(Denied, match="Make it private"):
        actions.delete_evidence(note=shared, by=maya, **WHEN)


def test_changing_the_tags_changes_what_the_note_counts_for(maya: Person) -> None:
    shared = note(maya, shared=True)
    actions.edit_evidence(
        note=shared, text="x", happened_on=TODAY, link="", tags=[], by=maya, **WHEN
    )
    assert stored(maya, "scope") == (0, 0)


def test_an_endorsement_counts_until_it_is_withdrawn(maya: Person, manager: Person) -> None:
    given = actions.endorse(person=maya, by=manager, **BACKED)
    assert stored(maya, "manager") == (1, 1)
    actions.withdraw_endorsement(endorsement=given, by=manager, **WHEN)
    assert stored(maya, "manager") == (0, 0)


def test_a_second_endorsement_replaces_the_first(maya: Person, manager: Person) -> None:
    for _ in range(2):
        actions.endorse(person=maya, by=manager, **BACKED)
    assert stored(maya, "manager") == (1, 1)


def test_nobody_withdraws_the_endorsement_of_somebody_else(maya: Person, manager: Person) -> None:
    given = actions.endorse(person=maya, by=manager, **BACKED)
    other = person()
    seller("Sam", manager=other)
    with pytest.raises(Denied, match="Only the person who gave"):
        actions.withdraw_endorsement(endorsement=given, by=other, **WHEN)


def test_figures_count_for_the_last_periods_only(maya: Person) -> None:
    file = figures(
        "maya@example.test,quota,2025-Q4,130",
        "maya@example.test,quota,2026-Q1,99.99",
        "maya@example.test,quota,2026-Q2,100",
    )
    actions.import_metrics(file=file, by=hr(), **WHEN)
    assert stored(maya, "quota") == (2, 1)


def test_everything_together_makes_ready_and_taking_one_back_ends_it(
    maya: Person, manager: Person
) -> None:
    confirm(note(maya, shared=True))
    behaviour = note(maya, shared=True, tags=[STARRED])
    confirm(behaviour)
    assert readiness(maya) == "nearly"
    actions.import_metrics(file=figures("maya@example.test,quota,2026-Q1,120"), by=hr(), **WHEN)
    assert readiness(maya) == "ready"
    actions.unshare_evidence(note=behaviour, by=maya, **WHEN)
    assert readiness(maya) == "nearly"


def test_the_stored_verdict_is_the_verdict_of_the_judge(maya: Person, manager: Person) -> None:
    confirm(note(maya, shared=True))
    actions.endorse(person=maya, by=manager, **BACKED)
    framework = resolved(publish(FRAMEWORK.replace("min: 100", "min: 90")))
    actions.refresh_facts([maya.pk], today=TODAY)
    facts = growth_of([maya.pk])[maya.pk].towards("sales", framework.moves["A-B"])
    assert facts.statements == {"scope": Proof(evidence=1, confirmed=1)}
    assert facts.endorsements == {"manager": 1}
    assert judge(framework, "A-B", facts).readiness == readiness(maya)


def test_a_new_version_reads_what_was_collected_before(maya: Person) -> None:
    confirm(note(maya, shared=True))
    version = publish(FRAMEWORK.replace("Asks what", "Asks early what"))
    event = Event(at=NOW)
    actions.follow_publication([event])
    fact = CriterionFact.objects.get(criterion__move__version=version, criterion__slug="scope")
    assert (fact.seen, fact.have) == (1, 1)


def test_each_action_leaves_one_event_that_holds_no_words(maya: Person, manager: Person) -> None:
    written = note(maya, "Secret words.", tags=[SCOPE, SCOPE])
    colleague = person()
    change: dict[str, Any] = {"text": "Secret words.", "link": "", "tags": []} | WHEN
    steps: list[tuple[str, Callable[[], object]]] = [
        (
            "evidence:edited",
            lambda: actions.edit_evidence(note=written, happened_on=TODAY, by=maya, **change),
        ),
        ("evidence:shared", lambda: actions.share_evidence(note=written, by=maya, **WHEN)),
        ("evidence:unshared", lambda: actions.unshare_evidence(note=written, by=maya, **WHEN)),
        (
            "confirmation:asked",
            lambda: actions.ask_confirmation(note=written, colleague=colleague, by=maya, **WHEN),
        ),
        (
            "confirmation:cancelled",
            lambda: actions.cancel_confirmation(
                confirmation=written.confirmations.get(), by=maya, **WHEN
            ),
        ),
        ("evidence:deleted", lambda: actions.delete_evidence(note=written, by=maya, **WHEN)),
        ("endorsement:given", lambda: actions.endorse(person=maya, by=manager, **BACKED)),
        (
            "endorsement:withdrawn",
            lambda: actions.withdraw_endorsement(
                endorsement=maya.endorsements.get(), by=manager, **WHEN
            ),
        ),
        (
            "metric:imported",
            lambda: actions.import_metrics(file=figures("E-1,quota,2026-Q1,1"), by=hr(), **WHEN),
        ),
    ]
    assert list(Event.objects.values_list("tag", flat=True)) == ["evidence:added"]
    for tag, step in steps:
        before = Event.objects.count()
        step()
        added = list(Event.objects.order_by("pk")[before:])
        assert [event.tag for event in added] == [tag]
        assert "Secret" not in str(added[0].payload)


def test_sharing_twice_is_one_event(maya: Person) -> None:
    shared = note(maya, shared=True)
    actions.share_evidence(note=shared, by=maya, **WHEN)
    assert Event.objects.filter(tag="evidence:shared").count() == 1


def test_rows_with_problems_stop_an_import_until_they_are_left_out(maya: Person) -> None:
    file = figures("nobody@example.test,quota,2026-Q1,1", "E-1,quota,2026-Q1,104.5")
    admin = hr()
    with pytest.raises(Denied, match="Some rows have problems"):
        actions.import_metrics(file=file, by=admin, **WHEN)
    assert not maya.metrics.exists()
    actions.import_metrics(file=file, without_bad_rows=True, by=admin, **WHEN)
    assert [str(each.value) for each in maya.metrics.all()] == ["104.50"]


def test_a_second_import_replaces_the_figure_of_the_period(maya: Person) -> None:
    admin = hr()
    for value in ("90", "101,5"):
        data = f"id;metric;period;value\nE-1;Quota;2026-Q1;{value}".encode("utf-16")
        plan = actions.import_metrics(file=read_metrics(data, "q.csv"), by=admin, **WHEN)
    assert (plan.new, plan.changed, plan.unchanged) == (0, 1, 0)
    assert [str(each.value) for each in maya.metrics.all()] == ["101.50"]


def queries_of(step: Callable[..., object], **values: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        step(**values, **WHEN)
    return len(captured)


def test_thirty_people_take_as_many_statements_as_three(maya: Person) -> None:
    admin, counts = hr(), []
    for n in (3, 3, 30):  # the first time also reads the framework
        people = [seller() for _ in range(n)]
        file = figures(*(f"{each.email},quota,2026-Q1,104" for each in people))
        counts.append(queries_of(actions.import_metrics, file=file, by=admin))
    assert counts[1] == counts[2]


def test_thirty_notes_take_as_many_statements_as_three(maya: Person) -> None:
    counts = []
    for n in (3, 3, 30):
        someone, ana = seller(), person()
        written = note(someone, shared=True)
        for _ in range(n - 1):
            note(someone, shared=True)
        asked = actions.ask_confirmation(note=written, colleague=ana, by=someone, **WHEN)
        counts.append(queries_of(actions.confirm_evidence, confirmation=asked, by=ana))
    assert counts[1] == counts[2]
