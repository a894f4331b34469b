"""One framework as a table, as a comparison, as moves in words, and searched."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import TODAY, person
from tests.web.frameworks.factories import TEXT, version
from trellis import library
from trellis.framework.load import load
from trellis.framework.model import Statement
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis_web.frameworks.queries import current, resolved
from trellis_web.frameworks.queries.comparison import compare, partner, pieces
from trellis_web.frameworks.queries.matrix import matrix, neighbours, shown_of, track_of
from trellis_web.frameworks.queries.moves import ways
from trellis_web.frameworks.queries.positions import people_in, standing
from trellis_web.frameworks.queries.search import search

ENGINEERING = resolve(load(library.read("engineering"), "engineering.yaml"))
LEVELS = st.sampled_from(sorted(ENGINEERING.levels))


@pytest.fixture
def small() -> ResolvedFramework:
    return resolve(load(TEXT.encode(), "small.yaml"))


def test_a_track_shows_the_competencies_that_it_has_grouped_by_kind(
    small: ResolvedFramework,
) -> None:
    groups = matrix(small, small.framework.tracks[0])
    assert [(g.kind, [row.competency.id for row in g.rows]) for g in groups] == [
        ("functional", ["design"]),
        ("core", ["communication"]),
    ]


def test_the_track_shown_is_the_one_asked_for_then_mine_then_the_first(
    small: ResolvedFramework,
) -> None:
    tracks = [track_of(small, *wanted) for wanted in (("ic", "M1"), ("", "M1"), ("", ""))]
    assert [track.id for track in tracks if track] == ["ic", "management", "ic"]
    assert shown_of(small.framework.tracks[0].levels, "M1", "IC3") == "IC3"


def test_a_cell_knows_the_cells_below_and_above(small: ResolvedFramework) -> None:
    below, above = neighbours(small, "design", "IC3")
    assert below is not None
    assert below.cell.statements[0].id == "d2"
    assert above is None


def test_compared_levels_of_one_track_mark_the_words_that_differ(small: ResolvedFramework) -> None:
    found = compare(small, "IC2", "IC3")
    (line,) = found.changed
    marked = [text for text, differs in line.after[0] if differs]
    assert marked == ["that cross two services"]
    assert [each.competency.id for each in found.same] == ["communication"]
    assert (found.new, found.gone) == ((), ())


def test_compared_levels_of_two_tracks_say_what_is_new_and_what_is_no_longer_asked(
    small: ResolvedFramework,
) -> None:
    found = compare(small, "IC3", "M1")
    assert [each.competency.id for each in found.changed] == ["communication"]
    assert [each.competency.id for each in found.new] == ["hiring"]
    assert [each.competency.id for each in found.gone] == ["design"]


@given(a=LEVELS, b=LEVELS)
def test_a_comparison_holds_each_expected_competency_once_and_every_word_of_it(
    a: str, b: str
) -> None:
    found = compare(ENGINEERING, a, b)
    lines = (*found.changed, *found.same, *found.new, *found.gone)
    expected = {*ENGINEERING.expected(a), *ENGINEERING.expected(b)}
    assert sorted(line.competency.id for line in lines) == sorted(expected)
    for line in lines:
        texts = ["".join(text for text, _ in sentence) for sentence in line.after]
        assert texts == [statement.text for statement in line.b.statements]


def test_an_author_can_say_which_words_are_marked() -> None:
    statement = Statement(id="s", text="Leads it (twice) alone.", marked=("(twice)",))
    assert pieces((), statement) == (("Leads it ", False), ("(twice)", True), (" alone.", False))


def test_a_sentence_with_hardly_a_word_in_common_is_new_as_a_whole() -> None:
    today = Statement(id="t", text="Writes down what was said.")
    after = Statement(id="a", text="Interviews each candidate.")
    assert pieces((today,), after) == ((after.text, True),)
    assert pieces((), after) == ((after.text, True),)


def test_a_level_is_compared_with_where_its_promotion_leads(small: ResolvedFramework) -> None:
    assert [partner(small, level) for level in ("IC2", "IC3", "M1", "X9")] == [
        "IC3",
        "IC2",
        "M1",
        "X9",
    ]


def test_a_move_says_what_it_asks_in_words(small: ResolvedFramework) -> None:
    (way,) = ways(small, "IC2")
    assert way.rule == "All of these are needed."
    assert [(ask.words, ask.depth, ask.in_case) for ask in way.asks] == [
        ("Average of at least 3.5", 0, False),
        ("At least 12 months in the level", 0, False),
        ("One of these", 0, False),
        ("Has led a project", 1, False),
        ("Has kept a service running", 1, False),
        (way.asks[5].words, 0, True),
    ]
    assert way.asks[5].words


def test_every_criterion_of_the_library_has_words() -> None:
    for name in library.names():
        for way in ways(resolve(load(library.read(name), name))):
            assert all(ask.words for ask in way.asks)


@pytest.mark.django_db
def test_search_needs_every_word_and_finds_the_cell() -> None:
    published = version()
    (hit,) = search(published, "CROSS services")
    assert (hit.competency.id, hit.level.id, hit.statement.id) == ("design", "IC3", "d3")
    assert [each.level.id for each in search(published, "rate limiter")] == ["IC2"]
    assert search(published, "cross nothing") == []
    assert search(published, "  ") == []


@pytest.mark.django_db
def test_a_version_is_read_once_and_then_searched_without_the_database() -> None:
    published = version()
    search(published, "services")
    with CaptureQueriesContext(connection) as queries:
        resolved(published)
        search(published, "decisions")
    assert len(queries) == 0


@pytest.mark.django_db
def test_the_current_version_is_the_one_that_the_family_points_to() -> None:
    assert current("engineering") is None
    version()
    second = version(TEXT, 2)
    assert current("engineering") == second


@pytest.mark.django_db
def test_the_people_of_a_family_are_the_active_ones_who_stand_in_it_today() -> None:
    maya = person(level="IC2")
    person(level="IC3", deactivated_at="2026-01-01T00:00Z")
    person(level="S1", family="sales")
    assert people_in("engineering", today=TODAY) == 1
    assert standing(maya, today=TODAY).level_in("engineering") == "IC2"
    assert standing(maya, today=TODAY).level_in("sales") == ""
    assert standing(person(), today=TODAY).level == ""
