"""The reader in the browser: compared, asked about, and read by somebody without an account."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_without import plain
from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import hr, person
from tests.web.frameworks.factories import TEXT, author, version
from trellis_web.frameworks.models import Question

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["plain"]
READER = "/frameworks/engineering/"


def test_a_sentence_is_asked_about_and_answered_without_javascript(plain: Visitor) -> None:
    version()
    owner, maya = author("owner", name="Olga Owner"), person("Maya Okafor", level="IC2")
    step_in(plain.page.context, plain.url, maya)
    plain.go(f"{READER}design/IC2/")
    plain.page.get_by_text("I do not understand this").click()
    plain.fill("What is unclear? (optional)", "One of ours?").press("Ask")
    plain.sees("You get a mail when it is answered").sees("One of ours?")
    step_in(plain.page.context, plain.url, owner)
    plain.go(f"{READER}questions/").fill("Your answer", "Any service of ours.").press("Answer")
    plain.sees("Any service of ours.")
    assert not Question.objects.get().is_open


def test_the_address_holds_what_is_compared_and_the_way_back_leads_there(visitor: Visitor) -> None:
    version()
    step_in(visitor.page.context, visitor.url, person("Maya Okafor", level="IC2"))
    visitor.go(READER).follow("Only differences").sees("The same at every level")
    visitor.follow("Compare levels").sees_heading("IC2 and IC3 compared")
    visitor.choose("To", "M1 Engineering Manager").press("Compare")
    visitor.sees_heading("IC2 and M1 compared").sees("No longer asked")
    visitor.page.go_back()
    visitor.sees_heading("IC2 and IC3 compared")
    visitor.page.go_back()
    visitor.sees("The same at every level")


def test_a_phone_shows_one_level_and_switches_it(visitor: Visitor) -> None:
    version()
    step_in(visitor.page.context, visitor.url, person("Maya Okafor", level="IC2"))
    visitor.page.set_viewport_size({"width": 390, "height": 800})
    visitor.go(READER).sees("Designs changes inside one service.")
    expect(visitor.page.get_by_text("Designs changes that cross two services.")).to_be_hidden()
    visitor.page.get_by_role("navigation", name="Level shown").get_by_text("IC3").click()
    visitor.sees("Designs changes that cross two services.")
    assert "level=IC3" in visitor.page.url


def test_a_printed_table_repeats_its_header_on_each_page(visitor: Visitor) -> None:
    version(TEXT)
    step_in(visitor.page.context, visitor.url, person("Maya Okafor", level="IC2"))
    visitor.go(READER)
    visitor.page.emulate_media(media="print")
    head = visitor.page.locator(".fw-matrix thead")
    assert head.evaluate("e => getComputedStyle(e).display") == "table-header-group"
    region = visitor.page.locator(".fw-region")
    assert region.evaluate("e => [getComputedStyle(e).overflow, getComputedStyle(e).page]") == [
        "visible",
        "matrix",
    ]


@pytest.fixture
def stranger(browser: Browser) -> Page:
    """Somebody without an account, in a browser that holds nothing."""
    return browser.new_context().new_page()


def test_hr_makes_a_link_that_a_stranger_reads_until_it_is_ended(
    visitor: Visitor, stranger: Page, live_server: LiveServer
) -> None:
    version()
    step_in(visitor.page.context, visitor.url, hr())
    visitor.go("/frameworks/administration/public/").choose("Framework", "Engineering")
    visitor.fill("Name", "Careers page").press("Make the link").sees("it is shown this once")
    address = visitor.page.get_by_label("Public link", exact=True).input_value()
    stranger.goto(address)
    expect(stranger.get_by_text("Designs changes inside one service.")).to_be_visible()
    assert stranger.context.cookies() == []
    assert stranger.evaluate("document.documentElement.scrollWidth") <= 1280
    visitor.press("End it").sees("Ended the link")
    stranger.goto(address)
    expect(stranger.get_by_role("heading", name="There is no such page for you")).to_be_visible()
    stranger.context.close()
