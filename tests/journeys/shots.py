"""A picture of every page: `make shots`, or `python -m tests.journeys.shots`.

Builds the demo in a folder of its own, serves it as `make run` does, and writes
`var/shots/<page>-<actor>-<width>-<theme>.png`.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import django
from django.urls import resolve
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import QUIET, chromium
from tests.contract.tree import ROOT

SHOTS = ROOT / "var" / "shots"
TRELLIS = Path(sys.executable).with_name("trellis")
PEOPLE = {"employee": "maya.okafor", "manager": "tom.reyes", "hr": "hana.sato"}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 390)
LEAVE_OUT = re.compile(
    r"/static/|/logout/|file\.|\.[a-z]{2,4}(\?|$)|[?&](page|sort|q)=|/search\?|download"
)


@contextmanager
def served(data: Path) -> Iterator[tuple[str, str]]:
    """The demo organisation on a free port of the loopback address, and the password it prints."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"TRELLIS_DATA_DIR": str(data), "TRELLIS_DEMO": "true"}
    environment.pop("DATABASE_URL", None)
    server = subprocess.Popen(
        [TRELLIS, "serve", "--demo", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        password = _password(server.stdout or [])
        _wait_for(url)
        yield url, password
    finally:
        server.terminate()
        server.wait(timeout=20)


def _password(lines: Iterable[str]) -> str:
    """The password in what the server says when it starts."""
    for line in lines:
        if said := re.search(r"password (\S+)", line):
            return said[1]
    raise SystemExit("The server stopped before it said how to sign in.")


def _wait_for(url: str, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/account/login/", timeout=5)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"The server answers {error.code} on the sign-in page.") from error
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"The server did not answer at {url} within {seconds} s.")


def page_of(path: str) -> str:
    """The name of a page, the same for every person and level: that of its address pattern."""
    found = resolve(path.partition("?")[0])
    return re.sub(r"[^a-z0-9]+", "-", (found.view_name or found.route).lower()).strip("-")


def crawl(page: Page, url: str) -> dict[str, str]:
    """Name -> address of every kind of page that links lead to from home; the first of a kind."""
    found: dict[str, str] = {}
    ahead = ["/"]
    while ahead:
        path = ahead.pop(0)
        name = page_of(path)
        if name in found:
            continue
        answer = page.goto(url + path)
        if answer is None or answer.status != 200:
            continue
        found[name] = path
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        ahead += [each for each in links if each.startswith("/") and not LEAVE_OUT.search(each)]
        ahead = [each.partition("#")[0] for each in ahead]
    return found


def shoot(browser: Browser, url: str, actor: str, password: str) -> int:
    """All pictures of what one person can reach; how many."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}/account/login/")
    page.locator("[name=login]").fill(f"{PEOPLE[actor]}@northfield.example")
    page.locator("[name=password]").fill(password)
    with page.expect_navigation():
        page.locator("main button[type=submit]").first.click()
    pages = crawl(page, url)
    if actor != "employee":  # the account is the same for everybody
        pages = {name: path for name, path in pages.items() if not path.startswith("/account/")}
    count = _shots(page, pages, url, actor)
    context.close()
    return count


def _shots(page: Page, pages: dict[str, str], url: str, actor: str) -> int:
    for name, path in pages.items():
        page.goto(url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                file = SHOTS / f"{name}-{actor}-{width}-{theme}.png"
                page.screenshot(path=file, full_page=True)
    return len(pages) * len(WIDTHS) * len(THEMES)


def main() -> int:
    """Builds, serves, takes the pictures."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for old in SHOTS.glob("*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory(prefix="trellis-shots-") as folder,
        served(Path(folder)) as (url, password),
        sync_playwright() as playwright,
    ):
        os.environ["TRELLIS_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trellis_web.config.settings")
        django.setup()
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        signed_out = browser.new_page()
        count = _shots(signed_out, {"sign-in": "/account/login/"}, url, "anonymous")
        count += sum(shoot(browser, url, actor, password) for actor in PEOPLE)
        browser.close()
    sys.stdout.write(f"{count} pictures are in {SHOTS.relative_to(ROOT)}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
