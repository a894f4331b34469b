"""A draft without moves or titles gets them on a page; the rest of the file stays as it is."""

import pytest
from django.test import Client

from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import TEXT, draft
from trellis.framework.load import load
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import add_promotions, name_levels
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.rules import Conflict

pytestmark = pytest.mark.django_db

BARE = "# Ours\n" + TEXT[: TEXT.index("moves:")]


def test_promotions_lead_from_each_level_to_the_next_of_its_track() -> None:
    made = add_promotions(draft(BARE), revision=1, by=hr(), now=NOW)
    (move,) = load(made.text.encode(), "made").moves
    assert (move.id, move.from_, move.to) == ("IC2-IC3", "ic/IC2", "ic/IC3")
    assert [each.kind for each in move.criteria] == [
        "average",
        "floor",
        "operating_at_next",
        "endorsement",
    ]
    assert made.text.startswith(BARE)
    assert [event.tag for event in Event.objects.all()] == ["framework:edited"]


def test_a_promotion_that_is_there_stays_as_it_is() -> None:
    made = add_promotions(draft(), revision=1, by=hr(), now=NOW)
    assert load(made.text.encode(), "made").moves == load(TEXT.encode(), "text").moves


def test_a_title_changes_only_its_level() -> None:
    made = name_levels(
        draft(BARE), titles={"IC2": "Developer", "M1": ""}, revision=1, by=hr(), now=NOW
    )
    levels = {level.id: level.titles for _, level in load(made.text.encode(), "made").levels()}
    assert levels == {"IC2": ("Developer",), "IC3": ("Senior Engineer",), "M1": ()}
    assert made.text.startswith("# Ours\n")


def test_titles_from_a_stale_page_are_refused() -> None:
    opened = draft(revision=3)
    with pytest.raises(Conflict):
        name_levels(opened, titles={"IC2": "Developer"}, revision=2, by=hr(), now=NOW)
    assert Draft.objects.get().text == TEXT


def test_an_employee_adds_nothing() -> None:
    opened = draft(BARE)
    with pytest.raises(Denied):
        add_promotions(opened, revision=1, by=person(), now=NOW)
    with pytest.raises(Denied):
        name_levels(opened, titles={"IC2": "Developer"}, revision=1, by=person(), now=NOW)


def test_hr_adds_moves_and_titles_on_pages(client: Client) -> None:
    client.force_login(hr())
    draft(BARE)
    address = "/frameworks/administration/drafts/engineering/"
    assert "No moves yet" in client.get(address).content.decode()
    client.post(f"{address}moves/")
    assert "How to get from IC2 to IC3" in client.get(address).content.decode()
    assert "Senior Engineer" in client.get(f"{address}levels/").content.decode()
    stale = client.post(f"{address}levels/", {"title-IC2": "Developer", "revision": 1})
    assert stale.status_code == 409
    assert 'name="revision" value="2"' in stale.content.decode()
    saved = client.post(f"{address}levels/", {"title-IC2": "Developer", "revision": 2})
    assert saved.status_code == 302
    assert "titles: [Developer]" in Draft.objects.get().text


def test_moves_and_titles_of_a_draft_are_missing_for_an_employee(client: Client) -> None:
    client.force_login(person())
    draft(BARE)
    for path in ("levels/", "moves/"):
        address = f"/frameworks/administration/drafts/engineering/{path}"
        assert client.post(address, {"revision": 1}).status_code == 404
    assert Draft.objects.get().text == BARE
