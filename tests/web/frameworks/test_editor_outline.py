"""The page of the outline: HR changes it step by step, also without JavaScript."""

import pytest
from django.test import Client

from tests.web.factories import hr
from tests.web.frameworks.factories import TEXT, draft, family, version
from tests.web.frameworks.test_editor import EDITOR, author, client_of
from tests.web.frameworks.test_editor_actions import CORE
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis_web.frameworks.models import Draft

pytestmark = pytest.mark.django_db
OUTLINE = f"{EDITOR}outline/"


@pytest.fixture
def hana() -> Client:
    draft(updated_by=hr("Ines Duarte"))
    return client_of(hr())


def stored() -> Framework:
    return load(Draft.objects.get().text.encode(), "draft")


def test_parts_are_added(hana: Client) -> None:
    sent = {"part_kind": "level", "track": "ic", "part": "IC4", "title": "Staff Engineer"}
    assert hana.post(OUTLINE, sent)["Location"] == f"{OUTLINE}#level-IC4"
    hana.post(OUTLINE, {"part_kind": "competency", "title": "On call"})
    hana.post(OUTLINE, {"part_kind": "track", "title": "Experts"})
    assert stored().tracks[0].levels[-1].title == "Staff Engineer"
    assert stored().competencies[-1].id == "on-call"
    assert stored().tracks[-1].id == "experts"
    assert "Staff Engineer" in hana.get(OUTLINE).content.decode()


def test_a_part_is_moved_by_its_buttons_and_says_so(hana: Client) -> None:
    answer = hana.post(f"{OUTLINE}competency/design/place/", {"to": "1"}, follow=True)
    assert "Moved design to place 2." in answer.content.decode()
    assert [each.id for each in stored().competencies] == ["communication", "design", "hiring"]
    part = hana.post(
        f"{OUTLINE}competency/design/place/", {"to": "0"}, headers={"HX-Request": "true"}
    )
    assert '<div id="outline"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_part_is_renamed_and_taken_out(hana: Client) -> None:
    hana.post(f"{OUTLINE}level/IC3/", {"title": "Lead", "scope": "Three services"})
    assert (stored().tracks[0].levels[1].title, stored().tracks[0].levels[1].scope) == (
        "Lead",
        "Three services",
    )
    hana.post(f"{OUTLINE}level/IC3/removal/")
    assert [level.id for level in stored().tracks[0].levels] == ["IC2"]
    assert stored().moves == ()


def test_an_id_that_is_used_gets_a_sentence_and_nothing_is_written(hana: Client) -> None:
    answer = hana.post(OUTLINE, {"part_kind": "level", "track": "ic", "part": "M1"})
    assert answer.status_code == 422
    assert "is used twice" in answer.content.decode()
    assert Draft.objects.get().text == TEXT


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("", {"part_kind": "moon"}),
        ("moon/x/place/", {"to": "1"}),
        ("level/IC3/place/", {"to": "x"}),
        ("level/IC3/", {"title": "x" * 201}),
    ],
)
def test_what_no_form_sends_is_not_found(hana: Client, path: str, sent: dict[str, str]) -> None:
    assert hana.post(OUTLINE + path, sent).status_code == 404


@pytest.mark.parametrize("role", ["writer", "owner", "co_author"])
def test_the_outline_is_read_by_authors_and_changed_by_hr(role: str) -> None:
    draft()
    client = author(role)
    assert "HR owns the structure" in client.get(OUTLINE).content.decode()
    assert client.post(OUTLINE, {"part_kind": "track", "title": "Mine"}).status_code == 403
    assert client.post(f"{OUTLINE}level/IC3/removal/").status_code == 403
    assert Draft.objects.get().text == TEXT


def test_the_core_is_included_and_a_cell_differs_from_it_until_it_is_taken_again(
    hana: Client,
) -> None:
    version(CORE, of=family("core", "Core"))
    hana.post(f"{EDITOR}includes/", {"include": "core"})
    assert "from the company core" in hana.get(EDITOR).content.decode()
    cell = f"{EDITOR}care/IC3/"
    assert "As in the company core" in hana.get(cell).content.decode()
    from_page = {"s-TOTAL_FORMS": "1", "s-INITIAL_FORMS": "1", "s-0-id": "k3"}
    page = hana.get(cell).content.decode()
    digest = page.partition('name="digest" value="')[2][:16]
    said = {"s-0-text": "Answers for two teams.", "digest": digest, "choice": "written"}
    assert hana.post(cell, from_page | said).status_code == 302
    text = hana.get(cell).content.decode()
    assert "Differs from core" in text
    assert "Answers for the team." in text
    assert "Differs from core" in hana.get(EDITOR).content.decode()
    hana.post(f"{cell}core/")
    assert "Differs from core" not in hana.get(EDITOR).content.decode()
    hana.post(f"{EDITOR}includes/", {"include": "core", "hide": "care"})
    assert hana.get(cell).status_code == 404
