"""Suggestions: made by co-authors, decided by those who write, never lost."""

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family
from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.suggestions import make_suggestion
from trellis_web.frameworks.models import Draft, Suggestion
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

OTHER = "Designs changes inside one service and writes down why."


def suggest(opened: Draft, by: Person, text: str = OTHER, **cell: str) -> Suggestion:
    """A suggestion for the design of IC2."""
    where = {"competency": "design", "level": "IC2", "reason": "Says what is seen."} | cell
    return make_suggestion(opened, text=text, by=by, now=NOW, **where)


def test_an_outsider_neither_suggests_nor_sees_suggestions() -> None:
    opened, outsider = draft(), person()
    suggest(opened, author("co_author"))
    with pytest.raises(Denied):
        suggest(opened, outsider)
    assert not visible(Suggestion, to=outsider).exists()


def test_a_writer_of_another_family_sees_nothing_of_this_one() -> None:
    opened = draft()
    suggest(opened, author("co_author"))
    other = author("writer", of=family("sales", "Sales"))
    assert not visible(Suggestion, to=other).exists()
    with pytest.raises(Denied):
        suggest(opened, other)


def test_an_authorship_that_ended_ends_the_right_at_once() -> None:
    opened, once = draft(), author("co_author", until=TODAY)
    with pytest.raises(Denied):
        suggest(opened, once)
    assert not visible(Suggestion, to=once, today=TODAY).exists()


def test_a_suggestion_keeps_what_stood_there_and_records_one_event() -> None:
    who = author("co_author")
    made = suggest(draft(), who, text=f"  {OTHER}\r\n\r\n  Second  line. ")
    assert made.base == "Designs changes inside one service."
    assert made.text == f"{OTHER}\nSecond line."
    assert (made.is_open, made.made_by) == (True, who)
    event = Event.objects.get()
    assert (event.tag, event.actor) == ("suggestion:made", who)
    assert OTHER not in str(event.payload)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "stands there already, or nothing"),
        (" Designs changes  inside one service.\n", "stands there already, or nothing"),
        ("x" * 10_000_000, "10,000,000 characters"),
    ],
)
def test_nothing_new_or_far_too_much_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        suggest(draft(), hr(), text=text)
    assert not Suggestion.objects.exists()


def test_a_suggestion_for_a_cell_that_is_gone_is_kept() -> None:
    made = suggest(draft(), hr(), competency="gone")
    assert (made.base, made.text) == ("", OTHER)
    assert "gone" not in TEXT
