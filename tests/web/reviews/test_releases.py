"""The release: results, what readiness reads, and all or nothing."""

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.factories import (
    cycle,
    document,
    fill,
    handed_in,
    member,
    opened,
    released,
    result,
    sheet,
    version,
)
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.people.models import Person, Position
from trellis_web.readiness.models import MoveFact, Readiness
from trellis_web.reviews.actions import exempt, push_facts, release_results
from trellis_web.reviews.actions import releases as release_module
from trellis_web.reviews.models import Cycle, Rating, ReleasedRating, ReleasedResult
from trellis_web.reviews.rules import Answer, Conflict

pytestmark = pytest.mark.django_db

ANSWERS = {
    "c1": Answer(score=4, next="shows", reason="Led the design"),
    "c2": Answer(score=2, next="not_yet", reason="Two incidents"),
    "c3": Answer(is_unseen=True),
}


@pytest.fixture
def maya() -> Person:
    """Maya, whose manager handed in."""
    someone = member(name="Maya Okafor")
    opened([version().family])
    handed_in(sheet(someone), ANSWERS)
    return someone


def the_round() -> Cycle:
    return Cycle.objects.get()


def test_the_result_is_what_the_manager_handed_in(maya: Person) -> None:
    released(the_round())
    found = ReleasedResult.objects.get(person=maya)
    assert (found.level, found.next_level, found.summary) == ("L1", "L2", "A calm half-year.")
    assert found.manager == sheet(maya).author
    said = {
        row.competency.slug: Answer(row.score, row.step, row.next, row.is_unseen, row.reason)
        for row in found.ratings.select_related("competency")
    }
    assert said == ANSWERS


def test_the_self_assessment_is_no_result(maya: Person) -> None:
    handed_in(sheet(maya, "self"))
    released(the_round())
    assert ReleasedRating.objects.count() == 3


def test_somebody_whose_review_is_missing_gets_no_result() -> None:
    ready, late = member(), member()
    found = opened([version().family])
    handed_in(sheet(ready))
    fill(sheet(late))
    released(found)
    assert list(ReleasedResult.objects.values_list("person", flat=True)) == [ready.pk]


def test_somebody_away_gets_a_result_that_says_so(maya: Person) -> None:
    exempt(the_round(), person=maya, kind="absent", reason="Leave", by=hr(), now=NOW)
    released(the_round())
    found = ReleasedResult.objects.get(person=maya)
    assert found.is_absent
    assert not found.ratings.exists()


def test_the_sheet_of_the_present_manager_counts(maya: Person) -> None:
    participant = sheet(maya).participant
    participant.manager = person()
    participant.save()
    released(the_round())
    assert not ReleasedResult.objects.exists()


def test_a_result_never_changes(maya: Person) -> None:
    released(the_round())
    Rating.objects.update(score=None)
    found = ReleasedRating.objects.get(competency__slug="c1")
    assert found.score == 4
    with pytest.raises(TypeError):
        found.save()
    with pytest.raises(TypeError):
        ReleasedRating.objects.update(score=1)


def test_a_release_leaves_one_event_for_each_round(maya: Person) -> None:
    released(the_round())
    assert Event.objects.get(tag="cycle:released").payload["people"] == 1


def test_a_round_is_released_once(maya: Person) -> None:
    released(the_round())
    with pytest.raises(Conflict):
        released(the_round())
    assert ReleasedResult.objects.count() == 1


def test_a_round_that_was_not_opened_is_not_released() -> None:
    draft = cycle([version().family])
    with pytest.raises(Conflict):
        released(draft)


def test_only_those_who_manage_rounds_release(maya: Person) -> None:
    with pytest.raises(Denied):
        release_results([the_round()], by=sheet(maya).author, now=NOW, today=TODAY)


def test_a_release_that_fails_leaves_nothing(maya: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(release_module, "refresh", fail)
    with pytest.raises(RuntimeError):
        released(the_round())
    assert not ReleasedResult.objects.exists()
    assert not MoveFact.objects.exists()
    assert the_round().released_at is None
    assert not Event.objects.filter(tag="cycle:released").exists()


def test_a_release_stores_the_counts_that_readiness_reads(maya: Person) -> None:
    released(the_round())
    fact = MoveFact.objects.get(person=maya, move__slug="L1-L2")
    assert (fact.n_expected, fact.n2, fact.n4, fact.n3) == (3, 1, 1, 0)
    assert (fact.n_shows, fact.n_not_yet, fact.b2, fact.b0) == (1, 1, 1, 0)
    assert (fact.counts_now, fact.run_months, fact.calibrated) == (False, 0, False)


def test_a_release_refreshes_readiness(maya: Person) -> None:
    released(the_round())
    assert Readiness.objects.get(person=maya).state == "building"


def test_ratings_count_over_what_their_own_version_expected(maya: Person) -> None:
    released(the_round())
    version(document(competencies=5))
    push_facts([maya.pk], today=TODAY)
    facts = MoveFact.objects.filter(person=maya).order_by("pk")
    assert [fact.n_expected for fact in facts] == [3, 3]


def test_results_of_a_level_left_behind_do_not_speak(maya: Person) -> None:
    released(the_round())
    Position.objects.filter(person=maya).update(level="L2", level_since=TODAY)
    push_facts([maya.pk], today=TODAY)
    assert MoveFact.objects.get(person=maya, move__slug="L2-L3").n4 == 0


def test_results_from_an_earlier_time_at_the_level_do_not_speak() -> None:
    pinned = version()
    someone = member(level_since=TODAY)
    result(someone, pinned, ratings={"c1": {"score": 4}})
    push_facts([someone.pk], today=TODAY)
    assert MoveFact.objects.get(person=someone).n4 == 0
