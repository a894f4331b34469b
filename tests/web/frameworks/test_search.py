"""Search: by today's words, by those of earlier versions, and quick over large frameworks."""

import pytest
from django.test import Client

from tests.web.factories import person
from tests.web.frameworks.factories import TEXT, version
from trellis_web.frameworks.queries.search import LIMIT, search

pytestmark = pytest.mark.django_db
REWORDED = TEXT.replace("inside one service", "within a single component")


def test_a_statement_is_found_by_its_earlier_words() -> None:
    version()
    later = version(REWORDED, 2)
    [hit] = search(later, "one service inside")
    assert (hit.statement.id, hit.level.id, hit.number) == ("d2", "IC2", 1)
    assert hit.old == "Designs changes inside one service."


def test_what_is_found_by_its_present_words_is_found_once() -> None:
    version()
    later = version(REWORDED, 2)
    [hit] = [hit for hit in search(later, "designs changes") if hit.statement.id == "d2"]
    assert hit.old == ""


def test_words_of_a_later_version_are_not_found_in_an_earlier_one() -> None:
    first = version()
    version(REWORDED, 2)
    assert search(first, "single component") == []


def test_a_statement_that_is_no_longer_asked_for_is_not_found() -> None:
    version()
    dropped = TEXT.replace("IC2: [{id: c2, text: Writes down decisions.}]", "IC2: not_expected")
    later = version(dropped, 2)
    assert search(later, "writes down") == []


def test_a_page_says_which_version_had_the_words() -> None:
    version()
    version(REWORDED, 2)
    client = Client()
    client.force_login(person())
    for address in ("/frameworks/engineering/?q=one+service+inside", "/frameworks/?q=inside+one"):
        text = client.get(address).content.decode()
        assert "It read in version 1:" in text
        assert 'href="/frameworks/engineering/design/IC2/"' in text


def test_a_page_shows_a_bounded_number_of_hits() -> None:
    cells = "".join(
        f"  - id: more{n}\n    title: More {n}\n    levels:\n"
        f"      IC2: [{{id: m{n}, text: Keeps a plan in writing.}}]\n"
        for n in range(LIMIT + 20)
    )
    published = version(TEXT.replace("moves:", cells + "moves:"))
    assert len(search(published, "keeps plan")) == LIMIT


@pytest.mark.parametrize("words", ["\0", "%", "'", "(", "a" * 10_000, "½ ſ", "\u202e"])
def test_any_words_can_be_searched(words: str) -> None:
    version()
    client = Client()
    client.force_login(person())
    assert client.get("/frameworks/", {"q": words}).status_code == 200
