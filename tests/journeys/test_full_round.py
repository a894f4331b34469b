"""A whole round by pages: asked, answered, handed over, released, read, and planned from."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys import steps
from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import hr, person
from tests.web.reviews.factories import version
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

OWN, MANAGERS = "I rewrote the ledger import.", "Wrote the ledger import; asked nobody to read it."
PEERS = {"Priya Nair": "Reviewed mine within a day.", "Ines Duarte": "Wrote down who decides."}
ROUND = "Second half"


@dataclass
class Stage:
    """Everybody in one browser, one after the other."""

    page: Page
    url: str
    context: BrowserContext
    people: dict[str, Person]

    def enter(self, name: str, path: str = "/reviews/") -> Visitor:
        """Somebody signs in and opens a page."""
        step_in(self.context, self.url, self.people[name])
        return Visitor(self.page, self.url).go(path)

    def reads(self, name: str, word: str) -> bool:
        """Whether a word stands on any page that somebody opens every day."""
        visitor = self.enter(name, "/")
        paths = ("/", "/reviews/", "/reviews/cycles", "/evidence/", "/growth/", "/team")
        return any(word in visitor.go(path).page.content() for path in paths)


@pytest.fixture
def stage(page: Page, context: BrowserContext, live_server: LiveServer) -> Stage:
    """Maya reports to Tom; Priya and Ines work with her; Olga will lead her later."""
    version()
    tom, olga, hana = person("Tom Reyes"), person("Olga Marsh"), hr()
    maya = person("Maya Okafor", manager=tom, level="L1", title="Engineer")
    people = {each.name: each for each in (tom, olga, hana, maya)}
    people |= {name: person(name) for name in PEERS}
    return Stage(page, live_server.url, context, people)


def set_up(visitor: Visitor) -> None:
    """HR sets a round up: two colleagues without their names."""
    page, today = visitor.page, timezone.localdate()
    visitor.fill("Name", ROUND)
    visitor.fill("First day of the period", f"{today.year}-01-01")
    visitor.fill("Last day of the period", f"{today.year}-12-31")
    visitor.fill("Reviews are due on", f"{today.year + 1}-01-20")
    page.get_by_label("Engineering").check()
    for group, box in (("What is asked", "colleagues"), ("Colleagues", "")):
        summary = page.locator("summary", has_text=group)
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
        if box:
            page.get_by_label(box, exact=True).check()
    visitor.fill("Fewest anonymous answers that are shown", "2")
    visitor.press("Set up the round").press("Open the round")


def propose(visitor: Visitor, name: str) -> None:
    """Maya proposes a colleague."""
    visitor.page.get_by_label("Name or e-mail of somebody who saw the work").fill(name)
    visitor.press("Find").press(f"Propose {name}")


def rate(question: Locator, score: str, following: str, reason: str) -> None:
    """One answer, by clicking on it."""
    for field, value in (("score", score), ("next", following)):
        radio = question.page.locator(f"input[name$={field}][value={value!r}]")
        question.locator("label", has=radio).click()
    question.locator("textarea").fill(reason)


def answer_as_peer(stage: Stage, name: str, words: str) -> None:
    """A colleague takes the form, writes, and hands it in without being signed in."""
    visitor = stage.enter(name)
    visitor.follow("Feedback about Maya Okafor").sees("What cannot be promised")
    visitor.press("Take the form").sees("Keep this address")
    stage.context.clear_cookies()
    visitor.go(stage.page.url)
    rate(stage.page.locator(".rv-question").first, "4", "shows", words)
    visitor.press("Hand in").sees_heading("Thank you")


def test_a_whole_round_from_its_set_up_to_the_growth_plan(stage: Stage) -> None:
    set_up(stage.enter("Hana Sato", "/reviews/cycles/new"))

    maya = stage.enter("Maya Okafor").follow("Propose who writes about you")
    for name in PEERS:
        propose(maya, name)
    tom = stage.enter("Tom Reyes")
    tom.page.locator("#colleagues").locator("xpath=../..").get_by_role(
        "link", name="Maya Okafor"
    ).click()
    for name in PEERS:
        tom.press(f"Agree {name}")
    for name, words in PEERS.items():
        answer_as_peer(stage, name, words)

    stage.enter("Maya Okafor").follow("Your self-assessment")
    steps.answer_all(Visitor(stage.page, stage.url), "3", "shows", OWN)

    hana = stage.enter("Hana Sato", f"/people/{stage.people['Maya Okafor'].pk}")
    hana.choose("Manager", "Olga Marsh").press("Change manager")
    hana.go("/reviews/cycles").follow(ROUND).press("Hand over to Olga Marsh")
    assert not stage.reads("Tom Reyes", "Maya Okafor")

    stage.enter("Olga Marsh").follow("Maya Okafor")
    assert OWN not in stage.page.content()
    steps.answer_all(Visitor(stage.page, stage.url), "2", "not_yet", MANAGERS)
    for word in (MANAGERS, *PEERS.values()):
        assert not stage.reads("Maya Okafor", word), word

    hana = stage.enter("Hana Sato", "/reviews/cycles").follow(ROUND)
    hana.follow("Release").press("Release 1 result")

    maya = stage.enter("Maya Okafor").follow(ROUND).sees(MANAGERS)
    for word in (OWN, *PEERS.values()):
        maya.sees(word)
    for name in PEERS:
        assert name not in stage.page.locator("main").inner_text()
    stage.page.locator("#read").locator("xpath=..").locator("textarea").fill("Fair. Thank you.")
    maya.press("I have read it").sees("You have read it")

    maya.go("/").sees("Rated 2, needs 3")
    maya.go("/growth/").follow("Start a plan from these gaps").press("Start this plan")
    expect(stage.page.get_by_text("Not agreed yet")).to_be_visible()
    stage.enter("Olga Marsh", f"/growth/people/{stage.people['Maya Okafor'].pk}")
    Visitor(stage.page, stage.url).press("Agree to this plan").sees("Olga Marsh agreed on")
