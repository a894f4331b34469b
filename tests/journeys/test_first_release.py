"""From an empty installation to what stands between Maya and the next level, by pages only."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from trellis_web.access.actions import found_administrator
from trellis_web.people.emails import password_link

pytestmark = pytest.mark.django_db(transaction=True)

HANA, TOM, MAYA = (f"{name}@example.test" for name in ("hana", "tom", "maya"))
SECRET = "Only said before the release."
PEOPLE = f"""id,name,email,manager,title,unit,started_on,family,level,level_since
1,Tom Reyes,{TOM},,Engineering Manager,Payments,2020-03-01,engineering,M1,2023-01-01
2,Maya Okafor,{MAYA},1,Engineer II,Payments,2022-03-01,engineering,IC2,2025-01-01
"""


def found(visitor: Visitor) -> None:
    """The first administrator chooses a password by the link that the command prints."""
    hana = found_administrator(email=HANA, name="Hana Sato", now=timezone.now())
    visitor.choose_password(password_link(hana))
    visitor.sign_in(HANA).sees("Hana Sato")


def publish_from_library(visitor: Visitor, name: str) -> None:
    """A template becomes a draft, and the draft the first version."""
    visitor.go("/frameworks/administration/imports/").press(f"Start from {name}")
    visitor.follow("Review changes").fill("What changed, and why", "Our first framework.")
    visitor.press("Publish version 1")


def import_people(visitor: Visitor, file: Path) -> None:
    """A people file, previewed and imported."""
    visitor.go("/people/import").upload("People file", file).press("Preview")
    visitor.sees("Nothing is written yet.").press("Import")
    visitor.sees("Imported:")


def invite(visitor: Visitor, *names: str) -> list[str]:
    """Invites people on their page; the links that they were sent."""
    for name in names:
        visitor.go(f"/people/?q={name}").follow(name).press("Invite")
    return [re.findall(r"http\S+", str(each.body))[0] for each in mail.outbox[-len(names) :]]


def open_round(visitor: Visitor, title: str, family: str) -> None:
    """A round over the present half-year, opened."""
    visitor.go("/reviews/cycles/new").fill("Name", title)
    visitor.fill("First day of the period", "2026-07-01")
    visitor.fill("Last day of the period", "2026-12-31")
    visitor.fill("Reviews are due on", "2026-12-12")
    visitor.page.get_by_label(family).check()
    visitor.press("Set up the round")
    for name in ("Tom Reyes",):  # nobody leads him, so that nobody could rate him
        row = visitor.page.locator("li", has=visitor.page.get_by_role("link", name=name)).last
        row.get_by_label(f"Why {name} is left out").fill("Nobody leads him yet.")
        row.get_by_role("button").click()
        visitor.sees(f"Noted for {name}.")
    visitor.press("Open the round")


def answer_all(visitor: Visitor, score: str, following: str, reason: str) -> None:
    """The same answer to every question, and handed in."""
    page = visitor.page
    for question in page.locator(".rv-question").all():
        for field, value in (("score", score), ("next", following)):
            radio = page.locator(f"input[name$={field}][value={value!r}]")
            question.locator("label", has=radio).click()
        question.locator("textarea").fill(reason)
    page.locator("[name=summary]").fill(reason)
    visitor.press("Hand in the review")
    visitor.sees("Handed in the review.")


def test_maya_reads_which_behaviours_are_missing_after_the_release_and_nothing_before(
    visitor: Visitor, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE)
    found(visitor)
    publish_from_library(visitor, "Engineering")
    import_people(visitor, people)
    to_tom, to_maya = invite(visitor, "Tom Reyes", "Maya Okafor")
    open_round(visitor, "Second half 2026", "Engineering")

    visitor.choose_password(to_maya).sign_in(MAYA)
    visitor.go("/reviews/").follow("Your self-assessment")
    answer_all(visitor, "3", "shows", "I shipped the rate limiter.")

    visitor.choose_password(to_tom).sign_in(TOM)
    visitor.go("/reviews/").follow("Maya Okafor")
    answer_all(visitor, "2", "not_yet", SECRET)

    visitor.sign_in(MAYA)
    for path in ("/", "/reviews/", "/reviews/cycles", "/search?q=Only+said", "/evidence/"):
        visitor.go(path)
        assert SECRET not in visitor.page.content(), path
    before = visitor.go("/").page.locator("main").inner_text()

    visitor.sign_in(HANA).go("/reviews/cycles").follow("Second half 2026")
    visitor.follow("Release").press("Release 1 result")

    visitor.sign_in(MAYA)
    expect(visitor.page.locator("article.need").first).to_be_visible()
    need = visitor.page.locator("article.need").first
    expect(need.locator(".now dt")).to_have_text("Today, at IC2")
    expect(need.locator(".next dt")).to_have_text("What IC3 asks for")
    assert need.locator("mark").count() >= 1
    assert visitor.page.locator("main").inner_text() != before
    visitor.go("/reviews/").follow("Second half 2026").sees(SECRET)
