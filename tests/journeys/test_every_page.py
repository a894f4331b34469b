"""Every page in both themes and two widths: axe finds nothing, and nothing scrolls sideways."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.contract import world
from tests.contract.authorization import client_of, targets
from tests.contract.world import World
from tests.journeys.visitor import step_in

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(__file__).with_name("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""A theme changes colours and nothing else."""
READERS = {
    "anonymous": "/",
    "owner": "/",
    "manager": "/",
    "hr_admin": "/",
    "peer": "/cases/",
    "other_manager": "/cases/",
    "skip_level": "/team/",
    "auditor": "/trail/",
}
"""Who reads, and where: the later ones only what is for colleagues, committees and the like."""
LOOKS = [
    pytest.param("light", 1280, ALL, id="light-1280"),
    pytest.param("light", 390, ALL, id="light-390"),
    pytest.param("dark", 1280, COLOURS, id="dark-1280"),
    pytest.param("dark", 390, COLOURS, id="dark-390"),
]
RUN = """async rules => {
    const found = await axe.run(document, rules);
    return found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(" ")).join(", ")}`);
}"""
TARGETS = """() => [...document.querySelectorAll(
    "button, summary, select, input:not([type=hidden]), nav a, a.btn")]
    .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map(e => [e, (e.closest("label") || e).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)"""


def pages(organisation: World) -> Iterator[tuple[str, list[str]]]:
    """Readers, each with the addresses on which they meet a page that no earlier one met.

    Two answers are the same page when the same templates made them.
    """
    met: set[tuple[str, ...]] = set()
    for reader, begins in READERS.items():
        client, urls = client_of(organisation, reader), []
        for url in (each for each in _addresses(organisation) if each.startswith(begins)):
            answer: Any = client.get(url)
            page = tuple(sorted({each.name for each in answer.templates if each.name}))
            if _is_page(answer) and page not in met:
                met.add(page)
                urls.append(url)
        yield reader, urls


def _addresses(organisation: World) -> Iterator[str]:
    """Every address once, and what only a question in an address opens."""
    yield from dict.fromkeys(target.url for target in targets(organisation))
    board = reverse("calibration", args=[organisation.keys["session"]])
    keys = organisation.keys
    yield from (f"{board}?view=rating", f"{board}?cell={keys['tabled']}-{keys['competency']}")


def _is_page(answer: Any) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def faults_of_pages(
    page: Page, server: str, organisation: World, look: Callable[[Page], list[str]]
) -> dict[str, list[str]]:
    """Opens every page as who reads it; what `look` finds, by reader and address."""
    faults = {}
    for reader, urls in pages(organisation):
        page.context.clear_cookies()
        if reader != "anonymous":
            step_in(page.context, server, organisation.people[reader])
        for url in urls:
            page.goto(server + url)
            if found := look(page):
                faults[f"{reader} {url}"] = found
    return faults


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds on the page that is open."""
    page.add_script_tag(path=AXE)
    return page.evaluate(RUN, rules)


def narrow_faults(page: Page) -> list[str]:
    """What is wider than the narrow window, and what is smaller than a fingertip."""
    width = page.evaluate("document.documentElement.scrollWidth")
    wide = [f"{width} px wide"] if width > page.evaluate("innerWidth") else []
    return wide + page.evaluate(TARGETS)


@pytest.fixture
def organisation() -> World:
    """The small organisation of the contract tests."""
    return world.build()


@pytest.fixture
def inspected(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that lets axe in; the other journeys run under the full policy."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    yield context
    context.close()


@pytest.mark.parametrize(("theme", "width", "rules"), LOOKS)
def test_axe_finds_nothing(
    inspected: BrowserContext,
    live_server: LiveServer,
    organisation: World,
    theme: Literal["light", "dark"],
    width: int,
    rules: dict[str, Any],
) -> None:
    page = inspected.new_page()
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    look = partial(violations, rules=rules)
    assert faults_of_pages(page, live_server.url, organisation, look) == {}


def test_nothing_scrolls_sideways_and_everything_can_be_hit(
    page: Page, live_server: LiveServer, organisation: World
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    assert faults_of_pages(page, live_server.url, organisation, narrow_faults) == {}


def test_there_are_many_pages_to_look_at(organisation: World) -> None:
    counts = {reader: len(urls) for reader, urls in pages(organisation)}
    assert all(counts.values()), counts
    assert sum(counts.values()) >= 40, counts


def test_a_picture_without_words_is_noticed(inspected: BrowserContext) -> None:
    page = inspected.new_page()
    page.set_content("<html lang=en><title>A</title><main><h1>A</h1><img src=x></main></html>")
    assert [fault.split(":")[0] for fault in violations(page, ALL)] == ["image-alt"]


def test_something_too_wide_and_too_small_is_noticed(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.set_content("<table width=400><tr><td>A</table><button>A</button>")
    page.add_style_tag(content="button { width: 20px; height: 20px }")
    assert [fault.split(" ")[0] for fault in narrow_faults(page)] == ["408", "<button>A</button>"]
