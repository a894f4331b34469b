"""The page of those who write a draft, seen by each of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family
from tests.web.frameworks.test_assignments import DUE, OPEN, give
from trellis_web.frameworks.actions.comments import write_comment
from trellis_web.frameworks.models import Assignment, Authorship, Draft
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
WORK = "/frameworks/administration/drafts/engineering/teamwork/"


def signed_in(actor: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(actor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(actor: Person) -> str:
    """The page as this person reads it."""
    answer = signed_in(actor).get(WORK)
    assert answer.status_code == 200
    return answer.content.decode()


def data(who: Person, **fields: str) -> dict[str, str]:
    """What the form sends."""
    return {"author": str(who.pk), "competency": "design", "due_on": "2999-01-01"} | fields


def test_an_outsider_and_an_author_of_another_family_find_no_such_page() -> None:
    draft()
    for stranger in (person(), author("owner", of=family("sales", "Sales"))):
        client = signed_in(stranger)
        assert client.get(WORK).status_code == 404
        for part in ("assignments", "reminders", "signatures", "consistency"):
            assert client.post(f"{WORK}{part}/").status_code == 404


def test_an_author_whose_part_ended_finds_no_such_page_with_the_next_request() -> None:
    draft()
    once = author("writer")
    client = signed_in(once)
    assert client.get(WORK).status_code == 200
    Authorship.objects.filter(person=once).update(until="2026-01-01")
    assert client.get(WORK).status_code == 404


def test_an_assignment_of_another_family_cannot_be_deleted_and_looks_missing() -> None:
    given = give(draft(), author("writer"), hr())
    client = signed_in(author("owner", of=family("sales", "Sales")))
    address = f"/frameworks/administration/assignments/{given.pk}/deletion/"
    assert client.post(address).status_code == 404
    assert Assignment.objects.exists()


def test_a_writer_sees_what_is_theirs_to_write_and_no_form_to_assign() -> None:
    opened, writer = draft(OPEN), author("writer", name="Wim Writer")
    give(opened, writer, hr())
    text = page(writer)
    assert "Some cells of your part are still to write." in text
    assert "/editor/design/IC3/" in text
    assert "due 29 Nov" in text
    assert "Assign a part" not in text
    assert signed_in(writer).post(f"{WORK}assignments/", data(writer)).status_code == 403


def test_the_owner_assigns_reminds_and_takes_off_the_list() -> None:
    draft(OPEN)
    owner, writer = author("owner"), author("writer")
    client = signed_in(owner)
    assert "Assign a part" in page(owner)
    answer = client.post(f"{WORK}assignments/", data(writer), follow=True)
    assert "Assigned. Their list shows it from now on." in answer.content.decode()
    answer = client.post(f"{WORK}reminders/", follow=True)
    assert "Reminded 1 author." in answer.content.decode()
    given = Assignment.objects.get()
    client.post(f"/frameworks/administration/assignments/{given.pk}/deletion/")
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"due_on": "2001-01-01"}, "This day is over."),
        ({"due_on": "soon"}, "Enter a valid date."),
        ({"competency": "gone"}, "gone is not one of the available choices"),
        ({"first_level": "IC3", "last_level": "IC2"}, "IC3 comes after IC2."),
    ],
)
def test_a_form_with_a_problem_comes_back_with_it(fields: dict[str, str], sentence: str) -> None:
    draft()
    answer = signed_in(author("owner")).post(
        f"{WORK}assignments/", data(author("writer"), **fields)
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Assignment.objects.exists()


def test_an_overdue_part_is_shown_as_such() -> None:
    opened, writer = draft(OPEN), author("writer")
    give(opened, writer, hr())
    Assignment.objects.update(due_on="2026-01-02")
    assert "overdue since 2 Jan" in page(writer)


def test_without_named_writers_the_page_says_that_hr_publishes_alone() -> None:
    draft()
    text = page(hr())
    assert "Nobody is named yet: HR writes and publishes alone." in text
    assert "no signature is needed" in text
    assert "Nothing is left to sign. Review the changes, then publish." in text


def test_what_was_said_about_a_cell_that_is_gone_is_found_on_the_page() -> None:
    opened, who = draft(), author("writer")
    write_comment(opened, competency="design", level="IC2", text="Why?", by=who, now=NOW)
    gone = TEXT.replace("id: design", "id: building")
    Draft.objects.update(text=gone)
    text = page(who)
    assert "Cells that are gone" in text
    address = f"{WORK}cells/design/IC2/"
    assert address in text
    assert "Why?" in signed_in(who).get(address).content.decode()


def test_the_page_asks_as_often_for_many_as_for_few() -> None:
    opened, who = draft(OPEN), hr()
    client = signed_in(who)

    def fill(count: int) -> int:
        for _ in range(count):
            give(opened, author("writer"), who, due_on=DUE)
            write_comment(opened, competency="design", level="IC2", text="?", by=who, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            client.get(WORK)
        return len(queries)

    assert fill(1) == fill(6)


def test_a_writer_finds_the_draft_on_the_list_of_frameworks_and_nobody_else_does() -> None:
    draft()
    for who, finds in ((author("writer"), True), (person(), False), (hr(), False)):
        text = signed_in(who).get("/frameworks/").content.decode()
        assert ("You help to write" in text) == finds
        assert (WORK in text) == finds


def test_the_way_to_the_administration_is_shown_to_those_who_may_go_there() -> None:
    draft()
    assert 'href="/frameworks/administration/"' not in page(author("writer"))
    assert 'href="/frameworks/administration/"' in page(hr())
