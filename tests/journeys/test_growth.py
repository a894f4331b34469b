"""From gaps to a plan, from a plan to what was seen: two people between two reviews."""

from datetime import date

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import person
from tests.web.reviews.factories import result
from tests.web.ui.factories import CRAFTS, version
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """An engineer with one competency that was not yet seen at the next level."""
    since = date(2025, 9, 1)
    maya = person("Maya Okafor", level="IC2", title="Engineer", manager=tom, level_since=since)
    seen = {craft: {"score": 4, "next": "shows"} for craft in CRAFTS if craft != "design"}
    result(maya, version(), level="IC2", next_level="IC3", ratings=seen)
    return maya


def test_gaps_become_a_plan_and_a_check_in_closes_them(
    visitor: Visitor, context: BrowserContext, maya: Person, tom: Person
) -> None:
    step_in(context, visitor.url, tom)
    visitor.go(f"/reviews/check-ins/people/{maya.pk}").press("Start a check-in")
    design = visitor.page.locator(".sighting").first
    name = design.locator("h2").inner_text()
    design.get_by_label("Not yet").check()
    visitor.press("Record the check-in").sees("Maya can read it now.")

    step_in(context, visitor.url, maya)
    visitor.go("/")
    expect(visitor.page.locator("article.need h3")).to_have_text([name])
    keys = Keyboard(visitor.go("/growth/").page)
    keys.follow("Start a plan from these gaps")
    keys.write("What is to be done", "Lead the design of the ledger.")
    keys.press("Start this plan")
    visitor.sees("Not agreed yet")

    step_in(context, visitor.url, tom)
    visitor.go(f"/growth/people/{maya.pk}").press("Agree to this plan").sees("Tom Reyes agreed on")

    step_in(context, visitor.url, maya)
    visitor.go("/growth/").press("Done").sees("Done: Lead the design of the ledger.")
    visitor.follow("Check-ins").press("Start a check-in")
    visitor.page.locator(".sighting").first.get_by_label("Shows it", exact=True).check()
    visitor.page.locator(".sighting").first.locator("textarea").fill("I led the ledger.")
    visitor.press("Hand over to my manager").sees("Your manager can read it now.")

    step_in(context, visitor.url, tom)
    visitor.go("/team").follow("Agenda").sees("Prepared by Maya")
    visitor.follow("Prepared by Maya").sees("I led the ledger.")
    visitor.page.locator(".sighting").first.get_by_label("Shows it", exact=True).check()
    visitor.press("Record the check-in").sees("Maya can read it now.")
    visitor.go(f"/team/{maya.pk}/agenda").press("Note that we talked").sees("Noted.")

    step_in(context, visitor.url, maya)
    visitor.go("/")
    expect(visitor.page.locator("#shown")).to_be_visible()
    expect(visitor.page.locator(".rows").get_by_text(name).first).to_be_visible()
