"""Without a mouse, and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.contract import world
from tests.contract.world import World
from tests.journeys.visitor import Visitor, step_in
from trellis_web.growth.models import EvidenceNote
from trellis_web.reviews.models import Assessment, Rating

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisation() -> World:
    """The small organisation of the contract tests."""
    return world.build()


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer) -> Iterator[Visitor]:
    """Somebody whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield Visitor(context.new_page(), live_server.url)
    context.close()


def focused(page: Page) -> str:
    """What has the keyboard: the tag, and the text or the name."""
    return page.evaluate(
        "(e => `${e.tagName} ${(e.getAttribute('aria-label') || e.name || e.innerText || '')}`)"
        "(document.activeElement)"
    )


def tab_to(page: Page, wanted: str, most: int = 60) -> None:
    """Presses Tab until something of this name has the focus; its outline can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted in focused(page):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"nobody sees that {wanted} has the focus"
            return
    pytest.fail(f"Tab does not lead to {wanted}; it ends at {focused(page)}.")


def test_evidence_is_added_from_home_without_a_mouse(visitor: Visitor, organisation: World) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, organisation.owner)
    visitor.go("/")
    page.keyboard.press("e")
    page.keyboard.type("Led the review of the refund queue.")
    tab_to(page, "Save")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert EvidenceNote.objects.filter(text="Led the review of the refund queue.").exists()


def test_the_first_tab_leads_to_the_content(visitor: Visitor, organisation: World) -> None:
    step_in(visitor.page.context, visitor.url, organisation.owner)
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    assert "Skip to content" in focused(visitor.page)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main")).to_be_focused()


def test_a_review_is_written_and_handed_in_without_javascript(
    plain: Visitor, organisation: World
) -> None:
    Rating.objects.filter(assessment__author=organisation.owner).delete()
    page = plain.page
    step_in(page.context, plain.url, organisation.owner)
    plain.go("/reviews/")
    page.locator(f"main a[href='/reviews/{organisation.keys['own_sheet']}']").first.click()
    plain.press("Check and hand in")
    expect(page.get_by_text("Missing", exact=True).first).to_be_visible()
    plain.follow("Back to the form")
    for question in page.locator(".rv-question").all():
        for field, value in (("score", "4"), ("next", "shows")):
            radio = page.locator(f"input[name$={field}][value={value!r}]")
            question.locator("label", has=radio).click()
    plain.press("Check and hand in").press("Hand in the review").sees("Handed in the review.")
    assert Assessment.objects.get(pk=int(str(organisation.keys["own_sheet"]))).submitted_at


def test_evidence_is_added_shared_and_confirmed_without_javascript(
    plain: Visitor, organisation: World
) -> None:
    page = plain.page
    step_in(page.context, plain.url, organisation.owner)
    text = "Wrote the plan for the ledger export."
    plain.go("/evidence/new").page.locator("#id_text").fill(text)
    plain.press("Save")
    plain.go(f"/evidence/{EvidenceNote.objects.get(text=text).pk}")
    plain.press("Share with Tom Reyes and HR")
    plain.fill("Name or e-mail of a colleague who saw it", "Priya").press("Find")
    plain.press("Ask Priya Nair").sees("Waiting")
