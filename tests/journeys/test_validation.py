"""A panel from its first form to its figures, on a phone and with the keyboard alone."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_every_page import LOOKS, narrow_faults, violations
from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import NOW, hr, person, report
from tests.web.validation.factories import answer_all, draft, opened, panel
from trellis_web.people.models import Person
from trellis_web.validation.actions import add_panelist, close_panel, open_panel
from trellis_web.validation.models import Panel, Panelist, Rating

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page: Page, server: LiveServer, who: Person) -> Visitor:
    step_in(page.context, server.url, who)
    return Visitor(page, server.url)


def test_hr_sets_up_opens_and_closes_a_panel(page: Page, live_server: LiveServer) -> None:
    hana = hr()
    draft(hana)
    names = ["Ada Lund", "Ben Okri", "Cy Marsh"]
    for name in names:
        person(name)
    visitor = signed_in(page, live_server, hana)
    visitor.go("/frameworks/administration/drafts/design/").follow("Validate")
    visitor.press("Set up a panel").sees("Nobody is written to before you open the panel.")
    visitor.press("Open the panel").sees("Invite at least two people")
    for name in names:
        visitor.page.locator("#PanelistForm-person").select_option(label=name)
        visitor.press("Add to the panel").sees(f"Added {name}.")
    visitor.press("Add this description").sees("Added the description.")
    visitor.press("Open the panel").sees("Opened. 3 people were written to.")
    visitor.press("Close the panel").sees("there is no figure")


def test_a_panelist_rates_on_a_phone_by_keys_alone_and_each_choice_is_saved(
    page: Page, live_server: LiveServer
) -> None:
    made = opened(hr(), vignettes=1)
    seat = Panelist.objects.select_related("person").filter(panel=made).first()
    assert seat
    page.set_viewport_size({"width": 320, "height": 720})
    visitor = signed_in(page, live_server, seat.person)
    visitor.go("/panels/").follow("Design").follow("Rate Alex 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("input[type=radio]").first.focus()
    for key in ("4", "2", "0"):
        with page.expect_response("**/vignettes/**"):
            page.keyboard.press(key)
        page.keyboard.press("Tab")
    expect(page.locator("[data-state]")).to_have_text("Saved")
    stored = dict(Rating.objects.values_list("statement", "score"))
    assert stored == {"c1-l2": 4, "c2-l2": 2, "c3-l2": None}


def test_a_panelist_rates_and_sorts_without_javascript(
    browser: Browser, live_server: LiveServer
) -> None:
    made = opened(hr(), vignettes=1)
    seat = Panelist.objects.select_related("person").filter(panel=made).first()
    assert seat
    context = browser.new_context(java_script_enabled=False)
    visitor = signed_in(context.new_page(), live_server, seat.person)
    visitor.go(f"/panels/seats/{seat.pk}/").follow("Rate Alex 0")
    for name in ("c1-l2", "c2-l2", "c3-l2"):
        visitor.page.locator(f"input[name={name!r}][value='3']").check(force=True)
    visitor.press("Save").sees("3 of 3").follow("Part 1")
    visitor.page.locator("input[value=L1]").first.check(force=True)
    visitor.press("Save").sees("1 of 6")
    context.close()


@pytest.mark.parametrize(("theme", "width", "rules"), LOOKS)
def test_axe_finds_nothing_on_any_page_of_a_panel(
    browser: Browser,
    live_server: LiveServer,
    theme: Literal["dark", "light"],
    width: int,
    rules: dict[str, Any],
) -> None:
    hana, boss = hr(), person()
    first = opened(hana)
    answer_all(first)
    close_panel(first, by=hana, now=NOW)
    prepared = panel(hana, managers=0, asks_team=True)
    seat = add_panelist(prepared, person=boss, group="manager", by=hana, now=NOW)
    report(person("Maya Okafor"), boss)
    context = browser.new_context(
        bypass_csp=True,
        reduced_motion="reduce",
        color_scheme=theme,
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    found = _faults(page, live_server, hana, [*_pages(first), *_pages(prepared)], rules)
    under_way = open_panel(prepared, by=hana, now=NOW)
    vignette = under_way.vignettes.first()
    assert vignette
    own = f"/panels/seats/{seat.pk}/"
    ours = [own, f"{own}vignettes/{vignette.pk}/", f"{own}order/1/", f"{own}team/", "/panels/"]
    found |= _faults(page, live_server, boss, ours, rules)
    found |= _faults(page, live_server, hana, _pages(under_way), rules)
    context.close()
    assert found == {}


def _pages(of: Panel) -> list[str]:
    return [f"/panels/{of.pk}/", f"/panels/drafts/{of.family.slug}/"]


def _faults(
    page: Page, server: LiveServer, who: Person, urls: list[str], rules: dict[str, Any]
) -> dict[str, list[str]]:
    step_in(page.context, server.url, who)
    faults = {}
    for url in urls:
        answer = page.goto(server.url + url)
        assert answer, url
        assert answer.status == 200, url
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        if seen := violations(page, rules) + narrow_faults(page):
            faults[url] = seen
    return faults
