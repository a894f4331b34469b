"""The box over every page: it saves, says what is wrong, and suggests tags from the words."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import person
from tests.web.growth.factories import SCOPE, note, publish, seller, signed_in
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.queries.tags import tags_for
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
BOX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def maya() -> Person:
    publish()
    return seller(email="maya@example.test")


@pytest.mark.parametrize("page", ["/", "/frameworks/", "/evidence/", "/reviews/", "/keys"])
def test_the_box_stands_on_every_page(maya: Person, page: str) -> None:
    text = signed_in(maya).get(page).content.decode()
    assert 'data-suggest="/evidence/suggestions"' in text
    assert 'href="/evidence/new"' in text


def test_the_box_saves_a_private_note_and_stays_where_it_is(maya: Person) -> None:
    answer = signed_in(maya).post("/evidence/new", {"text": "Led it.", "tags": [SCOPE]}, **BOX)
    written = EvidenceNote.objects.get()
    assert (answer.status_code, answer.content) == (204, b"")
    assert (written.text, written.shared_at) == ("Led it.", None)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": " "}, "Write one sentence on what you did."),
        ({"text": "x" * 4_001}, "at most 4000 characters"),
        ({"text": "Led it.", "tags": ["nonsense"]}, "Select a valid choice"),
    ],
)
def test_the_box_says_what_is_wrong_and_saves_nothing(
    maya: Person, data: dict[str, str], sentence: str
) -> None:
    answer = signed_in(maya).post("/evidence/new", data, **BOX)
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert sentence in answer.content.decode()
    assert not EvidenceNote.objects.exists()


def suggestions(of: Person, text: str, **more: str) -> str:
    answer = signed_in(of).post("/evidence/suggestions", {"text": text} | more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_suggest_competencies_statements_and_criteria(maya: Person) -> None:
    page = suggestions(maya, "Led a deal of three teams; found out who was deciding.")
    assert 'value="criterion:sales:A-B/scope"' in page
    assert 'value="statement:sales:d-b-1"' in page
    assert 'value="competency:sales:discovery"' in page


def test_what_is_ticked_stays_ticked_and_first(maya: Person) -> None:
    page = suggestions(maya, "Asked what the customer needs.", tags="statement:sales:d-b-2")
    assert page.index('value="statement:sales:d-b-2" checked') < page.index("competency:sales")


@pytest.mark.parametrize("text", ["", "\0", "zzz", "<script>", "x" * 100_000])
def test_nothing_is_suggested_where_no_word_is_shared(maya: Person, text: str) -> None:
    assert "checkbox" not in suggestions(maya, text)


def test_somebody_without_a_level_gets_no_suggestion() -> None:
    assert "checkbox" not in suggestions(person(), "Led a deal.")


def test_suggestions_are_those_of_one_s_own_level_and_the_next_only(maya: Person) -> None:
    offered = tags_for(maya, today=note(maya).happened_on)
    assert {str(tag) for tag in offered.sentences} == {
        "criterion:sales:A-B/scope",
        "statement:sales:d-a-1",
        "statement:sales:d-b-1",
        "statement:sales:d-b-2",
    }


def test_suggestions_write_nothing(maya: Person) -> None:
    client = signed_in(maya)
    with CaptureQueriesContext(connection) as captured:
        client.post("/evidence/suggestions", {"text": "Led a deal."})
    statements = [each["sql"] for each in captured.captured_queries]
    assert not [each for each in statements if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(statements) <= 8


def test_single_keys_are_turned_off_and_on_again(maya: Person) -> None:
    client = signed_in(maya)
    assert "data-keys" not in client.get("/keys").content.decode()
    client.post("/keys", {"keys": "off"})
    assert 'data-keys="off"' in client.get("/evidence/").content.decode()
    client.post("/keys", {"keys": "on"})
    assert "data-keys" not in client.get("/evidence/").content.decode()
