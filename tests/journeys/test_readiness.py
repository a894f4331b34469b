"""The readiness board, another threshold, and the rule of one person, as people walk them."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import hr, person
from tests.web.insights.company import LOW, READY, member, published, stored
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def maya() -> Person:
    """Somebody whose average is open, among five who stand before the same move."""
    published()
    tom = person("Tom Reyes")
    for name in ("Ana", "Ben", "Cem", "Dia"):
        member(name, tom, READY)
    someone = member("Maya Okafor", tom, LOW)
    stored()
    return someone


def test_hr_reads_what_blocks_most_people_tries_a_threshold_and_opens_a_rule(
    visitor: Visitor, context: BrowserContext, maya: Person
) -> None:
    step_in(context, visitor.url, hr())
    blocks = visitor.go("/insights/readiness/").page.get_by_role("region", name="What blocks most")
    expect(blocks.get_by_role("listitem").first).to_contain_text("Has led a project")
    expect(blocks.get_by_role("listitem").first).to_contain_text("5")
    visitor.follow("Try other thresholds")
    rows = visitor.page.get_by_role("row")
    expect(rows.filter(has_text="in force")).to_contain_text("3.5")
    visitor.choose("Threshold", "At least 12 months in the level").press("Show")
    expect(rows.filter(has_text="in force")).to_contain_text("12")
    visitor.follow("Readiness").follow("Maya Okafor").sees_heading("Maya Okafor")
    visitor.sees("not yet, 3 from 3 ratings")


def test_an_employee_goes_from_home_to_the_rule_line_by_line_and_on_to_how_promotion_works(
    visitor: Visitor, context: BrowserContext, maya: Person
) -> None:
    step_in(context, visitor.url, maya)
    visitor.go("/").follow("See the rule, line by line").sees_heading("How you stand towards L2")
    visitor.sees("not yet, 3 from 3 ratings").sees("What helps most now")
    visitor.follow("How promotion works here").sees("Looked at before a case")


def test_a_link_to_a_move_that_is_folded_unfolds_it(
    visitor: Visitor, context: BrowserContext, maya: Person
) -> None:
    step_in(context, visitor.url, person("Noor Haddad", level="L3"))
    visitor.go("/careers/promotion/engineering")
    move = visitor.page.locator("#L1-L2")
    expect(move).to_be_hidden()
    visitor.page.get_by_role("heading", name="L1").click()
    expect(move).to_be_visible()
    visitor.go("/").go("/careers/promotion/engineering#L1-L2")
    expect(move).to_be_visible()
