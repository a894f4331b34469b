"""A note that a released result cites stays as it is, and stays readable."""

from collections.abc import Callable

import pytest

from tests.web.growth.factories import WHEN, note, publish, seller, signed_in
from tests.web.reviews import factories as rounds
from trellis_web.access.rules import Denied
from trellis_web.frameworks.models import Competency
from trellis_web.growth import actions
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.rules.evidence import is_cited
from trellis_web.reviews.models import ReleasedCitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited() -> EvidenceNote:
    """A shared note in a released result."""
    version = publish()
    maya = seller()
    written = note(maya, shared=True)
    result = rounds.result(maya, version)
    discovery = Competency.objects.get(slug="discovery")
    ReleasedCitation.objects.create(result=result, competency=discovery, note=written)
    return written


CHANGES: list[Callable[[EvidenceNote], object]] = [
    lambda each: actions.unshare_evidence(note=each, by=each.person, **WHEN),
    lambda each: actions.delete_evidence(note=each, by=each.person, **WHEN),
    lambda each: actions.edit_evidence(
        note=each, text="Other.", happened_on=each.happened_on, link="", tags=[], by=each.person,
        **WHEN,
    ),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=["unshare", "delete", "edit"])
def test_a_cited_note_is_not_changed_under_the_result(
    cited: EvidenceNote, change: Callable[[EvidenceNote], object]
) -> None:
    with pytest.raises(Denied, match="released result cites this note"):
        change(cited)
    cited.refresh_from_db()
    assert cited.shared_at is not None


def test_its_page_says_so_and_offers_none_of_it(cited: EvidenceNote) -> None:
    page = signed_in(cited.person).get(f"/evidence/{cited.pk}").content.decode()
    assert "A released result cites this note" in page
    assert "Make private" not in page
    assert "Delete this note" not in page


def test_a_note_that_nobody_cited_is_free() -> None:
    publish()
    assert not is_cited(note(seller(), shared=True))
