"""The form of a review, as its author fills it in with and without script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, person
from tests.web.reviews.browsing import MARK, bases, signed_in, text, words
from tests.web.reviews.factories import (
    FULL,
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
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle, Participant, Rating, ReleasedResult
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


def test_without_script_save_and_next_leads_to_the_next_question(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    answer = signed_in(tom).post(f"/reviews/{found.pk}", words(found, next="c2"))
    assert answer["Location"] == f"/reviews/{found.pk}?question=c2"


@pytest.mark.parametrize(
    ("asked", "here"),
    [("", "c2"), ("?question=c3", "c3"), ("?question=one", "c2"), ("?question=nothing", "c2")],
)
def test_one_goes_on_with_what_the_address_names_or_else_with_what_is_open(
    asked: str, here: str, maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    path = f"/reviews/{found.pk}"
    client.post(path, words(found, **{"c2-score": "", "c3-score": ""}))
    page = text(client.get(path + asked))
    assert f'id="c-{here}" aria-labelledby="h-{here}" data-here' in page
    assert page.count(" data-here") == 1


def test_every_question_leads_to_the_next_one_and_back(maya: Person, tom: Person) -> None:
    page = text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    assert "Save and next: Craft 2" in page
    assert 'href="#c-c1">← Craft 1' in page
    assert "Save and next: closing words" in page


# Handing in


def test_a_whole_review_is_handed_in_and_shown_to_its_author(maya: Person, tom: Person) -> None:
    found, client = sheet(maya), signed_in(tom)
    assert client.post(f"/reviews/{found.pk}/submission", words(found)).status_code == 302
    page = text(client.get(f"/reviews/{found.pk}"))
    assert "Handed in by Tom Reyes" in page
    assert "data-review=" not in page


def test_the_answers_are_read_once_more_before_they_are_handed_in(
    maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    sent = words(found, next="submission", **{"c1-reason": "She is abrasive."})
    assert client.post(f"/reviews/{found.pk}", sent)["Location"] == (
        f"/reviews/{found.pk}/submission"
    )
    page = text(client.get(f"/reviews/{found.pk}/submission"))
    assert "“abrasive” says how somebody is" in page
    assert "Hand in the review" in page
    assert not sheet(maya).submitted_at
    assert client.post(f"/reviews/{found.pk}/submission").status_code == 302
    assert sheet(maya).submitted_at
    assert client.get(f"/reviews/{found.pk}/submission").status_code == 302


def test_what_is_missing_is_listed_with_links_and_everything_else_is_kept(
    maya: Person, tom: Person
) -> None:
    found = sheet(maya)
    sent = words(found, **{"c2-score": "", "c3-score": "5", "c3-reason": ""})
    answer = signed_in(tom).post(f"/reviews/{found.pk}/submission", sent)
    assert answer.status_code == 422
    page = text(answer)
    assert "2 answers are missing" in page
    assert f'<a href="/reviews/{found.pk}?question=c2#c-c2">Craft 2: choose a rating' in page
    assert f'<a href="/reviews/{found.pk}?question=c3#c-c3">Craft 3: give an example' in page
    assert answers_of(found)["c1"].score == 3


def test_a_round_may_ask_for_no_examples(maya: Person, tom: Person) -> None:
    Cycle.objects.update(is_example_needed=False)
    found = sheet(maya)
    sent = words(found, **{"c3-score": "5", "c3-reason": ""})
    assert signed_in(tom).post(f"/reviews/{found.pk}/submission", sent).status_code == 302


def test_a_review_is_handed_in_once_when_the_button_is_pressed_twice(
    maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    sent = words(found)
    client.post(f"/reviews/{found.pk}/submission", sent)
    again = client.post(f"/reviews/{found.pk}/submission", sent)
    assert again.status_code == 409
    assert Event.objects.filter(tag="review:submitted").count() == 1


def test_an_edit_after_handing_in_is_refused_and_leaves_a_trace(maya: Person, tom: Person) -> None:
    done = handed_in(sheet(maya))
    client = signed_in(tom)
    sent = {"c1-score": "5", "c1-reason": "x"}
    assert client.post(f"/reviews/{done.pk}/ratings/c1", sent).status_code == 409
    assert client.post(f"/reviews/{done.pk}", words(done)).status_code == 409
    assert Event.objects.filter(tag="review:edit-refused", actor=tom, subject=maya).count() == 2
    assert answers_of(done)["c1"].score == 3


def test_words_that_come_after_the_release_are_refused_and_stay_on_the_page(
    maya: Person, tom: Person
) -> None:
    own, client = sheet(maya, "self"), signed_in(maya)
    sent = words(own, **{"c1-reason": "Written too late."})
    handed_in(sheet(maya))
    released(Cycle.objects.get())
    answer = client.post(f"/reviews/{own.pk}", sent)
    assert answer.status_code == 409
    assert "Written too late." in text(answer)
    assert "It was not saved and is kept nowhere else" in text(answer)
    assert not Rating.objects.filter(assessment=own).exists()


@pytest.mark.parametrize("state", ["left_at", "held_at", "released_at"])
def test_nothing_is_written_about_somebody_who_left_or_whose_result_is_settled(
    state: str, maya: Person, tom: Person
) -> None:
    Participant.objects.filter(person=maya).update(**{state: NOW})
    found = sheet(maya)
    assert signed_in(tom).post(f"/reviews/{found.pk}", words(found)).status_code == 409
    assert not Rating.objects.exists()


# Kinds of questions


def test_a_step_is_chosen_where_a_framework_rates_by_steps() -> None:
    boss = person()
    someone = member(boss, family="people")
    opened([version(STEPPED).family])
    found, client = sheet(someone), signed_in(boss)
    page = text(client.get(f"/reviews/{found.pk}"))
    assert 'value="expert"' in page
    assert "Writes the rule for others." in page
    sent = {"law-step": "expert", "law-reason": "Wrote the rule"} | bases(found)
    assert client.post(f"/reviews/{found.pk}/submission", sent).status_code == 302
    assert (Rating.objects.get().score, Rating.objects.get().next) == (5, "shows")


def test_a_checkin_asks_for_observations_and_gives_no_score(tom: Person) -> None:
    someone = member(tom)
    found = opened([version().family], kind="checkin")
    client, path = signed_in(tom), f"/reviews/{sheet(someone).pk}"
    assert "Consistently exceeds" not in text(client.get(path))
    sent: dict[str, str] = {}
    for slug in ("c1", "c2", "c3"):
        sent |= {f"{slug}-score": "5", f"{slug}-next": "shows", f"{slug}-reason": ""}
    assert client.post(f"{path}/submission", sent).status_code == 302
    released(found)
    said = ReleasedResult.objects.get().ratings.values_list("score", "next")
    assert set(said) == {(None, "shows")}


# Bad values


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
        {"c1-cites": "9223372036854775808"},
        {"c1-cites": "-1"},
        {"c1-base": "x" * 201},
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


def test_one_character_too_many_is_said_at_the_field(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    sent = words(found, **{"c1-reason": "x" * 10_001})
    page = text(signed_in(tom).post(f"/reviews/{found.pk}", sent))
    assert '<p class="rv-error" role="alert">This has 10001 characters, and 10,000 fit.' in page
    assert '<a href="#c-c1">Craft 1: This has 10001 characters' in page


def test_the_longest_reason_is_kept_whole_however_its_lines_end(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    sent = words(found, **{"c1-reason": "é" * 4_999 + "\r\n" + "é" * 5_000})
    assert signed_in(tom).post(f"/reviews/{found.pk}", sent).status_code == 302
    assert answers_of(found)["c1"].reason == "é" * 4_999 + "\n" + "é" * 5_000


def test_a_competency_that_the_version_lacks_is_refused(maya: Person, tom: Person) -> None:
    answer = signed_in(tom).post(f"/reviews/{sheet(maya).pk}/ratings/c9")
    assert answer.status_code == 422
    assert answer.json()["code"] == "competency-not-asked"


def test_what_is_not_sent_is_not_wiped(maya: Person, tom: Person) -> None:
    found = fill(sheet(maya))
    sent = {"c1-score": "4", "c1-next": "shows", "c1-reason": ""} | bases(found)
    signed_in(tom).post(f"/reviews/{found.pk}", sent)
    scores = {slug: answer.score for slug, answer in answers_of(found).items()}
    assert scores == {"c1": 4, "c2": 3, "c3": 3}
    assert sheet(maya).summary == "A calm half-year."


# When it is due


def test_the_deadline_is_told_by_the_clock_of_the_author(maya: Person, tom: Person) -> None:
    Person.objects.filter(pk=maya.pk).update(time_zone="Europe/Berlin")
    Person.objects.filter(pk=tom.pk).update(time_zone="America/New_York")
    page = text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    assert "due 12 Dec, 17:59 (your time)" in page


def test_each_stage_has_its_own_day_and_late_is_said_kindly(maya: Person) -> None:
    Cycle.objects.update(self_due_on="2026-11-20")
    page = text(signed_in(maya).get(f"/reviews/{sheet(maya, 'self').pk}"))
    assert "due 20 Nov, 23:59 (your time)" in page
    assert "late; you can still write until the result is released" in page
    assert MARK not in page


# Cost


def test_the_form_needs_at_most_15_queries_for_3_and_30_competencies() -> None:
    costs = []
    for n in (3, 30):
        boss = person()
        someone = member(boss, family=f"family{n}")
        opened([version(document(f"family{n}", competencies=n)).family], is_delta=True)
        handed_in(sheet(someone, "self"), {f"c{k}": FULL for k in range(1, n + 1)})
        client, path = signed_in(boss), f"/reviews/{sheet(someone).pk}"
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 15
