"""Assignments: who writes what until when, progress, and reminders for those concerned."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family
from tests.web.posting import posted
from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.assignments import assign, end_assignment, remind_authors
from trellis_web.frameworks.models import Assignment, Authorship, Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.progress import Progress, Task, progress_of, tasks_of
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

OPEN = TEXT.replace("IC3: [{id: d3, text: Designs changes that cross two services.}]", "IC3: todo")
DUE = TODAY + timedelta(days=7)


def give(opened: Draft, to: Person, by: Person, **fields: Any) -> Assignment:
    """The design for a writer."""
    values: dict[str, Any] = {"competency": "design", "due_on": DUE} | fields
    return assign(opened, author=to, by=by, now=NOW, **values)


def task(opened: Draft) -> Task:
    """The only assignment with its progress."""
    return tasks_of(opened, read_text(opened.text, opened.family, now=NOW))[0]


@pytest.mark.parametrize("role", ["co_author", "writer", ""])
def test_only_the_owner_and_hr_assign_remind_and_end(role: str) -> None:
    opened, writer = draft(OPEN), author("writer")
    who = author(role) if role else person()
    given = give(opened, writer, author("owner"))
    with pytest.raises(Denied):
        give(opened, writer, who)
    with pytest.raises(Denied):
        remind_authors(opened, by=who, now=NOW)
    with pytest.raises(Denied):
        end_assignment(given, by=who, now=NOW)
    assert Assignment.objects.count() == 1


def test_assignments_are_seen_by_those_who_write_the_family_alone() -> None:
    writer = author("writer")
    give(draft(), writer, hr())
    assert visible(Assignment, to=writer, today=TODAY).count() == 1
    for stranger in (person(), author("owner", of=family("sales", "Sales"))):
        assert not visible(Assignment, to=stranger, today=TODAY).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"competency": "gone"}, "no competency “gone”"),
        ({"first_level": "IC9"}, "no level “IC9”"),
        ({"first_level": "IC3", "last_level": "IC2"}, "IC3 comes after IC2"),
        ({"due_on": date(2026, 11, 21)}, "day is over"),
    ],
)
def test_what_cannot_be_assigned_is_refused_with_a_sentence(
    fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        give(draft(), author("writer"), hr(), **fields)
    assert not Event.objects.exists()


def test_somebody_without_a_part_in_the_family_gets_nothing_to_write() -> None:
    with pytest.raises(BadInput, match="Sam Sale has no part in writing Engineering"):
        give(draft(), person("Sam Sale"), hr())


def test_an_assignment_given_again_takes_the_new_date() -> None:
    opened, writer, who = draft(), author("writer"), hr()
    give(opened, writer, who)
    give(opened, writer, who, due_on=DUE + timedelta(days=1))
    assert Assignment.objects.get().due_on == DUE + timedelta(days=1)
    assert [event.subject for event in Event.objects.all()] == [writer, writer]


def test_progress_counts_cells_to_write_written_and_signed() -> None:
    opened = draft(OPEN)
    framework = read_text(opened.text, opened.family, now=NOW)
    cells = [("design", "IC2"), ("design", "IC3"), ("communication", "IC2")]
    found = progress_of(framework, cells, {"design": True})
    assert (found, found.to_write, found.percent) == (Progress(3, 2, 1), 1, 66)


def test_a_task_is_done_when_its_levels_are_written() -> None:
    opened, writer, who = draft(OPEN), author("writer"), hr()
    give(opened, writer, who, first_level="IC2", last_level="IC2")
    assert (task(opened).cells, task(opened).is_done) == ((("design", "IC2"),), True)
    Assignment.objects.update(last_level="")
    assert task(opened).open_cells == (("design", "IC3"),)


def test_a_task_is_overdue_after_its_day_until_it_is_written() -> None:
    opened = draft(OPEN)
    give(opened, author("writer"), hr())
    assert not task(opened).is_overdue(DUE)
    assert task(opened).is_overdue(DUE + timedelta(days=1))
    opened.text = TEXT
    assert not task(opened).is_overdue(DUE + timedelta(days=1))


def test_an_assignment_whose_competency_is_gone_has_no_cells() -> None:
    opened = draft(OPEN)
    give(opened, author("writer"), hr())
    Assignment.objects.update(competency="gone")
    assert (task(opened).title, task(opened).cells) == ("gone", ())


def test_each_author_gets_one_mail_a_day_that_holds_a_link_and_no_sentence() -> None:
    opened, writer, who = draft(OPEN), author("writer", name="Wim Writer"), hr()
    give(opened, writer, who)
    give(opened, writer, who, first_level="IC3")
    assert remind_authors(opened, by=who, now=NOW) == 1
    assert remind_authors(opened, by=who, now=NOW) == 0
    (letter,) = posted()
    assert letter.to == [writer.email]
    assert "1 cell is still to write in the framework of Engineering" in letter.body
    assert "/frameworks/administration/drafts/engineering/teamwork/" in letter.body
    assert "Designs changes" not in letter.body
    assert [e.tag for e in Event.objects.all()][-1] == "author:reminded"


def test_nobody_is_reminded_of_what_is_written_due_later_or_no_longer_theirs() -> None:
    opened, who = draft(OPEN), hr()
    done, later, ended = author("writer"), author("writer"), author("writer")
    give(opened, done, who, first_level="IC2", last_level="IC2")
    give(opened, later, who)
    give(opened, ended, who, due_on=TODAY)
    Authorship.objects.filter(person=ended).update(until=TODAY)
    assert remind_authors(opened, by=None, now=NOW, until=TODAY) == 0
    assert posted() == []


def test_an_ended_assignment_leaves_the_list_and_the_words() -> None:
    opened, writer, who = draft(OPEN), author("writer"), hr()
    end_assignment(give(opened, writer, who), by=who, now=NOW)
    assert not Assignment.objects.exists()
    assert Draft.objects.get().text == OPEN
    last = Event.objects.last()
    assert last is not None
    assert (last.tag, last.subject) == ("assignment:ended", writer)
