"""The pages of reviews, as their readers, and as those who try what they may not."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, grant, hr, person
from tests.web.reviews.browsing import MARK, marked, signed_in, text, words
from tests.web.reviews.factories import (
    STEPPED,
    document,
    fill,
    handed_in,
    member,
    opened,
    released,
    sheet,
    version,
)
from trellis_web.audit.models import Event
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import Cycle, Rating, ReleasedResult
from trellis_web.reviews.queries import answers_of

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


# Writing


def test_the_form_shows_the_sentences_of_both_levels_and_the_words_of_the_scale(
    maya: Person, tom: Person
) -> None:
    page = text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    for said in ("Does craft 1 as L1.", "Does craft 1 as L2.", "Consistently exceeds", "0 of 3"):
        assert said in page


def test_without_script_the_form_saves_everything(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    answer = signed_in(tom).post(f"/reviews/{found.pk}", words(found))
    assert answer.status_code == 302
    assert {a.score for a in answers_of(found).values()} == {3}


def test_a_whole_review_is_handed_in_and_shown_to_its_author(maya: Person, tom: Person) -> None:
    found, client = sheet(maya), signed_in(tom)
    assert client.post(f"/reviews/{found.pk}/submission", words(found)).status_code == 302
    page = text(client.get(f"/reviews/{found.pk}"))
    assert "Handed in by Tom Reyes" in page
    assert "<textarea" not in page


def test_what_is_missing_is_listed_with_links_and_everything_else_is_kept(
    maya: Person, tom: Person
) -> None:
    found = sheet(maya)
    sent = words(found, **{"c2-score": "", "c3-score": "5", "c3-reason": ""})
    answer = signed_in(tom).post(f"/reviews/{found.pk}/submission", sent)
    assert answer.status_code == 422
    assert "2 answers are missing" in text(answer)
    assert '<a href="#c-c2">Craft 2: choose a rating' in text(answer)
    assert '<a href="#c-c3">Craft 3: give an example' in text(answer)
    assert answers_of(found)["c1"].score == 3


def test_a_step_is_chosen_where_a_framework_rates_by_steps() -> None:
    boss = person()
    someone = member(boss, family="people")
    opened([version(STEPPED).family])
    found, client = sheet(someone), signed_in(boss)
    assert 'value="expert"' in text(client.get(f"/reviews/{found.pk}"))
    sent = {"revision": 0, "summary": "", "law-step": "expert", "law-reason": "Wrote the rule"}
    assert client.post(f"/reviews/{found.pk}/submission", sent).status_code == 302
    assert (Rating.objects.get().score, Rating.objects.get().next) == (5, "shows")


def test_autosave_answers_with_the_revision_and_how_far_the_sheet_is(
    maya: Person, tom: Person
) -> None:
    sent = {"revision": "0", "c1-score": "4", "c1-next": "shows", "c1-reason": ""}
    answer = signed_in(tom).post(f"/reviews/{sheet(maya).pk}/ratings/c1", sent)
    told = answer.json()
    assert told["revision"] == 1
    assert told["progress"] == "1 of 3 answered"
    assert told["is_answered"]
    assert told["saved"].startswith("Saved at ")


def test_autosave_keeps_the_closing_words(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    sent = {"revision": "0", "summary": MARK}
    assert signed_in(tom).post(f"/reviews/{found.pk}/summary", sent).json()["revision"] == 1
    assert sheet(maya).summary == MARK


def test_the_second_of_two_tabs_is_told_and_keeps_its_text(maya: Person, tom: Person) -> None:
    found, client = sheet(maya), signed_in(tom)
    client.post(f"/reviews/{found.pk}", words(found, **{"c1-score": "4"}))
    late = client.post(f"/reviews/{found.pk}", words(found, **{"c1-reason": "from the other tab"}))
    assert late.status_code == 409
    assert "from the other tab" in text(late)
    assert "changed in another window" in text(late)
    assert answers_of(found)["c1"].score == 4
    sent = {"revision": "0", "c1-score": "1", "c1-reason": ""}
    assert client.post(f"/reviews/{found.pk}/ratings/c1", sent).status_code == 409


def test_a_review_is_handed_in_once_when_the_button_is_pressed_twice(
    maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    client.post(f"/reviews/{found.pk}/submission", words(found))
    again = client.post(f"/reviews/{found.pk}/submission", words(found, revision=1))
    assert again.status_code == 409
    assert Event.objects.filter(tag="review:submitted").count() == 1


def test_an_edit_after_handing_in_is_refused_and_leaves_a_trace(maya: Person, tom: Person) -> None:
    done = handed_in(sheet(maya))
    client = signed_in(tom)
    sent = {"revision": "1", "c1-score": "5", "c1-reason": "x"}
    assert client.post(f"/reviews/{done.pk}/ratings/c1", sent).status_code == 409
    assert client.post(f"/reviews/{done.pk}", words(done)).status_code == 409
    assert Event.objects.filter(tag="review:edit-refused", actor=tom, subject=maya).count() == 2
    assert answers_of(done)["c1"].score == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"c1-score": "6"},
        {"c1-score": "0"},
        {"c1-score": "NaN"},
        {"c1-score": "9223372036854775808"},
        {"c1-next": "maybe"},
        {"c1-reason": "x" * 10_001},
        {"c1-reason": "a\x00b"},
        {"revision": "9223372036854775808"},
        {"revision": "NaN"},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}={next(iter(wrong.values()))[:12]!r}",
)
def test_a_wrong_value_is_refused_and_nothing_is_saved(
    wrong: dict[str, str], maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    assert client.post(f"/reviews/{found.pk}", words(found, **wrong)).status_code == 422
    assert client.post(f"/reviews/{found.pk}/ratings/c1", words(found, **wrong)).status_code == 422
    assert not Rating.objects.exists()


def test_the_longest_reason_is_kept_whole(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    sent = words(found, **{"c1-reason": "é" * 10_000})
    assert signed_in(tom).post(f"/reviews/{found.pk}", sent).status_code == 302
    assert answers_of(found)["c1"].reason == "é" * 10_000


def test_a_competency_that_the_version_lacks_is_refused(maya: Person, tom: Person) -> None:
    answer = signed_in(tom).post(f"/reviews/{sheet(maya).pk}/ratings/c9", {"revision": "0"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "competency-not-asked"


def test_what_is_not_sent_is_not_wiped(maya: Person, tom: Person) -> None:
    found = fill(sheet(maya))
    sent = {"revision": "1", "summary": "", "c1-score": "4", "c1-next": "shows", "c1-reason": ""}
    signed_in(tom).post(f"/reviews/{found.pk}", sent)
    scores = {slug: answer.score for slug, answer in answers_of(found).items()}
    assert scores == {"c1": 4, "c2": 3, "c3": 3}


def test_a_checkin_asks_for_observations_and_gives_no_score(tom: Person) -> None:
    someone = member(tom)
    found = opened([version().family], kind="checkin")
    client, path = signed_in(tom), f"/reviews/{sheet(someone).pk}"
    assert "Consistently exceeds" not in text(client.get(path))
    sent: dict[str, str] = {"revision": "0", "summary": ""}
    for slug in ("c1", "c2", "c3"):
        sent |= {f"{slug}-score": "5", f"{slug}-next": "shows", f"{slug}-reason": ""}
    assert client.post(f"{path}/submission", sent).status_code == 302
    released(found)
    said = ReleasedResult.objects.get().ratings.values_list("score", "next")
    assert set(said) == {(None, "shows")}


def test_shared_notes_of_the_period_lie_beside_the_form_and_private_ones_do_not(
    maya: Person, tom: Person
) -> None:
    shared = {"shared_at": NOW, "shared_by": maya}
    for note, day, more in (
        ("Shared note", date(2026, 9, 3), shared),
        ("Private note", date(2026, 9, 3), {}),
        ("Note of last year", date(2025, 9, 3), shared),
    ):
        EvidenceNote.objects.create(person=maya, text=note, happened_on=day, created_at=NOW, **more)
    page = text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    assert "Shared note" in page
    assert "Private note" not in page
    assert "Note of last year" not in page


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
    assert client.post(f"/reviews/{found.pk}", words(found, revision=1)).status_code == 403


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
    assert "→ Does all of craft 1 as an L1." in page


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


def test_the_form_needs_at_most_15_queries_for_3_and_30_competencies() -> None:
    costs = []
    for n in (3, 30):
        boss = person()
        someone = member(boss, family=f"family{n}")
        opened([version(document(f"family{n}", competencies=n)).family])
        found = sheet(someone)
        costs.append(cost(signed_in(boss), f"/reviews/{found.pk}"))
    assert costs[0] == costs[1] <= 15


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
