"""Comments and suggestions as plain forms: nothing typed is lost, nothing leads off this site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family
from tests.web.frameworks.test_assignments_pages import WORK, signed_in
from tests.web.frameworks.test_suggestions import OTHER, suggest
from tests.web.frameworks.test_suggestions_decided import seen
from trellis_web.frameworks.actions.comments import write_comment
from trellis_web.frameworks.models import Comment, Draft, Suggestion

pytestmark = pytest.mark.django_db
CELL = f"{WORK}cells/design/IC2/"
EDITOR = "/frameworks/administration/drafts/engineering/editor/design/IC2/"
ROWS = "/frameworks/administration"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_strangers_find_neither_the_talk_nor_the_rows() -> None:
    opened, who = draft(), hr()
    made = suggest(opened, who)
    said = write_comment(opened, competency="design", level="IC2", text="?", by=who, now=NOW)
    for stranger in (person(), author("writer", of=family("sales", "Sales"))):
        client = signed_in(stranger)
        assert client.get(CELL).status_code == 404
        assert client.get(f"{ROWS}/suggestions/{made.pk}/").status_code == 404
        for address in (
            f"{CELL}comments/",
            f"{CELL}suggestions/",
            f"{ROWS}/comments/{said.pk}/answers/",
            f"{ROWS}/comments/{said.pk}/resolution/",
            f"{ROWS}/suggestions/{made.pk}/acceptance/",
            f"{ROWS}/suggestions/{made.pk}/rejection/",
        ):
            assert client.post(address, {"text": OTHER}).status_code == 404


def test_a_co_author_reads_the_outcome_and_cannot_decide() -> None:
    made = suggest(draft(), author("co_author"))
    client = signed_in(made.made_by)
    address = f"{ROWS}/suggestions/{made.pk}/"
    assert "Accept" not in client.get(address).content.decode()
    assert client.post(f"{address}acceptance/", {"digest": "x"}).status_code == 403
    assert client.post(f"{address}rejection/", {"answer": "No."}).status_code == 403
    assert client.post(f"{address}rejection/").status_code == 403
    answer = {"answer": "We say it at IC3."}
    signed_in(author("writer")).post(f"{address}rejection/", answer)
    assert "We say it at IC3." in client.get(address).content.decode()


def test_a_cell_that_never_was_has_no_page() -> None:
    draft()
    assert signed_in(hr()).get(f"{WORK}cells/nothing/IC2/").status_code == 404


def test_a_comment_is_written_answered_and_resolved_without_a_script() -> None:
    draft()
    client = signed_in(author("writer"))
    answer = client.post(f"{CELL}comments/", {"text": "Why here?", "next": EDITOR})
    assert (answer.status_code, answer["Location"]) == (302, EDITOR)
    said = Comment.objects.get()
    client.post(f"{ROWS}/comments/{said.pk}/answers/", {"text": "It was at IC3."})
    client.post(f"{ROWS}/comments/{said.pk}/resolution/")
    text = client.get(CELL).content.decode()
    assert "It was at IC3." in text
    assert "resolved by" in text
    client.post(f"{ROWS}/comments/{said.pk}/resolution/", {"open": "1"})
    assert "resolved by" not in client.get(CELL).content.decode()


@pytest.mark.parametrize("address", ["https://evil.test/", "//evil.test", "javascript:alert(1)"])
def test_a_form_leads_back_to_this_site_only(address: str) -> None:
    draft()
    sent = {"text": "Why?", "next": address}
    assert signed_in(hr()).post(f"{CELL}comments/", sent)["Location"] == CELL


@pytest.mark.parametrize("text", ["", "x" * 4_001])
def test_a_comment_that_cannot_be_kept_comes_back_with_its_words(text: str) -> None:
    draft()
    answer = signed_in(hr()).post(f"{CELL}comments/", {"text": text})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert text in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_comment_on_a_cell_that_was_deleted_meanwhile_gets_a_sentence_and_is_not_lost() -> None:
    draft(TEXT.replace("id: design", "id: building"))
    answer = signed_in(hr()).post(f"{CELL}comments/", {"text": "Long thought."})
    assert answer.status_code == 422
    assert "This cell is no longer in the draft" in answer.content.decode()
    assert "Long thought." in answer.content.decode()


def test_a_suggestion_on_a_cell_that_was_deleted_meanwhile_is_kept_and_says_so() -> None:
    draft(TEXT.replace("id: design", "id: building"))
    client = signed_in(hr())
    answer = client.post(f"{CELL}suggestions/", {"text": OTHER}, follow=True)
    assert Suggestion.objects.get().text == OTHER
    assert "This cell is gone from the draft." in answer.content.decode()
    accepted = client.post(f"{ROWS}/suggestions/{Suggestion.objects.get().pk}/acceptance/")
    assert accepted.status_code == 422
    assert "copy them to another cell" in accepted.content.decode()


def test_a_suggestion_shows_the_words_that_differ_and_is_accepted() -> None:
    opened = draft()
    made, client = suggest(opened, author("co_author")), signed_in(author("writer"))
    text = client.get(f"{ROWS}/suggestions/{made.pk}/").content.decode()
    assert "<ins>and writes down why</ins>" in text
    client.post(f"{ROWS}/suggestions/{made.pk}/acceptance/", {"digest": seen(opened)})
    assert OTHER in Draft.objects.get().text


def test_words_that_came_meanwhile_answer_409_and_are_shown() -> None:
    opened = draft()
    made, before = suggest(opened, author("co_author")), seen(opened)
    Draft.objects.update(text=TEXT.replace("Designs changes inside one", "Builds one"))
    answer = signed_in(author("writer")).post(
        f"{ROWS}/suggestions/{made.pk}/acceptance/", {"digest": before}
    )
    assert answer.status_code == 409
    assert "Builds" in answer.content.decode()


def test_a_rejection_without_a_reason_comes_back() -> None:
    made = suggest(draft(), author("co_author"))
    answer = signed_in(author("writer")).post(f"{ROWS}/suggestions/{made.pk}/rejection/")
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert Suggestion.objects.get().is_open


def test_the_outcome_stays_readable_when_the_draft_is_published() -> None:
    opened = draft()
    made = suggest(opened, author("co_author"))
    opened.delete()
    answer = signed_in(made.made_by).get(f"{ROWS}/suggestions/{made.pk}/")
    assert "There is no draft at the moment" in answer.content.decode()


def test_what_people_write_is_text_on_every_page() -> None:
    opened, who = draft(), hr()
    client = signed_in(who)
    client.post(f"{CELL}comments/", {"text": SCRIPT})
    client.post(f"{CELL}suggestions/", {"text": SCRIPT, "reason": SCRIPT})
    made = Suggestion.objects.get()
    assert made.family == opened.family
    for address in (CELL, WORK, f"{ROWS}/suggestions/{made.pk}/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "<img" not in page


def test_the_editor_shows_what_is_said_and_the_table_counts_it() -> None:
    opened, who = draft(), hr()
    write_comment(opened, competency="design", level="IC2", text="Why?", by=who, now=NOW)
    suggest(opened, who)
    page = signed_in(author("co_author")).get(EDITOR).content.decode()
    assert "2 open remarks" in page
    assert "Why?" in page
    assert "and writes down why" in page
    assert "Suggest other words" in page
    assert ">Accept<" not in page
    assert ">Accept<" in signed_in(author("writer")).get(EDITOR).content.decode()


def test_the_table_of_the_editor_asks_once_for_all_open_remarks() -> None:
    opened, who = draft(), hr()
    for competency in ("design", "communication"):
        write_comment(opened, competency=competency, level="IC2", text="?", by=who, now=NOW)
    with CaptureQueriesContext(connection) as queries:
        signed_in(who).get("/frameworks/administration/drafts/engineering/editor/")
    asked = [each for each in queries if "frameworks_comment" in each["sql"]]
    assert len(asked) == 1
