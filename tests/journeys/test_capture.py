"""Evidence from anywhere: one key, the words, at most five keys, and back to where one was."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_every_page import ALL, AXE, RUN
from tests.journeys.visitor import step_in
from tests.web.growth.factories import publish, seller
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Found out who decides at Acme, and wrote it down."
MOST_KEYS = 5
TWO_ENTERS = """box => ["first", "impatient"].forEach(() => box.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })))"""
"""Within one moment: a second key after the answer would press what has the focus by then."""


class Keys:
    """Presses keys and counts them; words are counted apart."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        """One key."""
        self.pressed += 1
        self.page.keyboard.press(key)


@pytest.fixture
def maya() -> Person:
    publish()
    return seller("Maya Okafor")


@pytest.fixture
def keys(page: Page, context: BrowserContext, live_server: LiveServer, maya: Person) -> Keys:
    """Maya reads the framework, the focus on a link in the page."""
    step_in(context, live_server.url, maya)
    page.goto(live_server.url + "/frameworks/")
    page.locator("main a").first.focus()
    return Keys(page)


def test_a_note_with_a_tag_takes_one_key_the_words_and_five_keys(keys: Keys, maya: Person) -> None:
    page, before = keys.page, keys.page.url
    link = page.locator("main a").first
    page.keyboard.press("e")
    page.keyboard.type(WORDS)
    expect(page.locator("dialog").get_by_label("Discovery")).to_be_attached()
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    expect(page.get_by_role("status").get_by_text("Saved. Only you can see it.")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(link).to_be_focused()
    assert (page.url, keys.pressed <= MOST_KEYS) == (before, True)
    [written] = maya.evidence.all()
    assert (written.text, written.shared_at, written.tags.count()) == (WORDS, None, 1)


def test_enter_saves_and_shift_enter_breaks_the_line(keys: Keys, maya: Person) -> None:
    page = keys.page
    page.keyboard.press("e")
    page.keyboard.type("Led it.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Wrote it down.")
    page.locator("#capture-box-text").evaluate(TWO_ENTERS)
    expect(page.get_by_text("Saved. Only you can see it.")).to_be_visible()
    assert [each.text.splitlines() for each in maya.evidence.all()] == [
        ["Led it.", "Wrote it down."]
    ]


class Away:
    """A server that can be away. It stands in the way from the first page on: a browser that has
    loaded a page may let one more request pass after an interception is asked for."""

    is_away = False

    def __call__(self, route: Route) -> None:
        """Answers as a signed-out server does while it is away."""
        if self.is_away:
            route.fulfill(status=302, headers={})
        else:
            route.continue_()


@pytest.fixture
def server(page: Page) -> Away:
    away = Away()
    page.route("**/evidence/new", away)
    return away


def test_words_stay_when_the_box_is_closed_and_when_the_server_is_away(
    server: Away, keys: Keys
) -> None:
    page = keys.page
    page.keyboard.press("e")
    page.keyboard.type(WORDS)
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    box = page.locator("#capture-box-text")
    expect(box).to_have_value(WORDS)
    server.is_away = True
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your words are still here")).to_be_visible()
    expect(box).to_have_value(WORDS)
    assert not EvidenceNote.objects.exists()
    server.is_away = False
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved. Only you can see it.")).to_be_visible()


def test_single_keys_can_be_turned_off(keys: Keys, live_server: LiveServer) -> None:
    page = keys.page
    page.keyboard.press("?")
    expect(page).to_have_url(live_server.url + "/keys")
    page.get_by_role("button", name="Turn single keys off").click()
    page.locator("main").press("e")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.get_by_role("link", name="Add evidence, E").click()
    expect(page.locator("#capture-box-text")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_open_box_is_accessible_and_fits(keys: Keys, width: int) -> None:
    page = keys.page
    page.set_viewport_size({"width": width, "height": 800})
    page.keyboard.press("e")
    page.keyboard.type(WORDS)
    expect(page.locator("dialog").get_by_label("Discovery")).to_be_attached()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, ALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#capture-box").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
