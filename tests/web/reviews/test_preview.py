"""The form before a round is opened: the same for HR as for its author, and nothing is stored."""

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import cycle, member, sheet, version
from trellis_web.audit.models import Event
from trellis_web.reviews.actions import open_cycle
from trellis_web.reviews.models import Assessment, Cycle, Participant

pytestmark = pytest.mark.django_db


def cards(page: str) -> list[str]:
    """The questions of a page, down to what is said of the person's own view."""
    parts = page.split('<div class="card rv-question">')[1:]
    return [part.partition("they have handed it in.")[0] for part in parts]


def test_the_preview_shows_the_questions_of_the_form_itself_and_stores_nothing() -> None:
    someone, admin = member(name="Maya Okafor"), hr()
    draft: Cycle = cycle([version().family], by=admin)
    events = Event.objects.count()
    path = f"/reviews/cycles/{draft.pk}/preview?person={someone.pk}&perspective=manager"
    page = text(signed_in(admin).get(path))
    assert "Review of Maya Okafor" in page
    assert "<fieldset disabled" in page
    assert not Participant.objects.exists()
    assert not Assessment.objects.exists()
    assert Event.objects.count() == events
    open_cycle(draft, by=admin, now=NOW, today=TODAY)
    real = sheet(someone)
    form = text(signed_in(real.author).get(f"/reviews/{real.pk}"))
    assert len(cards(page)) == 3
    assert cards(page) == cards(form)


def test_nobody_who_takes_no_part_is_previewed() -> None:
    stranger, admin = person(), hr()
    member()
    draft = cycle([version().family], by=admin)
    path = f"/reviews/cycles/{draft.pk}/preview?person={stranger.pk}&perspective=manager"
    assert signed_in(admin).get(path).status_code == 422


def test_a_preview_is_for_those_who_manage_rounds() -> None:
    someone, admin = member(), hr()
    draft = cycle([version().family], by=admin)
    assert signed_in(someone).get(f"/reviews/cycles/{draft.pk}/preview").status_code == 403
