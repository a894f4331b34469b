"""The home page: composed from what was released, and nothing else."""

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, hr, person, report
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import opened, sheet
from tests.web.ui.factories import result, version
from trellis_web.frameworks.actions import grant_stay
from trellis_web.frameworks.models import Version
from trellis_web.growth.actions import add_evidence, share_evidence
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.rules.evidence import Tag
from trellis_web.people.models import Person
from trellis_web.ui.queries.home import Home, home_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinned() -> Version:
    return version()


@pytest.fixture
def maya(pinned: Version) -> Person:
    """Maya, rated 2 in System design at IC2."""
    someone = person("Maya Okafor", level="IC2", title="Engineer", manager=person("Tom Reyes"))
    result(someone, pinned, design=2)
    return someone


def home(of: Person, *, wanted: str = "", is_own: bool = True) -> Home:
    return home_of(of, wanted=wanted, is_own=is_own, today=TODAY)


def note(by: Person, *tags: str, **fields: Any) -> EvidenceNote:
    found = [Tag("competency", "engineering", each) for each in tags]
    values: dict[str, Any] = {"text": "I designed it.", "happened_on": TODAY, "link": ""} | fields
    return add_evidence(person=by, tags=found, by=by, now=NOW, today=TODAY, **values)


def queries(client: Client, url: str = "/") -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


# What it says


def test_the_page_names_what_stands_between_and_marks_the_new_words(maya: Person) -> None:
    page = text(signed_in(maya).get("/"))
    assert "One competency stands between you and Senior Engineer" in page
    assert "Rated 2, needs 3" in page
    assert "<mark>that cross two services</mark>" in page
    assert "2 of 5 met" in page


def test_every_page_has_one_heading_of_the_first_order(maya: Person) -> None:
    for someone in (maya, person(), person(level="IC4"), person(level="IC9")):
        assert text(signed_in(someone).get("/")).count("<h1") == 1


def test_another_move_from_the_level_can_be_chosen(maya: Person) -> None:
    assert [each.move.id for each in home(maya).directions] == ["IC2-M1"]
    chosen = home(maya, wanted="IC2-M1")
    assert chosen.way is not None
    assert chosen.way.journey.code == "M1"
    assert [each.move.id for each in chosen.directions] == ["IC2-IC3"]


@pytest.mark.parametrize("wanted", ["IC3-IC4", "nothing", "<script>"])
def test_a_move_from_elsewhere_is_not_there(maya: Person, wanted: str) -> None:
    assert signed_in(maya).get("/", {"to": wanted}).status_code == 404


def test_somebody_without_a_position_reads_why_the_page_is_empty(pinned: Version) -> None:
    assert home(person()).headline.title == "Your role has no framework yet"


def test_a_family_that_is_not_published_is_named() -> None:
    said = home(person(family="design", level="D1")).headline
    assert said.title == "The framework of your job family is not published yet"


def test_a_level_that_the_version_does_not_have_is_told(pinned: Version) -> None:
    assert home(person(level="IC9")).headline.title == "Your level is not in the framework"


def test_at_the_top_of_the_line_there_is_nothing_to_work_on(pinned: Version) -> None:
    top = home(person(level="IC4"))
    assert top.way is None
    assert top.headline.title == "You are at the top of this line"


def test_results_of_an_earlier_level_say_nothing_about_the_next_one(pinned: Version) -> None:
    someone = person(level="IC3")
    result(someone, pinned, design=2)
    assert home(someone).headline.title == "See what Staff Engineer asks for"


def test_words_of_a_framework_are_never_markup(maya: Person) -> None:
    maya.name = "<img src=x>"
    maya.save()
    assert "<img src=x>" not in text(signed_in(maya).get("/"))


# Evidence and dates


def test_a_new_note_is_offered_the_tags_of_the_gaps_first(maya: Person) -> None:
    way = home(maya).way
    assert way is not None
    assert way.chips[0] == ("competency:engineering:design", "System design")


def test_the_capture_form_saves_a_private_note_and_comes_back(maya: Person) -> None:
    sent = {"text": "Led it.", "tags": "competency:engineering:design", "next": "/"}
    answer = signed_in(maya).post("/evidence/new", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert EvidenceNote.objects.get(person=maya).shared_at is None


def test_private_notes_are_counted_for_their_author_alone(maya: Person) -> None:
    note(maya, "design")
    share_evidence(note=note(maya, "design"), by=maya, now=NOW, today=TODAY)
    mine, theirs = home(maya).way, home(maya, is_own=False).way
    assert mine is not None
    assert theirs is not None
    assert (mine.needs[0].notes, theirs.needs[0].notes) == (2, 1)


def test_an_open_self_review_is_coming_up_with_its_address(maya: Person, pinned: Version) -> None:
    opened([pinned.family])
    (due, *_rest) = home(maya).coming
    assert due.title == "Your self-review is due"
    assert due.url == f"/reviews/{sheet(maya, 'self').pk}"


def test_the_day_of_a_tenure_is_coming_up(pinned: Version) -> None:
    someone = person(level="IC2", level_since=TODAY.replace(month=6))
    (day,) = home(someone).coming
    assert (day.day, day.title) == (TODAY.replace(year=2027, month=6), "12 months as IC2")


# What it never says


def test_an_unreleased_review_changes_no_word_of_the_page() -> None:
    pinned = version()
    someone = person("Maya Okafor", level="IC2", manager=person("Tom Reyes"))
    opened([pinned.family])
    before = home(someone)
    found = sheet(someone)
    found.ratings.create(
        competency=pinned.family.competencies.get(slug="design"), score=1, reason="Secret words."
    )
    found.submitted_at, found.submitted_by = NOW, found.author
    found.save()
    assert home(someone).headline == before.headline
    assert "Secret words." not in text(signed_in(someone).get("/"))


def test_who_stays_on_an_earlier_version_reads_both_numbers(maya: Person, pinned: Version) -> None:
    assert "Your version is" not in text(signed_in(maya).get("/"))
    version()
    pinned.refresh_from_db()
    day = date(2099, 1, 1)
    grant_stay(pinned, person=maya, until=day, reason="Case.", by=hr(), now=NOW)
    page = text(signed_in(maya).get("/"))
    assert "Your version is 1 until 1 Jan 2099; version 2 is current." in page
    assert home(maya, is_own=False).stay is None


# What it costs


def test_the_page_asks_the_database_at_most_twelve_times(maya: Person) -> None:
    client = signed_in(maya)
    client.get("/")
    assert queries(client) <= 12


def test_the_page_asks_as_often_with_thirty_notes_and_reports_as_with_three(maya: Person) -> None:
    client = signed_in(maya)
    client.get("/")
    counts = []
    for many in (3, 27):
        for _ in range(many):
            note(maya, "design", "code")
            report(person(), maya)
        counts.append(queries(client))
    assert counts[0] == counts[1]


def test_the_first_load_weighs_at_most_sixty_kilobytes(maya: Person) -> None:
    page = signed_in(maya).get("/").content
    names = re.findall(r'/static/([^"]+)"', page.decode())
    files = [Path(str(finders.find(name))).read_bytes() for name in {*names, "img/contours.svg"}]
    packed = sum(len(gzip.compress(each)) for each in (page, *files))
    assert packed <= 60_000
