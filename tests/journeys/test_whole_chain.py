"""From a note to a new level, in the demo organisation: what each says, and what she sees of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import Visitor, step_in
from trellis_web.demo.build import build_demo
from trellis_web.people.models import Person
from trellis_web.promotions.models import Committee
from trellis_web.reviews.models import Cycle, Participant

pytestmark = pytest.mark.django_db(transaction=True)

MAYA, TOM, HANA = "Maya Okafor", "Tom Reyes", "Hana Sato"
NOTE = "Led the design of the refund flow across ledger and checkout; both teams agreed in writing."
SECOND = "Ran the rollout plan with risk, finance and support; each of the three signed it off."
RATED = "Designs alone what two teams build on."
IN_THE_ROOM = "Both teams confirm that she led it; the manager had seen the first half only."
FOR_HER = "The refund design crossed two services, and you got it agreed in writing."
MORE = "Not yet. Everything else is met; the manager has not seen planning beyond engineering."
LACKING = "Looked at again after the rollout in spring."
YES = "Promoted. The rollout shows what was missing, and her manager endorses it."
REFUSED = (
    "She leads well inside two teams, and I have seen the refund flow. I have not yet seen her plan"
    " with people outside engineering from the start. I will look at the rollout in spring."
)
BACKED = (
    "I saw the whole rollout, from the first talk with finance to the last signature. Risk, finance"
    " and support each say that she asked them first. Two other leads"
    " plan their own rollouts in that way now, with her notes."
)
STATEMENT = "I led the refund flow from the first question to the day the old one was turned off."
ROUND = "Second half 2026"


@dataclass
class Company:
    """The demo organisation in one browser, one person after the other."""

    page: Page
    url: str
    context: BrowserContext

    def enter(self, name: str, path: str = "/") -> Visitor:
        """Somebody signs in and opens a page."""
        step_in(self.context, self.url, Person.objects.get(name=name))
        return Visitor(self.page, self.url).go(path)

    def hides(self, *words: str) -> None:
        """Maya meets none of these words on the pages that she opens every day."""
        self.enter(MAYA)
        for path in ("/", "/reviews/", "/cases/", "/growth/", "/evidence/", "/careers/map"):
            text = Visitor(self.page, self.url).go(path).page.content()
            assert not [word for word in words if word in text], path


@pytest.fixture
def company(page: Page, context: BrowserContext, live_server: LiveServer) -> Iterator[Company]:
    """As `trellis demo` leaves it."""
    with override_settings(DEMO=True):
        build_demo(now=timezone.now())
        yield Company(page, live_server.url, context)


def add_note(company: Company, words: str) -> None:
    """Maya writes a note and shares it with her manager."""
    maya = company.enter(MAYA, "/evidence/new")
    company.page.locator("main textarea[name=text]").fill(words)
    maya.press("Save").go("/evidence/").sees(words)
    maya.press(f"Share with {TOM}").sees("Shared")


def review(company: Company) -> None:
    """Tom rates her at 4 and sees the next level, but for one competency of which he saw half."""
    tom = company.enter(TOM, "/reviews/").follow(MAYA)
    page = company.page
    for question in page.locator(".rv-question").all():
        half = question.get_by_role("heading", name="System design").count() > 0
        score, following = ("2", "not_yet") if half else ("4", "shows")
        for field, value in (("score", score), ("next", following)):
            radio = page.locator(f"input[name$={field}][value={value!r}]")
            question.locator("label", has=radio).click()
        question.locator("textarea").fill(RATED)
    page.locator("[name=summary]").fill(RATED)
    tom.press("Check and hand in").press("Hand in the review").sees("Handed in the review.")


def calibrate(company: Company) -> None:
    """Hana compares the ratings of her level, and changes one with a cited sentence."""
    today = timezone.localdate().isoformat()
    hana = company.enter(HANA, "/calibration/new").fill("Name", "Engineers")
    hana.choose("Round", f"{Cycle.objects.get(opened_at__isnull=False, released_at=None)}")
    hana.choose("Job family", "Engineering").fill("Who facilitates", HANA)
    hana.fill("Only these levels", "IC2")
    hana.fill("Day of the session", today).press("Set up the session").press("Start the session")
    session = company.page.url.rstrip("/").split("/calibration/")[1].split("/")[0].split("?")[0]
    of_maya = Participant.objects.get(person__name=MAYA, released_at=None)
    cell = f"/calibration/{session}/ratings/{of_maya.pk}/system-design"
    hana.go(cell).sees(NOTE[:40])
    page = company.page
    page.locator("label", has=page.locator("input[name=score][value='4']")).click()
    page.locator("select[name=next]").select_option("shows")
    page.locator("select[name=statement]").select_option(index=1)
    hana.fill("Reason for the room", IN_THE_ROOM).fill("What the person will read", FOR_HER)
    hana.page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    company.hides(IN_THE_ROOM, FOR_HER, RATED)
    for number in {session, *open_sessions()}:
        company.enter(HANA, f"/calibration/{number}/closing").press("Close and sign the session")


def open_sessions() -> list[str]:
    """The keys of sessions that are still live."""
    from trellis_web.calibration.models import Session

    live = Session.objects.filter(live_at__isnull=False, closed_at=None)
    return [str(key) for key in live.values_list("pk", flat=True)]


def release(company: Company) -> None:
    """Hana releases the round."""
    hana = company.enter(HANA, "/reviews/cycles").follow(ROUND).follow("Release")
    confirm = company.page.locator("main [name=is_confirmed]")
    if confirm.count():
        confirm.check()
    hana.press("Release")


def hand_in(company: Company) -> str:
    """Maya starts a case, writes, asks Tom to endorse it, and hands it in. Its address."""
    maya = company.enter(MAYA, f"/cases/people/{Person.objects.get(name=MAYA).pk}/")
    company.page.get_by_label("IC3 Senior Engineer").check()
    maya.press("Start the case")
    address = company.page.url
    company.page.locator("main textarea[name=statement]").fill(STATEMENT)
    maya.press("Save the statement").sees(STATEMENT)
    maya.follow("Ask somebody").choose("What for", "endorsement").fill("Whom", TOM)
    maya.fill("Answer by", (timezone.localdate() + timedelta(days=7)).isoformat())
    maya.press("Ask").go(address).press("Hand in to my manager").sees("Kept as found on")
    return address


def pass_on(company: Company, address: str, answer: str, words: str) -> None:
    """Tom says whether he endorses the case, and passes it on to the committee."""
    tom = company.enter(TOM, "/cases/")
    with company.page.expect_navigation():
        company.page.locator("main a[href*='/cases/backers/']").first.click()
    company.page.locator("main label", has_text=answer).click()
    company.page.locator("main textarea[name=text]").fill(words)
    tom.press("Send").go(address).sees(words[:40])
    tom.choose("Committee", "Engineering committee").press("Pass on")


def decide(company: Company, address: str, vote: str, outcome: str, text: str) -> None:
    """Each member votes alone; the chair opens the discussion and writes the decision."""
    committee = Committee.objects.get(title="Engineering committee")
    members = committee.members.filter(left_at=None).order_by("is_chair")
    for member in members.select_related("person"):
        visitor = company.enter(member.person.name, f"{address}room/")
        company.page.locator(f"main input[name=choice][value={vote}]").check()
        visitor.page.locator("main textarea[name=reason]").first.fill(text)
        visitor.press("Cast my vote")
    visitor.press("Open the discussion").follow("Write the decision")
    page, today = company.page, timezone.localdate()
    page.locator("main label", has_text=outcome).first.click()
    page.locator("main textarea[name=text]").fill(text)
    if vote == "not_yet":
        page.locator("[name=recheck_on]").fill((today + timedelta(days=90)).isoformat())
        asked = page.locator("fieldset.pm-criterion", has_text="The manager endorses")
        asked.locator("textarea").fill(LACKING)
    else:
        page.locator("[name=effective_on]").fill(today.isoformat())
    visitor.press("Decide")


def test_a_note_becomes_a_rating_a_finding_a_decision_and_a_new_level(company: Company) -> None:
    company.enter(MAYA).sees("Rated 2, needs 3")
    add_note(company, NOTE)

    review(company)
    company.hides(RATED)

    calibrate(company)
    release(company)

    maya = company.enter(MAYA, "/reviews/").follow(ROUND).sees(FOR_HER)
    assert IN_THE_ROOM not in company.page.content()
    maya.go("/").sees("6 of 7 met").follow("See the rule, line by line").sees("Ready")

    first = hand_in(company)
    pass_on(company, first, "I do not, for a reason", REFUSED)
    decide(company, first, "not_yet", "Not yet", MORE)
    maya = company.enter(MAYA, first).sees(MORE).sees(LACKING)
    again = (timezone.localdate() + timedelta(days=90)).strftime("%Y")
    maya.go("/").sees("Not yet").sees(again)

    add_note(company, SECOND)
    second = hand_in(company)
    assert second != first
    pass_on(company, second, "I endorse it", BACKED)
    decide(company, second, "promote", "Promoted", YES)

    maya = company.enter(MAYA, second).sees(YES)
    maya.go("/").sees("Senior Engineer (IC3)")
    maya.go("/careers/map").sees("You are here")
    station = "IC3 Senior Engineer, Engineering line, you are here"
    here = company.page.get_by_role("link", name=station)
    expect(here).to_be_visible()
    ahead = company.page.locator("main").get_by_role("link", name="IC4 Staff Engineer")
    maya.go("/careers/roles").sees("Roles that you can reach")
    expect(ahead.first).to_be_visible()
