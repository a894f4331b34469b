"""Levels from a job title to a talk, an objection and its decision, in the browser."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.keyboard import Keyboard
from tests.journeys.test_every_page import LOOKS, narrow_faults, violations
from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import NOW
from tests.web.levelling.factories import WHEN, Company, company, compared, confirmed
from trellis_web.levelling import actions
from trellis_web.levelling.models import Estimate
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page: Page, server: LiveServer, who: Person) -> Visitor:
    step_in(page.context, server.url, who)
    return Visitor(page, server.url)


def test_a_level_goes_from_a_job_title_to_a_decided_objection_without_javascript(
    browser: Browser, live_server: LiveServer
) -> None:
    firm = company()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    hana = signed_in(page, live_server, firm.hana)
    hana.go("/levelling/").follow("First levels").follow("Propose by job title")
    hana.choose("Engineer 1 person", "L2 Senior Engineer").press("Propose")
    hana.sees("Proposed to 1 person.").sees("L2 Senior Engineer")
    tom = signed_in(page, live_server, firm.tom)
    tom.go("/levelling/team/").follow("Confirm or change Maya Okafor")
    tom.fill("At this level since, if you credit time", "2024-03-01")
    tom.fill("Where that is known from", "Contract of 2024").press("This level is right")
    tom.sees("Maya sees nothing of it yet.")
    maya = signed_in(page, live_server, firm.maya)
    maya.go("/levelling/own/").sees("When a level was talked about with you")
    hana = signed_in(page, live_server, firm.hana)
    hana.go(f"/levelling/{firm.round.pk}/").press("Settle the ticked levels").sees("Settled 1")
    tom = signed_in(page, live_server, firm.tom).go("/levelling/team/")
    page.get_by_label("I have talked about it with Maya in person").check()
    tom.press("Talked").sees("Maya Okafor has the level now and can read it.")
    maya = signed_in(page, live_server, firm.maya).go("/levelling/own/").sees("Contract of 2024")
    page.locator("summary", has_text="You do not agree?").click()
    maya.fill("What is not right, and what shows it", "I lead three teams.").press("Object")
    maya.sees("Somebody who had no part in it decides.")
    rita = signed_in(page, live_server, firm.rita)
    rita.go("/levelling/objections/").follow("Maya Okafor").sees("I lead three teams.")
    rita.choose("The level", "L3 Staff Engineer").fill("Your answer", "You are right.")
    rita.press("Decide").sees("The level changes")
    maya = signed_in(page, live_server, firm.maya).go("/levelling/own/")
    maya.sees("L3 Staff Engineer").sees("You are right.")
    context.close()


def test_a_manager_notes_private_guesses_by_keys_alone_on_a_phone(
    page: Page, live_server: LiveServer
) -> None:
    firm = company()
    confirmed(firm)
    page.set_viewport_size({"width": 320, "height": 720})
    signed_in(page, live_server, firm.tom).go("/levelling/team/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    keys = Keyboard(page).follow("Private estimate Maya Okafor")
    keys.reach(page.get_by_label("Craft 1", exact=True), "Craft 1")
    page.keyboard.type("4")
    keys.press("Save")
    expect(page).to_have_url(f"{live_server.url}/levelling/team/")
    assert list(Estimate.objects.values_list("competency", "score")) == [("c1", 4)]


@pytest.mark.parametrize(("theme", "width", "rules"), LOOKS)
def test_axe_finds_nothing_on_any_page_of_a_levelling(
    browser: Browser,
    live_server: LiveServer,
    theme: Literal["dark", "light"],
    width: int,
    rules: dict[str, Any],
) -> None:
    firm = company(cause="restructure")
    context = browser.new_context(
        bypass_csp=True,
        reduced_motion="reduce",
        color_scheme=theme,
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    found = _faults(page, live_server, firm, rules)
    confirmed(firm)
    found += _faults(page, live_server, firm, rules)
    compared(firm)
    found += _faults(page, live_server, firm, rules)
    actions.tell(firm.proposal, by=firm.tom, **WHEN)
    found += _faults(page, live_server, firm, rules)
    actions.raise_objection(firm.proposal, words="I lead teams.", by=firm.maya, now=NOW)
    actions.close_round(firm.round, by=firm.hana, **WHEN)
    found += _faults(page, live_server, firm, rules)
    context.close()
    assert found == []


def _faults(page: Page, server: LiveServer, firm: Company, rules: dict[str, Any]) -> list[str]:
    """What is wrong on the pages that each of them can open now."""
    round_, one = f"/levelling/{firm.round.pk}/", f"/levelling/proposals/{firm.proposal.pk}/"
    objection = getattr(firm.proposal, "objection", None)
    waiting = [f"/levelling/objections/{objection.pk}/"] if objection else []
    seen = [
        (firm.hana, ["/levelling/", "/levelling/new/", round_, f"{round_}titles/", one]),
        (firm.tom, ["/levelling/team/", one]),
        (firm.maya, ["/levelling/own/"]),
        (firm.rita, ["/levelling/objections/", *waiting]),
    ]
    if firm.proposal.level and firm.proposal.round.is_open:
        seen.append((firm.tom, [f"{one}estimates/"]))
    return [
        f"{url}: {fault}"
        for who, urls in seen
        for url in urls
        for fault in _faults_of(page, server, who, url, rules)
    ]


def _faults_of(
    page: Page, server: LiveServer, who: Person, url: str, rules: dict[str, Any]
) -> list[str]:
    step_in(page.context, server.url, who)
    answer = page.goto(server.url + url)
    assert answer, url
    if answer.status != 200:
        return [f"answers {answer.status}"]
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    return violations(page, rules) + narrow_faults(page)
