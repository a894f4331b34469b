"""What HR, managers and employees do in several journeys."""

import re
from pathlib import Path

from django.utils import timezone

from tests.journeys.visitor import Visitor
from tests.web.posting import posted
from trellis_web.access.actions import found_administrator
from trellis_web.people.emails import password_link

HANA = "hana@example.test"


def found(visitor: Visitor) -> None:
    """The first administrator chooses a password by the link that the command prints."""
    hana = found_administrator(email=HANA, name="Hana Sato", now=timezone.now())
    visitor.choose_password(password_link(hana))
    visitor.sign_in(HANA).sees("Hana Sato")


def publish(visitor: Visitor) -> None:
    """The draft that is shown becomes the first version."""
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
    return [re.findall(r"http\S+", str(each.body))[0] for each in posted()[-len(names) :]]


def open_round(visitor: Visitor, title: str, family: str, *, without: str) -> None:
    """A round over the second half of the year, opened; nobody leads `without`."""
    visitor.go("/reviews/cycles/new").fill("Name", title)
    visitor.fill("First day of the period", "2026-07-01")
    visitor.fill("Last day of the period", "2026-12-31")
    visitor.fill("Reviews are due on", "2026-12-12")
    visitor.page.get_by_label(family).check()
    visitor.press("Set up the round")
    visitor.fill(f"Why {without} is left out", "Nobody leads them yet.")
    visitor.press(f"Leave out {without}").sees(f"Noted for {without}.")
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
    visitor.press("Check and hand in").press("Hand in the review")
    visitor.sees("Handed in the review.")
