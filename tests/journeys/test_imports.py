"""A file that a company has becomes a published framework, without a mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved

pytestmark = pytest.mark.django_db(transaction=True)
CARVAGO = (
    Path(__file__).resolve().parents[3]
    / "shared/data/frameworks/carvago/frontend-assessment-template.xlsx"
)
IMPORTS = "/frameworks/administration/imports/"
TABLE = """\
| Competency | L1 | L2 |
|---|---|---|
| Design | Draws the plan of one screen. | Leads the plan of a product. |
| Talk | Writes notes after each meeting. | Runs the weekly meeting. |
"""
SHEET = "Competency\tSenior\tJunior\nDesign\tLeads the plan.\tDraws a plan.\n\tReviews plans.\t\n"


def publish(keys: Keyboard) -> None:
    keys.follow("Open the draft").follow("Review changes")
    keys.write("What changed, and why", "Our first framework.").press("Publish version 1")


def test_the_workbook_of_a_company_is_published(visitor: Visitor) -> None:
    assert CARVAGO.exists(), f"{CARVAGO} is missing: it lies beside the repository."
    steps.found(visitor)
    keys = Keyboard(visitor.page)
    visitor.go("/frameworks/administration/")
    keys.follow("Import a framework")
    keys.upload("File", CARVAGO).write("Name of the job family", "Frontend").press("Look it over")
    visitor.sees_heading("Check before importing").sees("83")
    keys.press("Import as a draft")
    visitor.sees_heading("Import of Frontend").sees("Every row was imported.")
    publish(keys)
    assert resolved(Version.objects.get(family__slug="frontend")).counts["statements"] == 83


def test_a_pasted_markdown_table_is_published(visitor: Visitor) -> None:
    steps.found(visitor)
    keys = Keyboard(visitor.page)
    visitor.go(IMPORTS)
    keys.paste("Or paste the text", TABLE).write("Name of the job family", "Product")
    keys.press("Look it over").press("Import as a draft")
    publish(keys)
    assert resolved(Version.objects.get(family__slug="product")).counts["statements"] == 4


def test_a_question_is_answered_and_the_import_undone(visitor: Visitor) -> None:
    steps.found(visitor)
    keys = Keyboard(visitor.page)
    visitor.go(IMPORTS)
    keys.paste("Or paste the text", SHEET).write("Name of the job family", "Design")
    keys.press("Look it over")
    visitor.sees("Which level is above which?")
    keys.write("Senior", "2").write("Junior", "1").press("Read it like this")
    visitor.sees_heading("Check before importing")
    keys.press("Import as a draft").press("Undo the import")
    visitor.sees("The import is undone.")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_import_scrolls_sideways(visitor: Visitor, page: Page, width: int) -> None:
    steps.found(visitor)
    page.set_viewport_size({"width": width, "height": 800})
    visitor.go(IMPORTS).fill("Or paste the text", SHEET).press("Look it over")
    for address in (IMPORTS, page.url):
        visitor.go(address)
        sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(sideways), address
    expect(page.get_by_role("region", name="Preview of the table")).to_be_visible()
