"""Results over time: gaps stay gaps, levels break lines, and who may look."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import NOW, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import member, result, version
from trellis_web.audit.models import Event
from trellis_web.frameworks.models import Competency, Version
from trellis_web.people.models import Person
from trellis_web.reviews.models import CheckIn, Sighting
from trellis_web.reviews.rules.trends import LOWEST, WIDTH, Occasion, Seen, trend


def occasions(*cells: Seen | None, levels: str = "") -> list[Occasion]:
    return [
        Occasion(
            "Round",
            date(2026, 1, 1 + n),
            (levels or "1" * 99)[n],
            1,
            True,
            {"c": cell} if cell else {},
        )
        for n, cell in enumerate(cells)
    ]


def test_neighbouring_scores_are_joined() -> None:
    found = trend("c", "Craft", occasions(Seen(2), Seen(3)))
    assert [(a.score, b.score) for a, b in found.lines] == [(2, 3)]
    assert found.said == "At 1: 2 at first, 3 now"


def test_a_round_without_a_rating_is_a_gap_and_no_zero() -> None:
    found = trend("c", "Craft", occasions(Seen(2), None, Seen(None), Seen(3)))
    assert [dot.score for dot in found.dots] == [2, 3]
    assert found.lines == ()


def test_a_new_level_breaks_the_line_and_is_marked() -> None:
    found = trend("c", "Craft", occasions(Seen(4), Seen(2), levels="12"))
    assert found.lines == ()
    assert [(turn.words, turn.is_level) for turn in found.turns] == [("2", True)]
    assert found.said == "At 2: rated 2 once"


def test_a_check_in_between_two_rounds_breaks_no_line() -> None:
    rows = occasions(Seen(2), Seen(None, "shows"), Seen(3))
    rows[1] = replace(rows[1], is_scored=False)
    found = trend("c", "Craft", rows)
    assert len(found.lines) == 1
    assert [mark.next for mark in found.marks] == ["shows"]


@given(st.lists(st.none() | st.integers(1, 5), max_size=20))
def test_every_score_is_drawn_once_inside_the_drawing(scores: list[int | None]) -> None:
    found = trend("c", "Craft", occasions(*[Seen(score) for score in scores]))
    assert [dot.score for dot in found.dots] == [score for score in scores if score]
    assert all(0 < dot.x < WIDTH and 0 < dot.y <= LOWEST for dot in found.dots)


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    return member(tom, name="Maya Okafor")


def rounds(maya: Person, pinned: Version, n: int, start: int = 1) -> None:
    for k in range(start, start + n):
        days = {"from_on": date(2020 + k, 1, 1), "to_on": date(2020 + k, 6, 30)}
        result(maya, pinned, seq=k, **days, ratings={"c1": {"score": 1 + k % 5, "next": "shows"}})


@pytest.mark.django_db
def test_the_page_says_the_same_as_the_drawing_in_a_table(maya: Person) -> None:
    rounds(maya, version(), 3)
    page = text(signed_in(maya).get(f"/reviews/over-time/{maya.pk}"))
    assert "Craft 1. At L1: 2 at first, 4 now" in page
    assert "<td>3, shows the next level" in page
    assert "style=" not in page


@pytest.mark.django_db
def test_a_check_in_counts_once_it_is_recorded(maya: Person, tom: Person) -> None:
    pinned = version()
    rounds(maya, pinned, 1)
    talk = CheckIn.objects.create(
        person=maya,
        manager=tom,
        version=pinned,
        level="L1",
        next_level="L2",
        started_at=NOW,
        started_by=tom,
    )
    Sighting.objects.create(
        check_in=talk, competency=Competency.objects.get(slug="c2"), seen="shows"
    )
    url = f"/reviews/over-time/{maya.pk}"
    assert "Craft 2" not in text(signed_in(maya).get(url))
    CheckIn.objects.update(recorded_at=datetime(2026, 11, 1, tzinfo=UTC), recorded_by=tom)
    assert "Craft 2" in text(signed_in(maya).get(url))


@pytest.mark.django_db
def test_a_manager_reads_it_and_leaves_a_receipt(maya: Person, tom: Person) -> None:
    rounds(maya, version(), 1)
    assert signed_in(tom).get(f"/reviews/over-time/{maya.pk}").status_code == 200
    assert Event.objects.filter(tag="trend:opened", actor=tom, subject=maya).count() == 1


@pytest.mark.django_db
def test_a_colleague_finds_no_page(maya: Person) -> None:
    assert signed_in(person()).get(f"/reviews/over-time/{maya.pk}").status_code == 404


@pytest.mark.django_db
def test_ten_rounds_cost_the_queries_of_two(maya: Person) -> None:
    pinned, client, counts = version(), signed_in(maya), []
    for n, start in ((2, 1), (8, 3)):
        rounds(maya, pinned, n, start)
        client.get(f"/reviews/over-time/{maya.pk}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/reviews/over-time/{maya.pk}")
        counts.append(len(captured))
    assert counts[0] == counts[1]
