"""The board of a round: filters, counts by unit, family and manager, and the table."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, grant, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import fill, handed_in, member, opened, sheet, version
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.actions import join_cycle
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.progress import chosen, rows_of, shares_of, stages_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10


@pytest.fixture
def found() -> Cycle:
    """A round with Anna in North, who handed in, and Ben in South, who did not begin."""
    north, south = (Unit.objects.create(name=name) for name in ("North", "South"))
    anna = member(person("Tom Reyes"), unit=north, name="Anna")
    member(person("Vera Lang"), unit=south, name="Ben")
    made = opened([version().family])
    handed_in(sheet(anna))
    return made


def _shown(cycle: Cycle, show: str, today: date = TODAY) -> list[str]:
    rows = rows_of(cycle, chosen(cycle, show, today=today), to=hr(), today=today)
    return [row.person.name for row in rows]


def test_who_has_nothing_yet_is_found(found: Cycle) -> None:
    assert _shown(found, "nothing") == ["Ben"]
    fill(sheet(Person.objects.get(name="Ben")))
    assert _shown(found, "nothing") == []


def test_who_is_late_is_found_after_the_day(found: Cycle) -> None:
    assert _shown(found, "late") == []
    Cycle.objects.update(perspectives=["manager"])
    found.refresh_from_db()
    assert _shown(found, "late", date(2026, 12, 13)) == ["Ben"]


def test_who_has_left_the_company_is_found(found: Cycle) -> None:
    Person.objects.filter(name="Ben").update(deactivated_at=found.opened_at)
    assert _shown(found, "gone") == ["Ben"]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("unit", ["South", "North"]),
        ("manager", ["Vera Lang", "Tom Reyes"]),
        ("family", ["Engineering"]),
    ],
)
def test_progress_is_counted_by_what_is_chosen(found: Cycle, by: str, names: list[str]) -> None:
    shares = shares_of(found, by, to=hr())
    assert [share.name for share in shares] == names
    assert sum(share.by_manager for share in shares) == 1


def test_progress_is_counted_by_stage(found: Cycle) -> None:
    assert stages_of(found, to=hr()) == [("manager", 1, 2), ("self", 0, 2)]


def test_the_table_says_who_handed_in_and_starts_no_formula(found: Cycle) -> None:
    Person.objects.filter(name="Ben").update(name="=HYPERLINK(1)")
    lines = text(signed_in(hr()).get(f"/reviews/cycles/{found.pk}/board.csv")).splitlines()
    assert any(line.startswith("Anna,") for line in lines)
    assert any(line.startswith("'=HYPERLINK(1)") for line in lines)


def test_a_partner_of_a_unit_takes_only_that_unit_along(found: Cycle) -> None:
    partner = person()
    grant(partner, "hr_partner", unit=Unit.objects.get(name="North"))
    table = text(signed_in(partner).get(f"/reviews/cycles/{found.pk}/board.csv"))
    assert "Anna" in table
    assert "Ben" not in table


def test_an_employee_takes_no_table_along(found: Cycle) -> None:
    anna = Person.objects.get(name="Anna")
    assert signed_in(anna).get(f"/reviews/cycles/{found.pk}/board.csv").status_code == 403


@pytest.mark.parametrize("people", [0, 40])
def test_the_board_needs_few_queries_however_many_people(found: Cycle, people: int) -> None:
    for _ in range(people):
        join_cycle(found, person=member(), reason="New", by=hr(), now=NOW)
    client = signed_in(hr())
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/reviews/cycles/{found.pk}")
    assert len(queries) <= MOST_QUERIES, [each["sql"][:90] for each in queries]
