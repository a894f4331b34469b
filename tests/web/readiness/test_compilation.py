"""A published version becomes rows that facts and readiness point to."""

from typing import Any

import pytest

from tests.core.judging import framework
from tests.web.readiness.population import World, publish, with_leading
from trellis_web.readiness.actions import compile_version
from trellis_web.readiness.models import Criterion, Expected
from trellis_web.readiness.queries import live_moves, rules_of

pytestmark = pytest.mark.django_db

CRITERIA: list[dict[str, Any]] = [
    {"id": "average", "average": {"min": 3.5, "of": ["a", "leading"]}},
    {
        "id": "one",
        "any": [{"id": "scope", "statement": "Led it."}, {"id": "said", "text": "Acts."}],
    },
    {"all": [{"id": "tenure", "months_in_level": {"min": 12}}]},
]


def world(**about: Any) -> World:
    return publish(with_leading(framework(CRITERIA, **about)))


def test_each_level_knows_the_competencies_that_it_expects() -> None:
    rows = Expected.objects.filter(version=world().version)
    found = set(rows.values_list("level", "competency__slug"))
    assert found == {(level, each) for level in ("NOW", "NEXT") for each in "abc"} | {
        ("NEXT", "leading")
    }


def test_an_expected_step_is_stored_by_its_place() -> None:
    rows = Expected.objects.filter(version=world(basis="step").version, competency__slug="a")
    assert dict(rows.values_list("level", "step")) == {"NOW": 1, "NEXT": 2}


def test_a_move_keeps_where_it_leads() -> None:
    move = world(to="data/ic/D2").move
    assert (move.slug, move.from_level, move.to_family, move.to_level) == (
        "move", "NOW", "data", "D2",
    )  # fmt: skip


def test_every_criterion_with_an_id_is_stored_with_the_competencies_that_it_names() -> None:
    rows = Criterion.objects.filter(move=world().move).order_by("pk")
    assert [(row.slug, row.kind) for row in rows] == [
        ("average", "average"), ("one", "any"), ("scope", "statement"), ("said", "text"),
        ("tenure", "months_in_level"),
    ]  # fmt: skip
    assert set(rows[0].of.values_list("slug", flat=True)) == {"a", "leading"}
    assert not rows[2].of.exists()


def test_the_rules_of_a_version_are_its_single_conditions() -> None:
    found = rules_of(world().version)
    assert [(row.slug, rule.kind) for row, rule in found] == [
        ("average", "average"), ("scope", "statement"), ("said", "text"),
        ("tenure", "months_in_level"),
    ]  # fmt: skip


def test_a_second_time_changes_nothing() -> None:
    here = world()
    compile_version(here.version)
    assert here.version.moves.count() == 1
    assert Criterion.objects.count() == 5


def test_only_the_current_version_counts() -> None:
    world()
    new = world(decision="judgement")
    assert list(live_moves()) == [new.move]
