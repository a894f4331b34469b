"""The statement of a case: its words are counted while it is written, and too many are said."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.test_case import _writes
from tests.journeys.visitor import Visitor, step_in
from tests.web.promotions.stage import Stage

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_words_of_a_statement_are_counted_while_it_is_written(
    visitor: Visitor, context: BrowserContext
) -> None:
    step_in(context, visitor.url, Stage().maya)
    _writes(visitor)
    card = visitor.page.get_by_role("region", name="In their own words")
    visitor.fill("Statement", "Led the  billing\nmigration.")
    expect(card).to_contain_text("4 of at most 400 words")
    visitor.fill("Statement", "word " * 401)
    expect(card).to_contain_text("401 of at most 400 words")
    expect(visitor.page.get_by_label("Statement", exact=True)).to_have_attribute(
        "aria-invalid", "true"
    )
