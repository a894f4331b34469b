"""A case in the browser: not yet, for a criterion and until a day; then promoted to a new level."""

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tests.journeys.visitor import Visitor, step_in
from tests.web.promotions.stage import ENOUGH, Stage
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
NOT_YET = "Not yet. A project that is handed over half way is not led to its last user."
PROMOTED = "Promoted. Every criterion is met."
LED = "Led a project from the first question to the last user."
NOTE = "Led the billing migration to its last user."
SitsDown = Callable[[Person], Visitor]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_not_yet_names_the_criterion_and_the_next_case_leads_to_the_new_level(
    visitor: Visitor, context: BrowserContext, stage: Stage
) -> None:
    as_ = partial(_sits_down, visitor, context)
    _writes(as_(stage.maya))
    visitor.follow("Ask somebody").fill("Whom", "Tom Reyes").press("Ask").sees("Asked Tom Reyes.")
    visitor.follow("Maya Okafor").press("Hand in to my manager").sees("Handed in.")
    _endorses(as_(stage.tom))
    _passes_on(visitor)
    _discuss(as_, stage)
    visitor.choose("How it stands", "Not yet")
    _decides(visitor, "Not yet", NOT_YET, "Looked at again on", "2027-03-01")

    as_(stage.maya).go("/").sees(NOT_YET).sees("Looked at again on 1 March 2027.")
    visitor.follow("Your case for L2").sees("It was handed over half way.").sees(LED)
    expect(visitor.page.get_by_text("By the criteria.")).to_have_count(0)

    stage.note(text=NOTE)
    _writes(visitor)
    visitor.choose("Shared note", NOTE).choose("What it shows", LED).press("Add").sees("Added.")
    visitor.press("Hand in to my manager").sees("Handed in.")
    _finds(as_(stage.tom))
    _passes_on(visitor)
    _discuss(as_, stage)
    _decides(visitor, "Promoted", PROMOTED, "From when", str(timezone.localdate()))

    as_(stage.maya).go("/").sees(PROMOTED).sees("Senior Engineer (L2)")


def _sits_down(visitor: Visitor, context: BrowserContext, who: Person) -> Visitor:
    step_in(context, visitor.url, who)
    return visitor


def _writes(maya: Visitor) -> None:
    maya.go("/cases/").follow("Start a case")
    maya.page.get_by_label("L2 Senior Engineer").check()
    maya.press("Start the case").fill("Statement", "I led the billing migration.")
    maya.press("Save the statement").sees("5 of at most 400 words")


def _endorses(tom: Visitor) -> None:
    tom.go("/cases/").follow("Maya Okafor, for L2")
    tom.page.get_by_label("I endorse it").check()
    tom.fill("What you saw, in at least three sentences", ENOUGH).press("Send").sees("You said")


def _finds(tom: Visitor) -> None:
    tom.go("/cases/").follow("Maya Okafor")
    tom.page.get_by_text("Say how it stands").click()
    criteria = tom.page.locator("section", has=tom.page.locator("#criteria"))
    criteria.get_by_label("How it stands").select_option(label="Met")
    criteria.get_by_label("Why").fill("The note shows it.")
    with tom.page.expect_navigation():
        criteria.get_by_role("button", name="Save").click()
    tom.sees("Saved.")


def _passes_on(tom: Visitor) -> None:
    tom.go("/cases/").follow("Maya Okafor").choose("Committee", "First")
    tom.press("Pass on for a decision").sees("Passed on.")


def _discuss(as_: SitsDown, stage: Stage) -> None:
    """Both vote alone; the chair opens the discussion and goes on to the decision."""
    for each in (stage.member, stage.chair):
        voter = as_(each).go("/cases/").follow("Maya Okafor").follow("Vote and decide")
        voter.page.get_by_label("Promote", exact=True).check()
        voter.fill("Why, by criterion and evidence", "By the criteria.").press("Cast my vote")
        voter.sees("What you thought")
    voter.press("Open the discussion").sees("What everyone thought, alone")
    voter.follow("Write the decision")


def _decides(chair: Visitor, outcome: str, text: str, label: str, day: str) -> None:
    chair.page.get_by_role("radio", name=outcome, exact=True).check()
    chair.fill("The decision in words", text).fill(label, day)
    reasons = chair.page.get_by_label("Why, where more is to be said")
    reasons.nth(1).fill("It was handed over half way." if outcome == "Not yet" else "")
    chair.press("Decide").sees("Decided.")
