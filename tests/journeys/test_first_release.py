"""From an empty installation to what stands between Maya and the next level, by pages only."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

HANA, TOM, MAYA = steps.HANA, "tom@example.test", "maya@example.test"
SECRET = "Only said before the release."
PEOPLE = f"""id,name,email,manager,title,unit,started_on,family,level,level_since
1,Tom Reyes,{TOM},,Engineering Manager,Payments,2020-03-01,engineering,M1,2023-01-01
2,Maya Okafor,{MAYA},1,Engineer II,Payments,2022-03-01,engineering,IC2,2025-01-01
"""


def test_maya_reads_which_behaviours_are_missing_after_the_release_and_nothing_before(
    visitor: Visitor, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE)
    steps.found(visitor)
    visitor.go("/frameworks/administration/imports/").press("Start from Engineering")
    steps.publish(visitor)
    steps.import_people(visitor, people)
    to_tom, to_maya = steps.invite(visitor, "Tom Reyes", "Maya Okafor")
    steps.open_round(visitor, "Second half 2026", "Engineering", without="Tom Reyes")

    visitor.choose_password(to_maya).sign_in(MAYA)
    visitor.go("/reviews/").follow("Your self-assessment")
    steps.answer_all(visitor, "3", "shows", "I shipped the rate limiter.")

    visitor.choose_password(to_tom).sign_in(TOM)
    visitor.go("/reviews/").follow("Maya Okafor")
    steps.answer_all(visitor, "2", "not_yet", SECRET)

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
