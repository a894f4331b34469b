"""Writing a review: autosave, handing in, giving back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.web.factories import NOW, grant, hr, person
from tests.web.reviews.factories import (
    FULL,
    fill,
    handed_in,
    member,
    opened,
    released,
    sheet,
    version,
)
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.actions import (
    reopen_assessment,
    save_rating,
    save_summary,
    submit_assessment,
)
from trellis_web.reviews.models import Assessment, Rating
from trellis_web.reviews.queries import answers_of, sheet_of
from trellis_web.reviews.rules import Answer, Conflict, Incomplete, Refused, Sent, SentText

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya() -> Person:
    """Maya, in an open round."""
    someone = member(name="Maya Okafor")
    opened([version().family])
    return someone


def rate(assessment: Assessment, **said: object) -> Assessment:
    sent = Sent(said.pop("answer", FULL), base=said.pop("base", None))  # type: ignore[arg-type]
    values = {"competency": "c1", "sent": sent, "now": NOW, "by": assessment.author}
    return save_rating(assessment, **(values | said))  # type: ignore[arg-type]


def test_an_answer_is_kept_with_the_moment_it_was_saved(maya: Person) -> None:
    saved = rate(sheet(maya))
    assert answers_of(saved) == {"c1": FULL}
    assert saved.saved_at == NOW


def test_autosave_leaves_no_event(maya: Person) -> None:
    before = Event.objects.count()
    rate(sheet(maya))
    assert Event.objects.count() == before


def test_a_later_answer_replaces_the_earlier(maya: Person) -> None:
    again = rate(rate(sheet(maya)), answer=Answer(is_unseen=True))
    assert answers_of(again) == {"c1": Answer(is_unseen=True)}
    assert Rating.objects.count() == 1


def test_a_competency_that_the_version_lacks_is_refused(maya: Person) -> None:
    with pytest.raises(Refused) as refused:
        rate(sheet(maya), competency="c9")
    assert (refused.value.status, Rating.objects.count()) == (422, 0)


def test_nobody_else_writes_a_review(maya: Person) -> None:
    with pytest.raises(Denied):
        rate(sheet(maya), by=maya)


def test_a_manager_who_leads_the_person_no_longer_writes_no_more(maya: Person) -> None:
    ReportingLine.objects.filter(person=maya).update(manager=person())
    with pytest.raises(Denied):
        rate(sheet(maya))


def test_a_review_lacking_answers_is_not_handed_in(maya: Person) -> None:
    with pytest.raises(Incomplete) as refused:
        submit_assessment(rate(sheet(maya)), by=sheet(maya).author, now=NOW)
    assert [each.slug for each in refused.value.missing] == ["c2", "c3"]


def test_handing_in_leaves_one_event_about_the_person(maya: Person) -> None:
    handed_in(sheet(maya))
    assert Event.objects.filter(tag="review:submitted", subject=maya).count() == 1


def test_a_review_is_handed_in_once(maya: Person) -> None:
    handed_in(sheet(maya))
    with pytest.raises(Conflict):
        submit_assessment(sheet(maya), by=sheet(maya).author, now=NOW)


CHANGES: dict[str, Callable[[Assessment], object]] = {
    "rating": rate,
    "sheet": fill,
    "summary": lambda done: save_summary(done, summary=SentText("x"), by=done.author, now=NOW),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_handed_in_can_not_be_changed(
    change: Callable[[Assessment], object], maya: Person
) -> None:
    with pytest.raises(Conflict) as refused:
        change(handed_in(sheet(maya)))
    assert refused.value.denial.code == "review-handed-in"


def test_hr_gives_a_review_back_with_a_reason_and_it_can_be_written_again(maya: Person) -> None:
    later = NOW + timedelta(hours=1)
    back = reopen_assessment(handed_in(sheet(maya)), reason="One is missing", by=hr(), now=later)
    assert back.reopening_reason == "One is missing"
    assert answers_of(rate(back, answer=Answer(is_unseen=True)))["c1"].is_unseen
    assert Event.objects.filter(tag="review:reopened").count() == 1


def test_nobody_gives_back_a_review_about_themself(maya: Person) -> None:
    grant(maya, "hr_admin")
    with pytest.raises(Denied):
        reopen_assessment(handed_in(sheet(maya)), reason="Please", by=maya, now=NOW)


def test_a_released_round_takes_no_more_words(maya: Person) -> None:
    own, theirs = sheet(maya, "self"), handed_in(sheet(maya))
    released(theirs.participant.cycle)
    with pytest.raises(Conflict):
        rate(own)
    with pytest.raises(Conflict):
        reopen_assessment(theirs, reason="Too late", by=hr(), now=NOW)


def test_the_self_assessment_is_hidden_until_the_manager_has_rated(maya: Person) -> None:
    handed_in(sheet(maya, "self"), dict.fromkeys(("c1", "c2", "c3"), Answer(score=4, next="shows")))
    theirs = rate(sheet(maya))
    items = sheet_of(theirs, to=theirs.author).items
    assert [item.own and item.own.score for item in items] == [4, None, None]


def test_a_self_assessment_that_is_not_handed_in_is_hidden(maya: Person) -> None:
    fill(sheet(maya, "self"))
    theirs = fill(sheet(maya))
    assert [item.own for item in sheet_of(theirs, to=theirs.author).items] == [None] * 3


def test_the_person_sees_nothing_of_the_manager_beside_the_own_words(maya: Person) -> None:
    handed_in(sheet(maya))
    items = sheet_of(sheet(maya, "self"), to=maya).items
    assert [item.own for item in items] == [None] * 3
