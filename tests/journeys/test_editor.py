"""The editor in the browser: two authors, a lost connection, the keyboard, and no JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_without import plain, tab_to
from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import draft, family
from trellis_web.frameworks.actions.authorship import name_author
from trellis_web.frameworks.models import Draft, Suggestion
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["plain"]
EDITOR = "/frameworks/administration/drafts/engineering/editor/"
CELL = f"{EDITOR}design/IC3/"


@pytest.fixture
def hana() -> Person:
    """HR, with a draft to write."""
    someone = hr()
    draft(updated_by=someone)
    return someone


@pytest.fixture
def second(browser: Browser, live_server: LiveServer, hana: Person) -> Iterator[Visitor]:
    """A writer in a browser of their own."""
    context = browser.new_context()
    tom = person("Tom Reyes")
    name_author(family(), person=tom, role="writer", by=hana, now=NOW)
    visitor = Visitor(context.new_page(), live_server.url)
    step_in(context, live_server.url, tom)
    yield visitor
    context.close()


def sentence(page: Page, number: int = 1) -> str:
    return page.get_by_label(f"Sentence {number}", exact=True).input_value()


def write(page: Page, text: str) -> None:
    page.get_by_label("Sentence 1", exact=True).fill(text)


def saved(page: Page) -> None:
    expect(page.locator("#cell-state").get_by_text("Saved")).to_be_visible()


def test_two_at_the_same_cell_lose_nothing(visitor: Visitor, second: Visitor, hana: Person) -> None:
    step_in(visitor.page.context, visitor.url, hana)
    visitor.go(CELL)
    second.go(CELL)
    write(visitor.page, "Hana leads the design.")
    saved(visitor.page)
    write(second.page, "Tom leads the design.")
    second.sees("Somebody changed this cell while you wrote.")
    second.sees("Hana leads the design.")
    assert "Tom leads" not in Draft.objects.get().text
    second.page.get_by_role("button", name="Keep theirs").click()
    expect(second.page.get_by_label("Sentence 1", exact=True)).to_have_value(
        "Hana leads the design."
    )
    assert Suggestion.objects.get().text == "Tom leads the design."
    second.sees("Tom leads the design.")


def test_two_at_two_cells_do_not_notice_each_other(
    visitor: Visitor, second: Visitor, hana: Person
) -> None:
    step_in(visitor.page.context, visitor.url, hana)
    visitor.go(CELL)
    second.go(f"{EDITOR}design/IC2/")
    write(visitor.page, "Hana leads the design.")
    saved(visitor.page)
    write(second.page, "Tom draws one service.")
    saved(second.page)
    write(visitor.page, "Hana leads the whole design.")
    expect(visitor.page.locator("#cell-design-IC3")).to_contain_text("the whole design")
    text = Draft.objects.get().text
    assert "Hana leads the whole design." in text
    assert "Tom draws one service." in text


def test_a_new_sentence_is_written_once_however_often_it_is_saved(
    visitor: Visitor, hana: Person
) -> None:
    step_in(visitor.page.context, visitor.url, hana)
    field = visitor.go(CELL).page.get_by_label("One more sentence", exact=True)
    field.fill("Writes down")
    saved(visitor.page)
    field.fill("Writes down what was decided.")
    expect(visitor.page.locator("#cell-design-IC3")).to_contain_text("what was decided")
    assert Draft.objects.get().text.count("id: design-IC3-") == 1


def test_a_text_without_a_connection_is_kept_and_saved_later(
    visitor: Visitor, hana: Person, quiet_console: list[str]
) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, hana)
    visitor.go(CELL)
    page.context.set_offline(True)
    write(page, "Not lost.")
    expect(page.locator(".notice[data-banner]")).to_contain_text(
        "Your text is kept in this browser"
    )
    page.context.set_offline(False)
    expect(page.locator("#cell-design-IC3")).to_contain_text("Not lost.")
    assert "Not lost." in Draft.objects.get().text
    quiet_console.clear()  # the browser reports each lost request


def test_a_text_that_was_not_saved_is_there_when_the_cell_is_opened_again(
    visitor: Visitor, hana: Person, quiet_console: list[str]
) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, hana)
    visitor.go(CELL)
    page.context.set_offline(True)
    write(page, "Not lost.")
    expect(page.locator(".notice[data-banner]")).to_contain_text(
        "Your text is kept in this browser"
    )
    page.context.set_offline(False)
    page.evaluate("window.stop()")
    visitor.go(CELL)
    expect(page.get_by_label("Sentence 1", exact=True)).to_have_value("Not lost.")
    expect(page.locator("#cell-design-IC3")).to_contain_text("Not lost.")
    quiet_console.clear()


def test_a_cell_is_found_and_written_with_the_keyboard_only(visitor: Visitor, hana: Person) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, hana)
    visitor.go(EDITOR)
    tab_to(page, "System design, IC2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="System design, IC3")).to_be_focused()
    tab_to(page, "s-0-text")
    page.keyboard.press("Control+A")
    page.keyboard.type("Leads a change over two services.")
    saved(page)
    assert "Leads a change over two services." in Draft.objects.get().text
    assert page.url.endswith(CELL)
    page.go_back()
    expect(page.locator(".ed-form")).to_have_count(0)


def test_competencies_are_reordered_with_the_keyboard_only(visitor: Visitor, hana: Person) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, hana)
    visitor.go(f"{EDITOR}outline/")
    page.locator("#down-competency-design").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]").get_by_text("Moved design to place 2.")).to_be_attached()
    expect(page.locator("#down-competency-design")).to_be_focused()
    text = Draft.objects.get().text
    assert text.index("id: communication") < text.index("id: design")


def test_a_competency_is_dragged_to_another_place(visitor: Visitor, hana: Person) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, hana)
    visitor.go(f"{EDITOR}outline/")
    page.locator("#competency-hiring .ed-name").drag_to(page.locator("#competency-design .ed-name"))
    expect(page.locator("[role=status]").get_by_text("Moved hiring to place 1.")).to_be_attached()
    text = Draft.objects.get().text
    assert text.index("id: hiring") < text.index("id: design")


def test_the_linter_speaks_while_somebody_types_and_is_silenced_with_a_reason(
    visitor: Visitor, hana: Person
) -> None:
    page = visitor.page
    step_in(page.context, visitor.url, hana)
    visitor.go(CELL)
    write(page, "Demonstrates leadership.")
    expect(page.locator("#lint-0")).to_contain_text("OBS101")
    page.locator("#lint-0 li", has_text="OBS101").locator("summary").click()
    page.get_by_label("Why OBS101 is left out here").fill("Agreed.")
    page.locator("#lint-0 li", has_text="OBS101").get_by_role("button").click()
    expect(page.locator("#lint-0")).to_contain_text("OBS101 is silenced: Agreed.")


def test_a_cell_is_written_without_javascript(plain: Visitor, hana: Person) -> None:
    step_in(plain.page.context, plain.url, hana)
    plain.go(EDITOR).follow("System design, IC3")
    write(plain.page, "Leads a change over two services.")
    plain.page.get_by_label("One more sentence").first.fill("Writes it down.")
    plain.press("Save").sees("Saved the cell.")
    assert sentence(plain.page, 2) == "Writes it down."
    plain.go(f"{EDITOR}outline/").press("Move Communication up")
    assert Draft.objects.get().text.index("id: communication") < Draft.objects.get().text.index(
        "id: design"
    )
