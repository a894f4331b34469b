"""The static site in a real browser, from files alone: readable by everyone, on any screen."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from trellis import library
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.to_html import to_html
from trellis.framework.load import load
from trellis.site import Published, build, redact

AXE = Path(__file__).with_name("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "index.html",
    "engineering/index.html",
    "engineering/levels/IC3.html",
    "engineering/competencies/system-design.html",
    "engineering/changes.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the engineering template, and the same as one page."""
    framework = redact(load(library.read("engineering"), "engineering.yaml"))
    root = tmp_path_factory.mktemp("site")
    files = build([Published(framework, Edition(1)), Published(framework, Edition(2))])
    for name, data in {**files, "whole.html": to_html(framework)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def violations(page: Page) -> list[str]:
    """What axe finds on a page."""
    page.add_script_tag(path=AXE)
    rules = {"runOnly": {"type": "tag", "values": TAGS}}
    found: Any = page.evaluate("rules => axe.run(document, rules)", rules)
    return [f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in found["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, folder: Path, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for name in (*PAGES, "whole.html"):
        page.goto((folder / name).as_uri())
        if faults := violations(page):
            found[name] = faults
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(browser: Browser, folder: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for name in (*PAGES, "whole.html"):
        page.goto((folder / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_a_reader_goes_from_the_family_to_one_sentence_and_back(
    page: Page, folder: Path, quiet_console: list[str]
) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Engineering").click()
    page.get_by_role("link", name="IC3 Senior Engineer").first.click()
    page.get_by_role("link", name="System design").first.click()
    assert page.url.endswith("engineering/competencies/system-design.html#at-IC3")
    page.goto(page.url.split("#")[0] + "#sd-ic3-1")
    assert "Leads the design of a change" in page.locator(":target").inner_text()
    page.get_by_role("link", name="All families").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Career frameworks"


def test_the_policy_stops_a_script_that_somebody_puts_into_the_folder(
    browser: Browser, folder: Path
) -> None:
    broken = folder / "broken.html"
    text = (
        (folder / "index.html").read_text().replace("</main>", "<script>var ran=1</script></main>")
    )
    broken.write_text(text)
    context = browser.new_context()
    page = context.new_page()
    page.goto(broken.as_uri())
    assert page.evaluate("typeof ran") == "undefined"
    context.close()
