"""What somebody takes along: all that they may read, nothing that they may not, and signed."""

import json
from typing import Any

import pytest
from django.conf import settings

from tests.web.factories import NOW, TODAY, person
from tests.web.reviews.browsing import MARK, marked, signed_in, text
from tests.web.reviews.factories import member, opened, released, result, sheet, version
from trellis.export import verified
from trellis_web.audit.models import Event
from trellis_web.exports.actions import Kind, make_export
from trellis_web.exports.queries import document_of
from trellis_web.frameworks.models import Competency, Version
from trellis_web.growth.models import Confirmation, EvidenceNote, Plan, PlanAction
from trellis_web.people.models import Person
from trellis_web.reviews.models import (
    CheckIn,
    Nomination,
    ReleasedFeedback,
    Sighting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes", email="tom.reyes@example.test")


@pytest.fixture
def maya(tom: Person) -> Person:
    return member(tom, name="Maya Okafor")


@pytest.fixture
def pinned(maya: Person) -> Version:
    return version()


def document(of: Person) -> dict[str, Any]:
    return document_of(of, now=NOW)


def words(of: Person) -> str:
    return json.dumps(document(of), ensure_ascii=False)


def note(of: Person, words: str = "Moved the ledger.") -> EvidenceNote:
    return EvidenceNote.objects.create(person=of, text=words, happened_on=TODAY, created_at=NOW)


def test_a_result_comes_with_the_sentences_it_was_made_against(
    maya: Person, pinned: Version
) -> None:
    result(maya, pinned, ratings={"c1": {"score": 3, "next": "shows", "reason": "Led it."}})
    (found,) = document(maya)["results"]
    row = found["ratings"][0]
    assert row["competency"] == "Craft 1"
    assert row["sentences_of_the_level"] == ["Does craft 1 as L1."]
    assert row["sentences_of_the_next_level"] == ["Does craft 1 as L2."]
    assert (row["rating"]["score"], row["rating"]["reason"]) == (3, "Led it.")


def test_what_was_not_rated_is_nothing_and_no_zero(maya: Person, pinned: Version) -> None:
    result(maya, pinned)
    (found,) = document(maya)["results"]
    assert [row["rating"] for row in found["ratings"]] == [None, None, None]


def test_evidence_plans_endorsements_and_check_ins_are_in_words(
    maya: Person, tom: Person, pinned: Version
) -> None:
    mine = note(maya)
    mine.tags.create(kind="competency", family="engineering", key="c1")
    Confirmation.objects.create(
        note=mine, colleague=person("Ana Diaz"), asked_at=NOW, asked_by=maya
    )
    plan = Plan.objects.create(
        person=maya, family="engineering", move="L1-L2", made_at=NOW, made_by=maya
    )
    PlanAction.objects.create(
        plan=plan,
        kind="work",
        text="Lead it.",
        due_on=TODAY,
        added_at=NOW,
        added_by=maya,
    )
    talk = CheckIn.objects.create(
        person=maya, manager=tom, version=pinned, level="L1", started_at=NOW, started_by=tom,
        recorded_at=NOW, recorded_by=tom,
    )  # fmt: skip
    craft = Competency.objects.get(slug="c2")
    Sighting.objects.create(check_in=talk, competency=craft, seen="shows", seen_why="In the talk.")
    found = document(maya)
    assert found["evidence"][0]["shows"] == ["Craft 1"]
    assert found["evidence"][0]["confirmations"][0]["colleague"] == "Ana Diaz"
    assert found["plans"][0]["towards"] == "Engineer → Senior Engineer"
    assert found["plans"][0]["actions"][0]["text"] == "Lead it."
    assert found["check_ins"][0]["seen"][0]["competency"] == "Craft 2"
    assert found["positions"][0]["family"] == "Engineering"


def test_an_anonymous_colleague_stays_without_a_name(maya: Person, pinned: Version) -> None:
    found = result(maya, pinned)
    craft = Competency.objects.get(slug="c1")
    ReleasedFeedback.objects.create(
        result=found, competency=craft, perspective="peer", reason="Clear."
    )
    (said,) = document(maya)["results"][0]["ratings"][0]["feedback"]
    assert (said["from"], said["words"]) == (None, "Clear.")


# What is never in it


def test_nothing_of_an_unreleased_review_is_in_it(maya: Person, pinned: Version) -> None:
    opened([pinned.family])
    before = words(maya)
    marked(maya)
    assert MARK not in words(maya)
    assert words(maya) == before
    released(sheet(maya).participant.cycle)
    assert MARK in words(maya)


def test_of_others_it_holds_names_and_nothing_more(
    maya: Person, tom: Person, pinned: Version
) -> None:
    result(maya, pinned, manager=tom)
    opened([pinned.family])
    peer = person("Pia Secret", email="pia@example.test")
    Nomination.objects.create(
        participant=sheet(maya).participant, peer=peer, perspective="peer", nominated_at=NOW,
        nominated_by=maya,
    )  # fmt: skip
    note(tom, "A private note of Tom.")
    said = words(maya)
    assert "Tom Reyes" in said
    for other in ("tom.reyes@example.test", "A private note of Tom.", "Pia Secret", "pia@"):
        assert other not in said


def test_a_check_in_that_is_only_prepared_is_not_in_it(
    maya: Person, tom: Person, pinned: Version
) -> None:
    CheckIn.objects.create(
        person=maya, manager=tom, version=pinned, level="L1", started_at=NOW, started_by=tom,
        note="Not yet said.",
    )  # fmt: skip
    assert "Not yet said." not in words(maya)


# The file


def test_the_file_is_signed_with_the_key_that_everybody_can_fetch(maya: Person) -> None:
    client = signed_in(maya)
    answer = client.post("/account/data/file", {"kind": "json"})
    assert answer["Content-Disposition"].startswith("attachment; ")
    client.logout()
    key = client.get("/.well-known/trellis-export-key.pem").content
    assert key.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert verified(answer.content, key)["person"]["name"] == "Maya Okafor"


def test_a_hostile_text_stays_a_text_in_the_pdf(maya: Person) -> None:
    note(maya, '#panic("x") $ *bold <script> = [')
    answer = signed_in(maya).post("/account/data/file", {"kind": "pdf"})
    assert answer.content.startswith(b"%PDF")


def test_every_export_leaves_one_event(maya: Person) -> None:
    make_export(kind=Kind.JSON, by=maya, now=NOW)
    (event,) = Event.objects.filter(tag="export:made")
    assert (event.actor, event.subject, event.payload["kind"]) == (maya, maya, "json")


def test_another_kind_is_not_there_and_looking_at_the_page_makes_nothing(maya: Person) -> None:
    client = signed_in(maya)
    assert client.post("/account/data/file", {"kind": "exe"}).status_code == 404
    assert client.get("/account/data/file").status_code == 405
    assert "Download as JSON, signed" in text(client.get("/account/data"))
    assert not Event.objects.filter(tag="export:made").exists()


def test_the_private_key_is_served_nowhere(maya: Person) -> None:
    make_export(kind=Kind.JSON, by=maya, now=NOW)
    path = settings.DATA_DIR / "export-key.pem"
    assert path.stat().st_mode & 0o077 == 0
    assert not path.is_relative_to(settings.STATIC_ROOT)
