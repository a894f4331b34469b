"""Comments on cells: threads that those who write a family see, answer and close."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family
from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.comments import (
    answer_comment,
    reopen_comment,
    resolve_comment,
    write_comment,
)
from trellis_web.frameworks.actions.suggestions import make_suggestion
from trellis_web.frameworks.models import Authorship, Comment, Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.talk import gone_cells, open_counts, talk_about
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

WORDS = "Is this really seen at IC2?"


def comment(opened: Draft, by: Person, text: str = WORDS, competency: str = "design") -> Comment:
    """A thread about a cell of IC2."""
    return write_comment(opened, competency=competency, level="IC2", text=text, by=by, now=NOW)


def test_outsiders_and_authors_of_other_families_neither_comment_nor_see() -> None:
    opened = draft()
    first = comment(opened, author("co_author"))
    for stranger in (person(), author("owner", of=family("sales", "Sales"))):
        with pytest.raises(Denied):
            comment(opened, stranger)
        with pytest.raises(Denied):
            answer_comment(first, text="No.", by=stranger, now=NOW)
        with pytest.raises(Denied):
            resolve_comment(first, by=stranger, now=NOW)
        assert not visible(Comment, to=stranger, today=TODAY).exists()
    assert Comment.objects.count() == 1


def test_an_authorship_that_ended_ends_even_the_right_to_ones_own_thread() -> None:
    opened, once = draft(), author("co_author")
    first = comment(opened, once)
    Authorship.objects.filter(person=once).update(until=TODAY)
    with pytest.raises(Denied):
        resolve_comment(first, by=once, now=NOW)
    assert not visible(Comment, to=once, today=TODAY).exists()


def test_a_co_author_closes_the_own_thread_and_no_other() -> None:
    opened, who = draft(), author("co_author")
    own, other = comment(opened, who), comment(opened, author("co_author"))
    assert resolve_comment(own, by=who, now=NOW).resolved_by == who
    with pytest.raises(Denied):
        resolve_comment(other, by=who, now=NOW)
    assert resolve_comment(other, by=author("writer"), now=NOW).resolved_at == NOW


def test_an_answer_opens_a_closed_thread_again() -> None:
    opened, who = draft(), author("writer")
    first = resolve_comment(comment(opened, who), by=who, now=NOW)
    answer = answer_comment(first, text="Not yet.", by=who, now=NOW)
    (thread,) = talk_about(
        family(), read_text(TEXT, family(), now=NOW), ("design", "IC2"), to=who, today=TODAY
    ).threads
    assert (thread.is_open, thread.answers) == (True, (answer,))


def test_each_step_records_one_event_without_the_words() -> None:
    opened, who = draft(), author("writer")
    first = comment(opened, who)
    resolve_comment(first, by=who, now=NOW)
    resolve_comment(first, by=who, now=NOW)
    reopen_comment(first, by=who, now=NOW)
    events = list(Event.objects.order_by("pk"))
    assert [event.tag for event in events] == [
        "comment:written",
        "comment:resolved",
        "comment:resolved",
    ]
    assert not any(WORDS in str(event.payload) for event in events)


@pytest.mark.parametrize(
    ("text", "competency", "sentence"),
    [
        ("  ", "design", "Write what you want to say"),
        ("x" * 10_000_000, "design", "10,000,000 characters"),
        (WORDS, "gone", "no longer in the draft"),
    ],
)
def test_an_empty_a_huge_and_a_lost_comment_are_refused_with_a_sentence(
    text: str, competency: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        comment(draft(), hr(), text, competency)
    assert not Comment.objects.exists()


def test_comments_on_a_cell_that_is_gone_stay_readable_and_can_be_answered() -> None:
    opened, who = draft(), author("writer")
    first = comment(opened, who)
    fewer = read_text(TEXT.replace("id: design", "id: building"), opened.family, now=NOW)
    assert gone_cells(opened.family, fewer, to=who, today=TODAY) == [("design", "IC2")]
    talk = talk_about(opened.family, fewer, ("design", "IC2"), to=who, today=TODAY)
    assert talk.threads[0].first == first
    assert answer_comment(first, text="It was.", by=who, now=NOW).thread == first


def test_open_threads_and_suggestions_of_all_cells_are_counted_in_one_query() -> None:
    opened, who = draft(), hr()
    comment(opened, who)
    resolve_comment(comment(opened, who), by=who, now=NOW)
    answer_comment(comment(opened, who, competency="communication"), text="Yes.", by=who, now=NOW)
    make_suggestion(
        opened, competency="design", level="IC2", text="Draws first.", reason="", by=who, now=NOW
    )
    reader = Person.objects.get(pk=author("co_author").pk)
    with CaptureQueriesContext(connection) as queries:
        counts = open_counts(opened.family, to=reader, today=TODAY)
    assert counts == {("design", "IC2"): 2, ("communication", "IC2"): 1}
    asked = [each for each in queries if "frameworks_comment" in each["sql"]]
    assert len(asked) == 1
