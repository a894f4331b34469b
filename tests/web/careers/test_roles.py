"""The directory of roles: open to everyone, and computed for whoever reads it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.careers.company import ENGINEERING, as_, data, engineering, maya, page
from tests.web.factories import hr, person
from tests.web.reviews.factories import result
from trellis.framework.load import load
from trellis.framework.resolve import resolve
from trellis_web.careers.queries.published import published
from trellis_web.careers.queries.roles import directory, matching
from trellis_web.careers.rules.reach import reachable
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def rated(**scores: int) -> Person:
    """Maya, with one released result at her level."""
    pinned, someone = engineering(), maya()
    result(someone, pinned, level="L2", ratings={k: {"score": v} for k, v in scores.items()})
    return someone


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_every_level_of_every_family_is_a_role() -> None:
    engineering()
    data()
    text = page(maya(), "/careers/roles")
    for role in ("engineering/L2", "engineering/L5", "engineering/M1", "data/D2"):
        assert f'href="/careers/roles/{role}"' in text
    assert "You are here" in text


def test_what_carries_over_is_computed_from_what_was_released() -> None:
    someone = rated(design=2, communication=4)
    data()
    text = words(page(someone, "/careers/roles/data/D2"))
    assert "1 of 2 carry over" in text
    assert "Communication Carries over" in text
    assert "Modelling New for you" in text


def test_nobody_is_told_nought_of_something_that_nobody_looked_at() -> None:
    engineering()
    text = words(page(maya(), "/careers/roles/engineering/L3"))
    assert "Not looked at on this level yet" in text
    assert "0 of 2" not in text


def test_roles_that_can_be_reached_come_by_what_carries_over() -> None:
    someone = rated(design=3, communication=3)
    data()
    ahead = page(someone, "/careers/roles").split('id="ahead"')[1].split("</section>")[0]
    reached = re.findall(r'href="/careers/roles/([\w/]+)"', ahead)
    assert reached[0] == "data/D2"
    assert set(reached) == {
        "data/D2",
        *(f"engineering/{each}" for each in ("L3", "L4", "M1", "M2", "L5")),
    }


def test_each_role_is_reached_by_the_fewest_moves_and_never_from_itself() -> None:
    frameworks = {"engineering": resolve(load(ENGINEERING.encode(), "engineering"))}
    found = reachable(frameworks, ("engineering", "L2"))
    assert {level: way.moves for (_, level), way in found.items()} == {
        "L3": 1, "L4": 2, "M1": 2, "M2": 3, "L5": 4,
    }  # fmt: skip
    assert {way.first.id for way in found.values()} == {"L2-L3"}


def test_a_competency_names_every_role_that_asks_for_it() -> None:
    engineering()
    data()
    text = page(maya(), "/careers/competencies/communication")
    asked = set(re.findall(r'href="/careers/roles/([\w/]+)"', text))
    assert asked == {"data/D2", *(f"engineering/{x}" for x in ("L2", "L3", "L4", "L5", "M1", "M2"))}
    assert (
        as_(maya(email="m2@example.test")).get("/careers/competencies/juggling").status_code == 404
    )


def test_the_reader_links_a_cell_to_everyone_who_asks_for_it() -> None:
    engineering()
    text = page(maya(), "/frameworks/engineering/communication/L2/")
    assert 'href="/careers/competencies/communication"' in text


def test_the_search_knows_titles_scopes_competencies_and_sentences() -> None:
    engineering()
    data()
    known = published(to=maya())
    listing = directory(known, None)
    rows = {
        "principal": ["L5"],
        "two services": ["L3", "L4", "L5"],
        "HIRING": ["M1", "M2"],
        "shows a chart": ["D2"],
        "juggling": [],
    }
    found = {q: sorted(role.level.id for role in matching(listing, known, q)) for q in rows}
    assert found == rows


def test_pay_bands_are_shown_to_hr_and_to_nobody_else_before_the_company_says_so() -> None:
    engineering()
    assert "Pay band B3" in page(hr(), "/careers/roles/engineering/L3")
    for path in ("roles", "roles/engineering/L3", "promotion/engineering"):
        assert "B3" not in page(person(level="L2"), f"/careers/{path}")


def test_a_file_says_nothing_about_pay_to_whoever_may_not_see_it() -> None:
    engineering()
    someone, files = person(level="L2"), ("yaml", "md", "csv", "case.json", "dot")
    for kind in files:
        assert b"B3" not in as_(someone).get(f"/frameworks/engineering/file.{kind}").content
    assert as_(hr()).get("/frameworks/engineering/file.yaml").content.decode() == ENGINEERING


def test_the_pages_ask_the_database_as_often_for_one_family_as_for_two() -> None:
    someone = rated(design=3, communication=3)
    paths = ("roles", "roles?q=service", "roles/engineering/L3", "competencies/communication")
    before = [_queries(someone, path) for path in paths]
    data()
    _queries(someone, "roles")
    assert [_queries(someone, path) for path in paths] == before


def _queries(someone: Person, path: str) -> int:
    client = as_(someone)
    client.get(f"/careers/{path}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/careers/{path}").status_code == 200
    return len(asked)
