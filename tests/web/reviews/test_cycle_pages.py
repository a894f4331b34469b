"""The pages of rounds: HR sets up, opens and releases; others do not."""

import pytest

from tests.web.factories import grant, hr, person
from tests.web.reviews.browsing import marked, signed_in, text
from tests.web.reviews.factories import cycle, fill, handed_in, member, opened, sheet, version
from trellis_web.people.models import Person, ReportingLine, Unit
from trellis_web.reviews.models import Cycle, Participant, ReleasedResult
from trellis_web.reviews.queries import progress_of

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


def test_hr_sets_up_opens_and_releases_a_round() -> None:
    someone, client = member(), signed_in(hr())
    family = version().family
    sent = {
        "title": "Second half", "kind": "review", "families": [family.pk],
        "from_on": "2026-07-01", "to_on": "2026-12-31", "due_on": "2026-12-12",
    }  # fmt: skip
    made = client.post("/reviews/cycles/new", sent)
    assert made.status_code == 302
    path = made["Location"]
    assert "Nothing is in the way" in text(client.get(path))
    assert client.post(f"{path}/opening").status_code == 302
    handed_in(sheet(someone))
    assert "1 of 1" in text(client.get(path))
    assert client.post(f"{path}/release").status_code == 302
    assert ReleasedResult.objects.get().person == someone


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    family = version().family
    sent = {
        "title": "x", "kind": "review", "families": [family.pk],
        "from_on": "2026-12-31", "to_on": "2026-07-01", "due_on": "2026-12-12",
    }  # fmt: skip
    answer = signed_in(hr()).post("/reviews/cycles/new", sent)
    assert answer.status_code == 422
    assert "The period must end after it starts." in text(answer)


def test_the_launch_check_leads_to_leaving_somebody_out() -> None:
    member()
    top, client = person("Ines Duarte", level="L3"), signed_in(hr())
    path = f"/reviews/cycles/{cycle([version().family]).pk}"
    assert "1 person has no manager" in text(client.get(path))
    assert client.post(f"{path}/opening").status_code == 422
    said = {"person": top.pk, "kind": "excluded", "reason": "Leads us all"}
    client.post(f"{path}/exemptions", said)
    assert client.post(f"{path}/opening").status_code == 302


def test_missing_reviews_must_be_confirmed_before_the_release(maya: Person) -> None:
    client, path = signed_in(hr()), f"/reviews/cycles/{Cycle.objects.get().pk}/release"
    assert "1 review is missing" in text(client.get(path))
    assert client.post(path).status_code == 422
    assert Cycle.objects.get().released_at is None
    assert client.post(path, {"is_confirmed": "on"}).status_code == 302
    assert Cycle.objects.get().released_at is not None


def test_a_second_release_says_that_it_was_done(maya: Person) -> None:
    marked(maya)
    client, path = signed_in(hr()), f"/reviews/cycles/{Cycle.objects.get().pk}/release"
    client.post(path)
    again = client.post(path, follow=True)
    assert "released already" in text(again)
    assert ReleasedResult.objects.count() == 1


def test_a_review_is_handed_to_the_new_manager_on_the_board(maya: Person) -> None:
    new = person("Ana Sousa")
    ReportingLine.objects.filter(person=maya).update(manager=new)
    client, path = signed_in(hr()), f"/reviews/cycles/{Cycle.objects.get().pk}"
    assert "Hand over to Ana Sousa" in text(client.get(path))
    participant = Participant.objects.get()
    said = {"manager": new.pk, "participants": [participant.pk], "reason": "Moved"}
    client.post(f"{path}/hand-over", said)
    assert maya.name in text(signed_in(new).get("/reviews/"))


def test_hr_gives_a_review_back_and_its_author_reads_why(maya: Person, tom: Person) -> None:
    found, client = marked(maya), signed_in(hr())
    path = f"/reviews/{found.pk}/reopening"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "Craft 2 lacks an example"}).status_code == 302
    assert "Craft 2 lacks an example" in text(signed_in(tom).get(f"/reviews/{found.pk}"))


@pytest.mark.parametrize(
    "path",
    [
        "new",
        "{}/opening",
        "{}/release",
        "{}/exemptions",
        "{}/hand-over",
        "{}/participants",
        "{}/closing",
    ],
)
def test_rounds_are_managed_by_hr_only(path: str, maya: Person, tom: Person) -> None:
    path = f"/reviews/cycles/{path.format(Cycle.objects.get().pk)}"
    for actor in (maya, tom):
        assert signed_in(actor).post(path).status_code == 403


def test_a_partner_of_a_unit_follows_the_people_of_that_unit_and_changes_nothing(
    tom: Person,
) -> None:
    north = Unit.objects.create(name="North")
    here, there = member(tom, unit=north, name="Anna North"), member(tom, name="Ben South")
    found = opened([version().family])
    handed_in(sheet(here))
    partner = person()
    grant(partner, "hr_partner", unit=north)
    page = text(signed_in(partner).get(f"/reviews/cycles/{found.pk}"))
    assert here.name in page
    assert there.name not in page
    assert f"/reviews/{sheet(here).pk}" in page
    assert "Record the absence" not in page


def test_counts_on_the_board_are_those_of_what_was_handed_in(maya: Person, tom: Person) -> None:
    member(tom)
    handed_in(sheet(maya, "self"))
    found = Cycle.objects.get()
    progress = progress_of(found, to=hr())
    assert (progress.people, progress.by_self, progress.by_manager) == (1, 1, 0)
    handed_in(sheet(maya))
    assert progress_of(found, to=hr()).missing == 0


@pytest.mark.parametrize("show", ["", "late", "nothing", "gone", "out", "nonsense"])
def test_every_filter_of_the_board_answers(show: str) -> None:
    member()
    path = f"/reviews/cycles/{opened([version().family]).pk}?show={show}"
    assert signed_in(hr()).get(path).status_code == 200


def test_a_review_that_is_begun_is_not_among_those_with_nothing_yet() -> None:
    begun, idle = member(name="Ana Begun"), member(name="Ben Idle")
    found = opened([version().family])
    fill(sheet(begun))
    page = text(signed_in(hr()).get(f"/reviews/cycles/{found.pk}?show=nothing"))
    assert idle.name in page
    assert begun.name not in page
