"""Delta reviews: the last result is proposed, and counts only once it is confirmed."""

import pytest

from tests.web.factories import person
from tests.web.reviews.browsing import bases, filled, signed_in, text
from tests.web.reviews.factories import member, opened, result, sheet, version
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Cycle, Rating
from trellis_web.reviews.queries import answers_of, sheet_of
from trellis_web.reviews.rules import Answer

pytestmark = pytest.mark.django_db

LAST = {
    "c1": {"score": 4, "next": "shows", "reason": "Led the ledger."},
    "c2": {"score": 3, "next": "not_yet"},
    "c3": {"is_unseen": True},
}


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """Maya, with a result, in a round that asks for changes only."""
    someone = member(tom, name="Maya Okafor")
    pinned = version()
    result(someone, pinned, ratings=LAST)
    opened([pinned.family], is_delta=True)
    return someone


def proposed(assessment: Assessment) -> list[str]:
    shown = sheet_of(assessment, to=assessment.author)
    return [item.question.slug for item in shown.proposed]


def test_the_last_result_is_proposed_and_is_no_answer_yet(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    page = text(signed_in(tom).get(f"/reviews/{found.pk}"))
    assert proposed(found) == ["c1", "c2"]
    assert "0 of 3 answered" in page
    assert "Nothing changed in these 2" in page
    assert "Led the ledger." in page
    assert answers_of(found) == {}


def test_saving_the_page_as_it_is_confirms_nothing(maya: Person, tom: Person) -> None:
    found, client = sheet(maya), signed_in(tom)
    page = client.get(f"/reviews/{found.pk}")
    shown = filled(page)
    assert shown["c1-score"] == "4"
    assert client.post(f"/reviews/{found.pk}", shown).status_code == 302
    assert answers_of(found) == {}
    assert client.post(f"/reviews/{found.pk}/submission").status_code == 422


def test_what_has_not_changed_is_confirmed_in_one_step_and_says_so(
    maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    assert client.post(f"/reviews/{found.pk}/confirmation").status_code == 302
    assert answers_of(found) == {
        "c1": Answer(score=4, next="shows", reason="Led the ledger."),
        "c2": Answer(score=3, next="not_yet"),
    }
    assert set(Rating.objects.values_list("is_carried", flat=True)) == {True}
    assert "Unchanged since last time" in text(client.get(f"/reviews/{found.pk}"))
    assert proposed(found) == []


def test_one_is_confirmed_alone(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    signed_in(tom).post(f"/reviews/{found.pk}/confirmation", {"competency": "c2"})
    assert list(answers_of(found)) == ["c2"]


def test_what_was_changed_first_is_not_overwritten_by_the_confirmation(
    maya: Person, tom: Person
) -> None:
    found = sheet(maya)
    sent = {"c1-score": "2", "c1-next": "not_yet", "c1-reason": "Less."} | bases(found)
    assert signed_in(tom).post(f"/reviews/{found.pk}/confirmation", sent).status_code == 302
    stored = {row.competency.slug: row for row in Rating.objects.select_related("competency")}
    assert (stored["c1"].score, stored["c1"].is_carried) == (2, False)
    assert (stored["c2"].score, stored["c2"].is_carried) == (3, True)


def test_an_answer_that_is_changed_later_is_no_longer_carried_over(
    maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    client.post(f"/reviews/{found.pk}/confirmation")
    sent = {"c2-score": "4", "c2-next": "not_yet", "c2-reason": ""} | bases(found)
    client.post(f"/reviews/{found.pk}/ratings/c2", sent)
    assert not Rating.objects.get(competency__slug="c2").is_carried
    assert Rating.objects.get(competency__slug="c1").is_carried


def test_only_a_result_at_the_same_level_is_proposed(tom: Person) -> None:
    someone = member(tom, level="L2")
    pinned = version()
    result(someone, pinned, ratings=LAST, level="L1")
    opened([pinned.family], is_delta=True)
    assert proposed(sheet(someone)) == []


def test_a_round_that_asks_for_everything_proposes_nothing(maya: Person) -> None:
    Cycle.objects.filter(is_delta=True).update(is_delta=False)
    assert proposed(sheet(maya)) == []


def test_a_competency_that_is_asked_no_more_is_not_proposed(tom: Person) -> None:
    someone = member(tom)
    first = version()
    result(someone, first, ratings=LAST)
    later = first.text.replace("id: c1\n", "id: new\n").replace("c1-l", "new-l")
    version(later.replace("c1", "new"))
    opened([first.family], is_delta=True)
    assert proposed(sheet(someone)) == ["c2"]
