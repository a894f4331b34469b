"""Autosave: acknowledged means stored, twice means once, two windows lose nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import person
from tests.web.reviews.browsing import MARK, filled, signed_in
from tests.web.reviews.factories import handed_in, member, opened, released, sheet, version
from trellis_web.audit.models import Event
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle, Rating
from trellis_web.reviews.queries import answers_of, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """Maya, in an open round."""
    someone = member(tom, name="Maya Okafor")
    opened([version().family])
    return someone


class Tab:
    """A window with the form of Maya's review: what it shows, and what it last knew of storage."""

    def __init__(self, maya: Person, tom: Person) -> None:
        found = sheet(maya)
        self.client: Client = signed_in(tom)
        self.path = f"/reviews/{found.pk}"
        shown = sheet_of(found, to=tom)
        self.base = {item.question.slug: item.base for item in shown.items}
        self.base["summary"] = shown.summary_base
        self.said = {
            item.question.slug: {
                "score": str(item.answer.score or ""),
                "next": item.answer.next,
                "reason": item.answer.reason,
            }
            for item in shown.items
        }

    def types(self, slug: str, **said: str) -> Any:
        """Changes an answer, and sends it as autosave does."""
        self.said[slug] |= said
        return self.sends(slug)

    def sends(self, slug: str) -> Any:
        """Sends an answer as it stands."""
        sent = {f"{slug}-{name}": value for name, value in self.said[slug].items()}
        sent[f"{slug}-base"] = self.base[slug]
        answer = self.client.post(f"{self.path}/ratings/{slug}", sent)
        if answer.status_code == 200:
            self.base[slug] = answer.json()["base"]
        return answer


def test_autosave_answers_how_far_the_sheet_is(maya: Person, tom: Person) -> None:
    told = Tab(maya, tom).types("c1", score="4", next="shows").json()
    assert told["progress"] == "1 of 3 answered"
    assert told["is_answered"]
    assert told["saved"].startswith("Saved at ")
    assert answers_of(sheet(maya))["c1"].score == 4


def test_autosave_keeps_the_closing_words(maya: Person, tom: Person) -> None:
    tab = Tab(maya, tom)
    sent = {"summary": MARK, "summary-base": tab.base["summary"]}
    told = tab.client.post(f"{tab.path}/summary", sent).json()
    assert sheet(maya).summary == MARK
    again = {"summary": "More.", "summary-base": told["base"]}
    assert tab.client.post(f"{tab.path}/summary", again).status_code == 200
    assert sheet(maya).summary == "More."


def test_closing_words_of_two_windows_clash(maya: Person, tom: Person) -> None:
    tab = Tab(maya, tom)
    for text, status in (("First.", 200), ("Second.", 409)):
        sent = {"summary": text, "summary-base": tab.base["summary"]}
        answer = tab.client.post(f"{tab.path}/summary", sent)
        assert answer.status_code == status
    assert "First." in answer.json()["notes"]
    assert sheet(maya).summary == "First."


def test_an_answer_of_another_window_is_not_lost(maya: Person, tom: Person) -> None:
    one, other = Tab(maya, tom), Tab(maya, tom)
    assert one.types("c1", score="4").status_code == 200
    assert other.types("c2", score="2").status_code == 200
    assert one.types("c1", score="5").status_code == 200
    assert {slug: a.score for slug, a in answers_of(sheet(maya)).items()} == {"c1": 5, "c2": 2}


def test_another_field_of_the_same_answer_is_not_lost_either(maya: Person, tom: Person) -> None:
    one, other = Tab(maya, tom), Tab(maya, tom)
    one.types("c1", score="4")
    assert other.types("c1", reason="From the other window.").status_code == 200
    stored = answers_of(sheet(maya))["c1"]
    assert (stored.score, stored.reason) == (4, "From the other window.")


def test_the_same_field_in_two_windows_is_told_with_both_texts_and_nothing_is_overwritten(
    maya: Person, tom: Person
) -> None:
    one, other = Tab(maya, tom), Tab(maya, tom)
    one.types("c1", reason="The first text.")
    late = other.types("c1", reason="The second text.")
    assert late.status_code == 409
    assert late.json()["code"] == "review-changed"
    assert "The first text." in late.json()["notes"]
    assert answers_of(sheet(maya))["c1"].reason == "The first text."
    other.base["c1"] = late.json()["base"]
    assert other.sends("c1").status_code == 200
    assert answers_of(sheet(maya))["c1"].reason == "The second text."


def test_without_script_the_second_window_reads_both_texts_and_may_keep_its_own(
    maya: Person, tom: Person
) -> None:
    one, other = Tab(maya, tom), Tab(maya, tom)
    one.types("c1", reason="The first text.")
    one.types("c2", score="4")
    sent = {"c1-score": "", "c1-next": "", "c1-reason": "The second text."}
    sent |= {"c2-score": "", "c2-next": "not_yet", "c2-reason": ""}
    sent |= {f"{slug}-base": base for slug, base in other.base.items()}
    late = other.client.post(other.path, sent)
    page = late.content.decode()
    assert late.status_code == 409
    assert "The first text." in page
    assert "The second text." in page
    assert answers_of(sheet(maya))["c2"].next == ""
    shown = filled(late)
    assert other.client.post(other.path, shown).status_code == 302
    stored = answers_of(sheet(maya))
    assert stored["c1"].reason == "The second text."
    assert (stored["c2"].score, stored["c2"].next) == (4, "not_yet")


def test_what_was_stored_although_the_answer_got_lost_is_taken_again(
    maya: Person, tom: Person
) -> None:
    tab = Tab(maya, tom)
    tab.said["c1"]["reason"] = "Sent, and the connection broke."
    lost = {f"c1-{name}": value for name, value in tab.said["c1"].items()}
    tab.client.post(f"{tab.path}/ratings/c1", lost | {"c1-base": tab.base["c1"]})
    assert tab.sends("c1").status_code == 200
    assert tab.types("c1", reason="Sent, and then more.").status_code == 200
    assert answers_of(sheet(maya))["c1"].reason == "Sent, and then more."


def test_autosave_leaves_no_event(maya: Person, tom: Person) -> None:
    before = Event.objects.count()
    Tab(maya, tom).types("c1", score="4")
    assert Event.objects.count() == before


def test_a_text_that_is_too_long_is_refused_with_its_length(maya: Person, tom: Person) -> None:
    answer = Tab(maya, tom).types("c1", reason="x" * 10_001)
    assert answer.status_code == 422
    assert "This has 10001 characters, and 10,000 fit." in answer.json()["sentence"]
    assert not Rating.objects.exists()


def test_after_the_release_autosave_is_refused_in_words(maya: Person, tom: Person) -> None:
    tab = Tab(maya, tom)
    own = sheet(maya, "self")
    handed_in(sheet(maya))
    released(Cycle.objects.get())
    answer = signed_in(maya).post(f"/reviews/{own.pk}/ratings/c1", {"c1-reason": "Late."})
    assert answer.status_code == 409
    assert answer.json()["sentence"]
    assert tab.types("c1", score="5").status_code == 409
    assert not Rating.objects.filter(assessment=own).exists()


def test_words_about_a_person_come_back_with_what_to_write_instead(
    maya: Person, tom: Person
) -> None:
    tab = Tab(maya, tom)
    told = tab.types("c1", score="3", next="shows", reason="Maya is nice & <b>abrasive</b>.").json()
    assert "“nice” praises somebody" in told["notes"]
    assert "“abrasive” says how somebody is" in told["notes"]
    assert "<b>" not in told["notes"].replace("<b>Worth", "")
    assert told["is_answered"]


def test_autosave_needs_few_queries_however_long_the_sheet_is(maya: Person, tom: Person) -> None:
    tab = Tab(maya, tom)
    tab.types("c1", score="4")
    with CaptureQueriesContext(connection) as queries:
        tab.types("c1", reason="More.")
    assert len(queries) <= 18
