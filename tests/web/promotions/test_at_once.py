"""Two who decide in the same moment, each over a connection of their own: one decides."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.at_once import at_once
from tests.web.factories import person
from tests.web.promotions.stage import FRAMEWORK, WHEN, Stage, not_yet, promoted
from tests.web.reviews.factories import version
from trellis_web.audit.models import Event
from trellis_web.audit.queries import broken_links
from trellis_web.people.models import Position
from trellis_web.promotions.actions import decide_case
from trellis_web.promotions.models import Case, DecidedCriterion, Decision, Promotion
from trellis_web.promotions.rules.refusals import HAS_MOVED, OTHER_PROMOTION, OVER, STALE
from trellis_web.readiness.models import Move
from trellis_web.reviews.rules import Conflict, Refused

pytestmark = pytest.mark.django_db(transaction=True)


TWO_MOVES = (
    FRAMEWORK.partition("moves:")[0]
    + """moves:
  - {id: one, from: ic/L1, to: ic/L2, criteria: [{id: tenure, months_in_level: {min: 6}}]}
  - {id: two, from: ic/L1, to: ic/L3, criteria: [{id: tenure, months_in_level: {min: 6}}]}
"""
)


class Other(Stage):
    """The same people, and a case for another move before a committee of its own."""

    def __init__(self, at: Stage, move: Move) -> None:
        self.__dict__ |= vars(at)
        self.move, self.chair, self.member = move, person(), person()
        self.committee = self.make_committee(f"For {move.slug}", self.chair, self.member)
        self.case = self.discussed()


def decided(said: list[Any]) -> tuple[Decision, Refused]:
    """The one decision among what both were told, and why the other made none."""
    [decision] = [each for each in said if isinstance(each, Decision)]
    [refused] = [each for each in said if isinstance(each, Refused)]
    return decision, refused


def test_of_two_decisions_of_one_case_at_once_one_is_made_and_the_other_is_told(
    tmp_path: Path,
) -> None:
    at = Stage()
    case = at.discussed()
    about: dict[str, Any] = {"changed": case.changed, "by": at.chair} | WHEN
    said = at_once(
        tmp_path,
        lambda: decide_case(case, verdict=not_yet(text="First words."), **about),
        lambda: decide_case(case, verdict=not_yet(text="Second words."), **about),
    )
    decision, refused = decided(said)
    assert isinstance(refused, Conflict)
    assert refused.denial in (OVER, STALE)
    assert [each.text for each in Decision.objects.all()] == [decision.text]
    assert DecidedCriterion.objects.count() == decision.criteria.count() == 3
    assert Event.objects.filter(tag="case:decided").count() == 1
    assert Case.objects.get().changed == case.changed + 1
    assert broken_links() == []


def test_two_committees_that_promote_one_person_at_once_move_them_once(tmp_path: Path) -> None:
    at = Stage()
    first, second = (Other(at, move) for move in Move.objects.filter(version=version(TWO_MOVES)))
    said = at_once(
        tmp_path,
        lambda: first.decide(first.case, promoted()),
        lambda: second.decide(second.case, promoted()),
    )
    decision, refused = decided(said)
    assert refused.denial in (HAS_MOVED, OTHER_PROMOTION)
    assert Decision.objects.get() == decision
    assert Promotion.objects.get().decision == decision
    assert Position.objects.filter(person=at.maya).count() == 2
    assert Event.objects.filter(tag__in=["case:decided", "position:changed"]).count() == 2
    assert broken_links() == []
