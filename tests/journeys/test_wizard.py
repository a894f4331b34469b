"""An empty installation becomes a published framework that a review uses, without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_template_is_published_and_used_by_a_round(visitor: Visitor) -> None:
    steps.found(visitor)
    keys = Keyboard(visitor.page)
    visitor.go("/frameworks/administration/")
    keys.follow("Set up a framework")
    keys.pick("Which job family?", "Design").press("Start")
    keys.press("Save and go on")
    visitor.sees_heading("Competencies")
    keys.press("Save and go on")
    visitor.sees("Every cell is written")
    keys.follow("User research")
    keys.press("Save and go on")
    visitor.go("/setup/design/behaviours/")
    keys.press("Go on to the criteria").write("No competency below", "2")
    expect(visitor.page.locator("#trial")).to_contain_text("Nobody stands at its start")
    keys.press("Save and go on").press("Save and go on")
    visitor.sees_heading("Validate, publish, connect")
    keys.follow("Look it over and publish")
    keys.write("What changed, and why", "Our first framework.").press("Publish version 1")
    visitor.go("/setup/design/").sees("6 of 7 steps are finished")
    visitor.go("/setup/design/connection/")
    keys.follow("Set up a review round")
    visitor.go("/reviews/cycles/new").fill("Name", "Autumn")
    visitor.fill("First day of the period", "2026-07-01")
    visitor.fill("Last day of the period", "2026-12-31")
    visitor.fill("Reviews are due on", "2026-12-12")
    keys.tick("Design").press("Set up the round")
    visitor.go("/setup/design/").sees("All seven steps are finished")
    published = resolved(Version.objects.get(family__slug="design"))
    assert published.counts["levels"] == 7
    assert published.counts["statements"] > 60
