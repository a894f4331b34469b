"""The pages of reviews, as their readers, and as those who try what they may not."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import grant, hr, person
from tests.web.reviews.browsing import MARK, marked, signed_in, text, words
from tests.web.reviews.factories import (
    document,
    member,
    opened,
    released,
    sheet,
    version,
)
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import Cycle, ReleasedResult

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


# Reading what one may not


def test_the_person_finds_nothing_of_the_review_before_the_release(maya: Person) -> None:
    client = signed_in(maya)
    own = f"/reviews/{sheet(maya, 'self').pk}"
    pages = ("/reviews/", own, "/reviews/cycles", f"/reviews/cycles/{Cycle.objects.get().pk}")
    before = [text(client.get(page)) for page in pages]
    marked(maya)
    after = [text(client.get(page)) for page in pages]
    assert [strip(page) for page in before] == [strip(page) for page in after]
    assert not any(MARK in page for page in after)


def strip(page: str) -> str:
    """A page without its tokens, which differ at each request."""
    return "".join(line for line in page.splitlines() if "csrf" not in line)


def test_the_review_is_missing_for_everyone_else_as_if_it_did_not_exist(maya: Person) -> None:
    found = marked(maya)
    skip, colleague, other_manager = person(), person(), person()
    member(other_manager)
    ReportingLine.objects.create(person=found.author, manager=skip, since="2025-09-01")
    for actor in (maya, skip, colleague, other_manager):
        client = signed_in(actor)
        for path in ("", "/ratings/c1", "/submission", "/summary"):
            method = client.post if path else client.get
            there, missing = method(f"/reviews/{found.pk}{path}"), method(f"/reviews/999999{path}")
            assert there.status_code == missing.status_code == 404
            assert strip(text(there)) == strip(text(missing))


def test_a_former_manager_finds_old_bookmarks_missing(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    client = signed_in(tom)
    assert client.get(f"/reviews/{found.pk}").status_code == 200
    ReportingLine.objects.filter(person=maya).update(manager=person())
    assert client.get(f"/reviews/{found.pk}").status_code == 404
    assert client.post(f"/reviews/{found.pk}", words(found)).status_code == 404
    assert maya.name not in text(client.get("/reviews/"))


def test_hr_reads_a_review_but_does_not_write_it(maya: Person) -> None:
    found, client = marked(maya), signed_in(hr())
    assert MARK in text(client.get(f"/reviews/{found.pk}"))
    assert client.post(f"/reviews/{found.pk}", words(found)).status_code == 403


def test_hr_who_takes_part_sees_no_sign_of_their_own_review_on_the_board(maya: Person) -> None:
    grant(maya, "hr_admin")
    client, path = signed_in(maya), f"/reviews/cycles/{Cycle.objects.get().pk}"
    before = text(client.get(path))
    marked(maya)
    assert strip(before) == strip(text(client.get(path)))
    release = text(client.get(f"{path}/release"))
    assert "<dt>People</dt><dd>0</dd>" in release
    assert MARK not in release


def test_a_result_says_how_its_sentences_read_in_the_current_version(maya: Person) -> None:
    found = marked(maya)
    released(found.participant.cycle)
    path = f"/reviews/results/{ReleasedResult.objects.get().pk}"
    assert "Rated under version" not in text(signed_in(maya).get(path))
    version(document().replace("Does craft 1 as L1.", "Does all of craft 1 as an L1."))
    page = text(signed_in(maya).get(path))
    assert "Rated under version 1: how it reads in version 2" in page
    plain = page.replace("<mark>", "").replace("</mark>", "")
    assert "→ Does all of craft 1 as an L1." in plain


def test_after_the_release_the_person_reads_the_result_in_words(maya: Person, tom: Person) -> None:
    found = marked(maya)
    released(found.participant.cycle)
    version(document().replace("Does craft 1 as L1.", "Reworded."))
    path = f"/reviews/results/{ReleasedResult.objects.get().pk}"
    for actor in (maya, tom, hr()):
        page = text(signed_in(actor).get(path))
        for said in (MARK, "Meets", "Does craft 1 as L1.", "rated under version 1"):
            assert said in page
        assert "Reworded." not in page
    assert signed_in(person()).get(path).status_code == 404
    assert signed_in(maya).get(f"/reviews/{found.pk}").status_code == 404


# Cost


def cost(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_lists_need_the_same_queries_for_3_and_30_rows() -> None:
    family, boss, admin = version().family, person(), hr()
    costs = []
    for n in (3, 27):
        for _ in range(n):
            member(boss)
        found = opened([family], by=admin)
        board = f"/reviews/cycles/{found.pk}"
        paths = ((boss, "/reviews/"), (admin, "/reviews/cycles"), (admin, board))
        costs.append([cost(signed_in(actor), path) for actor, path in paths])
    assert costs[0] == costs[1]
    reviews, _, _ = costs[0]
    assert reviews <= 10
