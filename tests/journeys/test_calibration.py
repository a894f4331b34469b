"""A calibration in the browser: set up, prepared, held by keyboard, seen by others, closed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import Visitor, step_in
from tests.web.calibration.factories import Room, change
from tests.web.factories import NOW, TODAY
from trellis_web.calibration.models import Change, Session
from trellis_web.people.actions.leaving import deactivate_person

pytestmark = pytest.mark.django_db(transaction=True)

SEEN = 2_000
"""Milliseconds after which everybody sees a change."""


@pytest.fixture
def room() -> Room:
    """Two managers with two people each, HR and a facilitator."""
    return Room()


def test_a_session_from_set_up_to_signature(
    page: Page, browser: Browser, live_server: LiveServer, room: Room
) -> None:
    hana = Visitor(page, live_server.url)
    step_in(page.context, live_server.url, room.hana)
    hana.go("/calibration/new").fill("Name", "Engineering L1")
    hana.fill("Who facilitates", room.hana.email).press("Set up the session")
    hana.sees("Before you start").sees("Not handed in yet")
    page.get_by_text("Add somebody").click()
    hana.fill("Who", room.tom.email).press("Add to the room").sees("Added Tom Reyes.")
    hana.press("Start the session").sees("Engineering L1 is live.")
    session, maya = Session.objects.get(), room.about(room.maya)
    other = _looking_on(browser, live_server, room, session)
    _move_by_keyboard(page, f"{maya.pk}-c1")
    expect(page.locator(f"#cell-{maya.pk}-c1")).to_be_focused()
    expect(other.locator(f"#cell-{maya.pk}-c1")).to_have_class(re.compile("moved"), timeout=SEEN)
    expect(other.get_by_text("moved Maya from 2 to 4 in Craft 1.")).to_be_visible()
    assert other.evaluate("document.activeElement.id") == f"cell-{maya.pk}-c2"
    other.context.close()
    hana.follow("Change log")
    page.get_by_text("Take back").click()
    hana.fill("Why it is taken back", "Wrong row").press("Take the change back")
    hana.sees("Taken back. The entry stays in the log.")
    hana.follow("Close").press("Close and sign the session").sees("Closed and signed")
    assert Session.objects.get().digest
    assert [each.to_score for each in Change.objects.order_by("pk")] == [4, 2]


def _looking_on(browser: Browser, live_server: LiveServer, room: Room, session: Session) -> Page:
    """Tom's window, with the focus in the table."""
    context = browser.new_context(reduced_motion="reduce")
    step_in(context, live_server.url, room.tom)
    page = context.new_page()
    page.goto(f"{live_server.url}/calibration/{session.pk}")
    page.locator(f"#cell-{room.about(room.maya).pk}-c2").focus()
    return page


def _move_by_keyboard(page: Page, key: str) -> None:
    """Tab to the table, arrows to the cell, a digit, the sentence, both reasons, Enter."""
    cells = page.locator(".cal-heat a.cal-cell")
    expect(cells.and_(page.locator("[tabindex='0']"))).to_have_count(1)
    for _ in range(60):
        if page.evaluate("document.activeElement.matches('.cal-heat a.cal-cell')"):
            break
        page.keyboard.press("Tab")
    for arrow in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(arrow)
    expect(page.locator(f"#cell-{key}")).to_be_focused()
    page.keyboard.press("4")
    expect(page.get_by_label("Reason for the room")).to_be_focused()
    assert f"cell={key}" in page.url
    expect(page.locator("#panel input[name=score][value='4']")).to_be_checked()
    page.keyboard.type("It crossed two services.")
    page.keyboard.press("Tab")
    page.keyboard.type("You led the design across two services.")
    page.get_by_label("The sentence it rests on").select_option("c1-l1")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel").get_by_text("Saved.")).to_be_visible()


def test_words_that_were_overtaken_stay_with_both_ratings(
    page: Page, live_server: LiveServer, room: Room
) -> None:
    live, maya = room.live(), room.about(room.maya)
    step_in(page.context, live_server.url, room.ines)
    page.goto(f"{live_server.url}/calibration/{live.pk}?cell={maya.pk}-c1&to=5")
    page.get_by_label("Reason for the room").fill("My reason")
    page.get_by_label("What the person will read").fill("My words")
    page.get_by_label("The sentence it rests on").select_option("c1-l1")
    change(live, maya)
    expect(page.locator(f"#cell-{maya.pk}-c1")).to_have_class(re.compile("moved"), timeout=SEEN)
    expect(page.get_by_label("Reason for the room")).to_have_value("My reason")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel")).to_contain_text("There now: 3")
    expect(page.locator("#panel")).to_contain_text("Yours: 5")
    expect(page.get_by_label("What the person will read")).to_have_value("My words")


def test_a_card_is_dragged_to_another_rating_and_the_panel_asks_for_reasons(
    page: Page, live_server: LiveServer, room: Room
) -> None:
    live, maya = room.live(), room.about(room.maya)
    step_in(page.context, live_server.url, room.ines)
    page.goto(f"{live_server.url}/calibration/{live.pk}?view=rating&competency=c1")
    page.locator(f".cal-card:has(#card-{maya.pk})").drag_to(page.locator("[data-to='5']"))
    expect(page.locator("#panel input[name=score][value='5']")).to_be_checked()
    expect(page.get_by_label("Reason for the room")).to_be_focused()


def test_a_facilitator_who_left_the_company_is_replaced_by_hr(
    page: Page, live_server: LiveServer, room: Room
) -> None:
    live = room.live()
    deactivate_person(room.ines, by=room.hana, now=NOW, today=TODAY)
    hana = Visitor(page, live_server.url)
    step_in(page.context, live_server.url, room.hana)
    hana.go(f"/calibration/{live.pk}/room").sees("has left the company")
    page.get_by_text("Hand over to another facilitator").click()
    hana.fill("Who facilitates from now on", room.hana.email).fill("Why", "Ines has left.")
    hana.press("Hand over").go(f"/calibration/{live.pk}").sees("Facilitated by Hana")
