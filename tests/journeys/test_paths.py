"""Roles, the rules of promotion, and the way back from management, as people walk them."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_every_page import ALL, AXE, RUN
from tests.journeys.visitor import Visitor, step_in
from tests.web.careers.company import data, engineering
from tests.web.careers.test_returns import manager
from tests.web.factories import person
from trellis_web.people.models import Position

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_manager_offers_a_way_back_and_the_person_takes_it_without_a_case(
    visitor: Visitor, context: BrowserContext, live_server: LiveServer
) -> None:
    engineering()
    tom = person("Tom Reyes")
    ana = manager(leader=tom)
    step_in(context, live_server.url, tom)
    visitor.go(f"/team/{ana.pk}").follow("Offer a way back from management")
    visitor.sees("M1 → L3").fill("A word to the person (optional)", "Your designs are missed.")
    visitor.press("Offer it").sees("Not answered yet")
    step_in(context, live_server.url, ana)
    visitor.go("/careers/roles").follow("Read it").sees("Your designs are missed.")
    visitor.press("I agree").sees("Carried out")
    assert Position.objects.get(person=ana, until=None).level == "L3"
    visitor.go("/careers/roles/engineering/L3").sees("You are here")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_roles_and_rules_reflow_and_are_accessible(
    page: Page, context: BrowserContext, live_server: LiveServer, width: int
) -> None:
    engineering()
    data()
    step_in(context, live_server.url, person("Maya Okafor", level="L2"))
    page.set_viewport_size({"width": width, "height": 800})
    paths = ("roles", "roles/engineering/L3", "competencies/communication", "promotion/engineering")
    for path in paths:
        page.goto(f"{live_server.url}/careers/{path}")
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN, ALL) == [], path
