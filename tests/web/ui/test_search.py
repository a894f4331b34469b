"""One search: pages, behaviours, and colleagues as name and title."""

import pytest

from tests.web.factories import NOW, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.ui.factories import version
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def found(by: Person, words: str) -> str:
    return text(signed_in(by).get("/search", {"q": words}))


def test_without_words_it_lists_the_pages_that_one_can_open() -> None:
    page = found(person(), "")
    assert '<a data-result href="/evidence/">' in page
    assert '<a data-result href="/people/">' not in page
    assert '<a data-result href="/people/">' in found(hr(), "")


def test_a_behaviour_leads_to_its_cell() -> None:
    version()
    page = found(person(), "two services")
    assert '<a data-result href="/frameworks/engineering/design/IC3/">' in page
    assert "Designs changes that cross two services." in page


def test_a_colleague_is_a_name_and_a_title_and_no_page() -> None:
    person("Maya Okafor", title="Engineer", level="IC2")
    page = found(person(), "okafor")
    assert "Maya Okafor" in page
    assert "Engineer" in page
    assert "IC2" not in page
    assert "data-result" not in page


def test_a_report_leads_to_the_page_of_the_member() -> None:
    tom = person("Tom Reyes")
    maya = person("Maya Okafor", manager=tom)
    assert f'<a data-result href="/team/{maya.pk}">' in found(tom, "maya")


def test_hr_is_led_to_the_page_about_a_person() -> None:
    maya = person("Maya Okafor")
    assert f'<a data-result href="/people/{maya.pk}">' in found(hr(), "maya")


def test_somebody_who_left_is_not_found() -> None:
    person("Maya Okafor", deactivated_at=NOW)
    assert "Maya" not in found(person(), "okafor").split("Nothing holds")[0]


@pytest.mark.parametrize("words", ["zzz", "\0", "%", "<b>", "x" * 5000])
def test_nothing_found_says_what_to_try(words: str) -> None:
    answer = signed_in(person("Ada")).get("/search", {"q": words})
    assert answer.status_code == 200
    assert "<b>”" not in text(answer)


def test_what_was_searched_is_repeated_as_text() -> None:
    assert "Nothing holds “&lt;i&gt;”" in found(person("Ada"), "<i>")
