"""What people collected is asked for once, and only where a move reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, person
from tests.web.growth.factories import FRAMEWORK, note, publish, seller
from trellis.framework.model import Move
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import Endorsement, MetricValue
from trellis_web.growth.queries import growth_of
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

ENDORSED = """
  - id: A-A
    kind: lateral
    from: ic/A
    to: ic/B
    criteria:
      - {id: scope, statement: Has led a deal of three teams.}
      - {id: tenure, months_in_level: {min: 6}}
      - {id: manager, endorsement: {by: manager, count: 1}}
"""


@pytest.fixture
def moves() -> dict[str, Move]:
    return resolved(publish(FRAMEWORK.rstrip() + ENDORSED)).moves


@pytest.fixture
def maya(moves: dict[str, Move]) -> Person:
    someone = seller(manager=person())
    for move in moves:
        Endorsement.objects.create(
            person=someone, family="sales", move=move, role="manager", text="Yes.",
            endorsed_at=NOW, endorsed_by=person(),
        )  # fmt: skip
    MetricValue.objects.create(
        person=someone, name="quota", period_on=TODAY, value=100, imported_at=NOW
    )
    return someone


def queries(maya: Person, move: Move) -> int:
    with CaptureQueriesContext(connection) as captured:
        growth_of([maya.pk])[maya.pk].towards("sales", move)
    return len(captured)


def test_an_endorsement_counts_wherever_it_stands_among_the_criteria(
    maya: Person, moves: dict[str, Move]
) -> None:
    for move in moves.values():
        facts = growth_of([maya.pk])[maya.pk].towards("sales", move)
        assert facts.endorsements == {"manager": 1}, move.id


def test_figures_are_read_only_for_a_move_that_asks_for_them(
    maya: Person, moves: dict[str, Move]
) -> None:
    assert queries(maya, moves["A-B"]) == 2
    assert queries(maya, moves["A-A"]) == 1


def test_private_notes_are_counted_and_prove_nothing(maya: Person, moves: dict[str, Move]) -> None:
    note(maya)
    note(maya, shared=True)
    facts = growth_of([maya.pk])[maya.pk].towards("sales", moves["A-B"])
    assert (facts.statements["scope"].evidence, facts.statements["scope"].confirmed) == (1, 0)
