"""The career map with a mouse, with the keyboard alone, without scripts, on a phone, on paper."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_every_page import ALL, AXE, RUN
from tests.journeys.visitor import Visitor, step_in
from tests.web.careers.company import maya
from tests.web.careers.maps import large
from tests.web.reviews.factories import result, version
from trellis.library import read
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
MAP = "/careers/map"
WORDS = """() => [...document.querySelectorAll(".cmap")].filter(map => map.checkVisibility())
    .map(map => [...map.querySelectorAll("text")].map(text => {
        const box = text.getBoundingClientRect();
        return [text.textContent.trim(), box.left, box.top, box.right, box.bottom];
    }))"""
"""The words of every map that is shown, with the boxes that the browser gives them."""


@pytest.fixture
def reader() -> Person:
    """An engineer at IC2 with one released result, among real frameworks."""
    pinned = version(read("engineering").decode())
    for family in ("data", "product"):
        version(read(family).decode())
    someone = maya(level="IC2")
    scores = {"communication": 4, "ownership": 3, "system-design": 2}
    ratings = {slug: {"score": score} for slug, score in scores.items()}
    result(someone, pinned, level="IC2", next_level="IC3", ratings=ratings)
    return someone


@pytest.fixture
def open_map(page: Page, context: BrowserContext, live_server: LiveServer, reader: Person) -> Page:
    step_in(context, live_server.url, reader)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_server.url + MAP)
    return page


def station(page: Page, name: str) -> Locator:
    """A station of the map that is shown."""
    return page.locator(".cmap:visible").get_by_role("link", name=re.compile(f"^{name} "))


def test_arrows_go_to_the_nearest_station_and_enter_opens_it(open_map: Page) -> None:
    page = open_map
    station(page, "IC1").focus()
    page.keyboard.press("ArrowRight")
    expect(station(page, "IC2")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(station(page, "D2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="D2 Data Analyst")).to_be_visible()
    expect(station(page, "D2")).to_be_focused()
    expect(station(page, "D2")).to_have_attribute("aria-current", "true")
    expect(page.locator(".cmap:visible a[aria-current]")).to_have_count(1)
    assert page.url.endswith("?station=data/D2")
    page.go_back()
    expect(page.get_by_role("heading", name="IC3 Senior Engineer")).to_be_visible()
    expect(station(page, "IC3")).to_have_attribute("aria-current", "true")


def test_tab_goes_through_the_stations_level_by_level(open_map: Page) -> None:
    page = open_map
    station(page, "IC1").focus()
    met = []
    for _ in range(7):
        code = page.evaluate("document.activeElement.querySelector('.code').textContent")
        met.append(code.strip())
        page.keyboard.press("Tab")
    assert met == ["IC1", "D1", "PM1", "IC2", "D2", "PM2", "IC3"]


def test_without_scripts_a_station_is_a_link(
    browser: Browser, live_server: LiveServer, reader: Person
) -> None:
    context = browser.new_context(java_script_enabled=False)
    step_in(context, live_server.url, reader)
    page = context.new_page()
    page.goto(live_server.url + MAP)
    station(page, "M1").click()
    expect(page.get_by_role("heading", name="M1 Engineering Manager")).to_be_visible()
    expect(page.get_by_text("Two-way: same pay band")).to_be_visible()
    page.get_by_text("Show the map as a table").click()
    page.get_by_role("table").get_by_role("link", name="IC4 Staff Engineer").click()
    expect(page.get_by_role("heading", name="IC4 Staff Engineer")).to_be_visible()
    context.close()


def test_on_a_phone_the_lines_stand_upright_and_a_station_shows_what_opened(
    open_map: Page,
) -> None:
    page = open_map
    page.set_viewport_size({"width": 390, "height": 844})
    lower, upper = station(page, "IC1").bounding_box(), station(page, "IC7").bounding_box()
    assert lower
    assert upper
    assert upper["y"] < lower["y"]
    station(page, "D2").click()
    expect(page.get_by_role("heading", name="D2 Data Analyst")).to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def overlaps(maps: list[list[list[Any]]]) -> Iterator[str]:
    """Pairs of words that share more than a pixel."""
    for words in maps:
        for (one, *a), (other, *b) in combinations(words, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            if across > 1 and down > 1:
                yield f"{one} and {other}"


def test_no_words_overlap_as_the_browser_sets_them(open_map: Page, live_server: LiveServer) -> None:
    large()
    page = open_map
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scope in ("", "?scope=all"):
            page.goto(f"{live_server.url}{MAP}{scope}")
            page.evaluate("document.fonts.ready")
            maps = page.evaluate(WORDS)
            assert maps
            assert not list(overlaps(maps)), (width, scope)


def test_axe_finds_nothing_on_the_map_in_either_theme_and_width(
    open_map: Page, live_server: LiveServer
) -> None:
    page = open_map
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{live_server.url}{MAP}?scope=all&station=data/D2")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert page.evaluate(RUN, ALL) == [], (scheme, width)


def test_it_is_printed_on_one_sheet_lying_on_its_side(open_map: Page) -> None:
    paper = open_map.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert box
    assert [round(float(each)) for each in box.groups()] == [842, 595]


def test_the_map_is_a_place_of_the_bar_on_every_width(visitor: Visitor, reader: Person) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, reader)
    page.set_viewport_size({"width": 320, "height": 700})
    visitor.go("/")
    bar = page.get_by_role("navigation", name="Main")
    widths = bar.locator("a:visible").evaluate_all(
        "all => all.map(a => a.scrollWidth - a.clientWidth)"
    )
    assert widths == [0, 0, 0, 0, 0]
    bar.get_by_role("link", name="Map").click()
    expect(page.get_by_role("heading", name="Where you can go from here")).to_be_visible()
