"""The review form in a browser: by keyboard, on a phone, offline in the middle, in two windows."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import step_in
from tests.web.factories import person
from tests.web.reviews.factories import document, member, opened, sheet, version
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import answers_of

pytestmark = pytest.mark.django_db(transaction=True)

RETRY = 10_500
"""Milliseconds after which the form has tried again."""


class Form:
    """The form of Maya's review, in one window."""

    def __init__(self, page: Page, url: str, review: Assessment) -> None:
        self.page, self.review = page, review
        self.address = f"{url}/reviews/{review.pk}"

    def open(self, asked: str = "") -> "Form":
        self.page.goto(self.address + asked)
        return self

    def question(self, slug: str) -> Locator:
        return self.page.locator(f"#c-{slug}")

    def reason(self, slug: str) -> Locator:
        return self.question(slug).locator("textarea")

    def rate(self, slug: str, score: str) -> None:
        radio = self.page.locator(f"input[name={slug}-score][value='{score}']")
        self.question(slug).locator("label", has=radio).click()

    def is_saved(self, slug: str) -> None:
        """Nothing of the answer waits on the device."""
        left = f"() => !Object.keys(localStorage).some(key => key.endsWith('/{slug}'))"
        self.page.wait_for_function(left)

    def banner(self) -> Locator:
        return self.page.locator(".rv-note[data-banner]")


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes", email="tom@example.test")


@pytest.fixture
def form(tom: Person, page: Page, context: BrowserContext, live_server: LiveServer) -> Form:
    """Maya's review in front of Tom."""
    someone = member(tom, name="Maya Okafor")
    opened([version(document()).family])
    step_in(context, live_server.url, tom)
    return Form(page, live_server.url, sheet(someone))


def stored(form: Form) -> dict[str, Any]:
    return answers_of(form.review)


def test_a_review_is_written_and_handed_in_by_keys_alone(form: Form) -> None:
    page, keys = form.page, form.page.keyboard
    form.open("?question=one")
    page.locator("#h-c1").focus()
    for slug, title in (("c1", "Craft 2"), ("c2", "Craft 3"), ("c3", "closing words")):
        expect(page.locator(f"#h-{slug}")).to_be_focused()
        keys.press("3" if slug != "c2" else "n")
        expect(page.locator(".rv-item:visible")).to_have_count(1)
        keys.press("Tab")
        keys.press("Space")
        keys.press("Tab")
        expect(form.reason(slug)).to_be_focused()
        keys.type(f"Words 1, 2 and n about {slug}.")
        form.is_saved(slug)
        button = page.get_by_role("button", name=f"Save and next: {title}")
        while not button.evaluate("e => e === document.activeElement"):
            keys.press("Tab")
        outline = button.evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline != "none"
        keys.press("Enter")
    expect(page.locator("#h-summary")).to_be_focused()
    keys.press("Tab")
    keys.type("A calm half-year.")
    check = page.get_by_role("button", name="Check and hand in")
    while not check.evaluate("e => e === document.activeElement"):
        keys.press("Tab")
    with page.expect_navigation(url=re.compile("submission")):
        keys.press("Enter")
    hand_in = page.get_by_role("button", name="Hand in the review")
    while not hand_in.evaluate("e => e === document.activeElement"):
        keys.press("Tab")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.locator("main")).to_contain_text("Handed in by Tom Reyes")
    answers = stored(form)
    assert answers["c1"].score == 3
    assert answers["c2"].is_unseen
    assert answers["c3"].reason == "Words 1, 2 and n about c3."


def test_on_a_phone_one_question_fills_the_screen_and_the_thumb_leads_on(
    form: Form, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    form.open()
    visible = page.locator(".rv-item:visible")
    for slug, title in (("c1", "Craft 2"), ("c2", "Craft 3"), ("c3", "closing words")):
        expect(visible).to_have_count(1)
        expect(visible).to_have_id(f"c-{slug}")
        form.rate(slug, "4")
        form.question(slug).get_by_text("Shows it").click()
        button = page.get_by_role("button", name=f"Save and next: {title}")
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
        assert 844 / 2 < box["y"] < 844 - 66 - box["height"]
        button.click()
    page.go_back()
    expect(visible).to_have_id("c-c3")
    form.is_saved("c3")
    assert {a.score for a in stored(form).values()} == {4}
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(wide)


def test_words_written_offline_are_kept_and_saved_when_the_connection_is_back(
    form: Form, page: Page, context: BrowserContext, quiet_console: list[str]
) -> None:
    page.clock.install()
    form.open()
    form.rate("c1", "3")
    form.is_saved("c1")
    context.set_offline(True)
    form.reason("c1").fill("Written without a connection.")
    form.rate("c2", "4")
    page.clock.run_for(1_000)
    expect(form.banner()).to_contain_text("No connection.")
    page.clock.run_for(60_000)
    form.reason("c2").fill("Still without one.")
    page.clock.run_for(1_000)
    page.get_by_role("button", name="Check and hand in").click()
    expect(form.reason("c2")).to_have_value("Still without one.")
    assert "c2" not in stored(form)
    context.set_offline(False)
    page.clock.run_for(RETRY)
    for slug in ("c1", "c2"):
        form.is_saved(slug)
    expect(form.banner()).to_be_hidden()
    answers = stored(form)
    assert answers["c1"].reason == "Written without a connection."
    assert (answers["c2"].score, answers["c2"].reason) == (4, "Still without one.")
    refused = [line for line in quiet_console if "ERR_INTERNET_DISCONNECTED" in line]
    assert refused
    quiet_console[:] = [line for line in quiet_console if line not in refused]


def test_a_window_closed_while_offline_loses_nothing(
    form: Form, page: Page, context: BrowserContext, quiet_console: list[str]
) -> None:
    form.open()
    context.set_offline(True)
    form.rate("c3", "2")
    form.reason("c3").fill("Closed the laptop.")
    expect(form.banner()).to_contain_text("No connection.")
    page.close()
    context.set_offline(False)
    again = Form(context.new_page(), form.address.partition("/reviews")[0], form.review).open()
    again.is_saved("c3")
    expect(again.reason("c3")).to_have_value("Closed the laptop.")
    assert (stored(form)["c3"].score, stored(form)["c3"].reason) == (2, "Closed the laptop.")
    quiet_console[:] = [line for line in quiet_console if "ERR_INTERNET_DISCONNECTED" not in line]


def test_an_answer_that_got_lost_on_its_way_back_is_taken_once(
    form: Form, page: Page, quiet_console: list[str]
) -> None:
    lost: list[str] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
            return
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.clock.install()
    page.route("**/ratings/c1", lose)
    form.open()
    form.reason("c1").fill("Stored, but nobody heard of it.")
    page.clock.run_for(1_000)
    expect(form.banner()).to_contain_text("No connection.")
    form.reason("c1").fill("Stored, but nobody heard of it. And more.")
    page.clock.run_for(RETRY)
    form.is_saved("c1")
    assert stored(form)["c1"].reason == "Stored, but nobody heard of it. And more."
    expect(page.locator(".rv-clash")).to_have_count(0)
    quiet_console[:] = [line for line in quiet_console if "ERR_FAILED" not in line]


def test_whoever_signs_in_again_in_another_tab_goes_on_where_they_were(
    form: Form, page: Page, context: BrowserContext, live_server: LiveServer, tom: Person
) -> None:
    page.clock.install()
    form.open()
    context.clear_cookies()
    form.reason("c1").fill("Written after the session had ended.")
    page.clock.run_for(1_000)
    expect(form.banner()).to_contain_text("You are signed out.")
    step_in(context, live_server.url, tom)
    page.clock.run_for(RETRY)
    form.is_saved("c1")
    expect(form.banner()).to_be_hidden()
    assert stored(form)["c1"].reason == "Written after the session had ended."


def test_two_windows_lose_nothing_of_each_other(form: Form, context: BrowserContext) -> None:
    url = form.address.partition("/reviews")[0]
    one, other = form.open(), Form(context.new_page(), url, form.review).open()
    one.rate("c1", "4")
    one.is_saved("c1")
    other.rate("c2", "2")
    other.is_saved("c2")
    one.reason("c3").fill("From the first window.")
    one.is_saved("c3")
    other.reason("c3").fill("From the second window.")
    clash = other.page.locator("#c-c3 .rv-clash")
    expect(clash).to_contain_text("From the first window.")
    expect(other.reason("c3")).to_have_value("From the second window.")
    answers = stored(form)
    assert (answers["c1"].score, answers["c2"].score) == (4, 2)
    assert answers["c3"].reason == "From the first window."
    clash.get_by_role("button", name="Save what stands here").click()
    other.is_saved("c3")
    assert stored(form)["c3"].reason == "From the second window."


def test_words_about_a_person_are_questioned_while_one_writes(form: Form) -> None:
    form.open()
    form.reason("c1").fill("Maya is a rock star.")
    notes = form.question("c1").locator("[data-notes]")
    expect(notes).to_contain_text("“rock star” praises somebody")
    form.reason("c1").fill("Maya wrote the guide to the ledger.")
    expect(notes).not_to_contain_text("rock star")
