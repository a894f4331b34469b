"""The comparison with plain Python notices one `>` for `>=`, and one guard against NULL less."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.core.judging import cycle, framework
from tests.web.factories import TODAY
from tests.web.readiness.mutation import faults
from tests.web.readiness.population import (
    World,
    edit,
    facts_of,
    judged,
    publish,
    settle,
    stored,
    with_leading,
)
from trellis.readiness.criteria import Criterion
from trellis_web.readiness.actions import refresh
from trellis_web.readiness.actions import stored as stored_actions
from trellis_web.readiness.models import Readiness
from trellis_web.readiness.queries import trees
from trellis_web.readiness.queries.leaves import Ground, Truth, truth
from trellis_web.readiness.queries.plans import compiled, plans, plans_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_stays_planted() -> Iterator[None]:
    yield
    plans_of.cache_clear()


TEN = list("abcdefghij")
SHOWS = {name: {"next": "shows"} for name in TEN}
NOT_YET = {name: {"next": "not_yet"} for name in TEN}
HALF: dict[str, Any] = {"from": "2026-01-01", "to": "2026-06-30"}
QUARTER: dict[str, Any] = {"from": "2026-04-01", "to": "2026-06-30"}


def reviews(*scores: tuple[int | None, ...]) -> list[dict[str, Any]]:
    return [{"cycles": [cycle(1, each)]} for each in scores]


def observed(*ratings: Any) -> list[dict[str, Any]]:
    return [
        {"cycles": [cycle(1, (), ratings=each, **span)]}
        for each in ratings
        for span in (HALF, QUARTER)
    ]


def confirmed(*ids: str) -> dict[str, Any]:
    return {"statements": {each: {"evidence": 1, "confirmed": 1} for each in ids}}


OBSERVED = observed(SHOWS, NOT_YET, {})
AVERAGED = reviews((3,) * 7, (2,) * 7, (3,) * 6, (3,) * 10, (2,) * 10, ())
RATED = reviews(
    (3, 3, 3), (3, 3, None), (2, 3, 3), (2, 2, 2), (4, 4, 3), (4, 3, None), (4, 2, 2),
    (4, 4, 4, 3), (4, 4, 3, None), (4, 4, 3, 3), (4, None, 3, None),
)  # fmt: skip
METRICS = [{"metrics": {"quota": q}} for q in ([99], [100, 99], [100, 100], [99, 99, 100])]
ENDORSED = [{"endorsements": {"manager": n}} for n in (0, 1, 2)]
PROVEN = [{"statements": {"leaf": {"evidence": 1, "confirmed": n}}} for n in (0, 1)]
TENURES = [{"months_in_level": n} for n in (11, 12, 13)]
STARS = [
    confirmed("a-next", "b-next", "c-next"), confirmed("a-next", "b-next"),
    confirmed("a-next", "c-next", "c-next-2"), confirmed("c-next"),
]  # fmt: skip
CALIBRATED = [{"cycles": [cycle(1, (3,), calibrated=c, kind=k)]} for c, k in
              ((True, "review"), (False, "review"), (False, "checkin"))]  # fmt: skip

LEAVES: dict[str, tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]] = {
    "average": ({"average": {"min": 3}}, [{"competencies": 10}], AVERAGED),
    "average of": ({"average": {"min": 3, "of": TEN}}, [{"competencies": 10}], AVERAGED),
    "floor": ({"floor": {"min": 3}}, [{}], RATED),
    "floor of": ({"floor": {"min": 3, "of": ["a", "b"]}}, [{}], RATED),
    "count": ({"count": {"n": 3, "min": 4}}, [{"competencies": n} for n in (2, 4)], RATED),
    "count of": ({"count": {"n": 1, "min": 4, "of": ["b", "leading"]}}, [{}], RATED),
    "starred": ({"starred": {"any": 1}}, [{"starred": "ab"}], STARS),
    "starred only": ({"starred": {}}, [{"starred": "ab"}, {"starred": ""}], STARS),
    "next": ({"operating_at_next": {"quarters": 2}}, [{}], OBSERVED),
    "next of": ({"operating_at_next": {"quarters": 2, "of": ["b"]}}, [{}], OBSERVED),
    "months": ({"months_in_level": {"min": 12}}, [{}], TENURES),
    "metric": ({"metric": {"name": "quota", "min": 100, "m": 2, "of": 3}}, [{}], METRICS),
    "statement": ({"statement": "Has led it."}, [{}], PROVEN),
    "endorsement": (
        {"endorsement": {"by": "manager", "count": 2}, "stage": "before"}, [{}], ENDORSED
    ),
    "calibration": ({"calibration": "confirmed"}, [{}], CALIBRATED),
}  # fmt: skip
"""The criterion, the frameworks it is asked in, and people at and around its boundaries."""
NOTHING: dict[str, Any] = {"any": []}
WORDS = {"id": "words", "text": "Acts as an owner."}
CONTEXTS: list[tuple[dict[str, Any], Any]] = [(NOTHING, {"at_least": 1}), (WORDS, "all")]
"""Beside what never is met, a state shows at once; beside what nobody knows, what it adds up to."""


def proof(name: str, *, stage: str | None = None) -> dict[str, Any]:
    return {"id": name, "statement": name.upper()} | ({"stage": stage} if stage else {})


TREE = [
    *(proof(each) for each in "ab"),
    {"at_least": {"n": 2, "of": [proof("c"), proof("d"), proof("e", stage="case")]}},
    {"all": [proof("f"), {"any": [proof("g"), proof("h")]}]},
    {"any": [proof("i"), {"all": [proof("j")]}], "stage": "case"},
    {"id": "k", "any": [], "stage": "case"},
]
STATES: tuple[dict[str, int], ...] = ({}, {"evidence": 1}, {"evidence": 1, "confirmed": 1})
NAMES = "abcdefgi"
PROVEN_SETS: list[dict[str, Any]] = [
    {"statements": dict.fromkeys(NAMES, most) | {one: state, other: state}, "waived": {"k": "Yes."}}
    for most, state in product(STATES, STATES)
    for one, other in combinations_with_replacement(NAMES, 2)
] + [{"statements": dict.fromkeys(NAMES, STATES[-1])}]
"""Everybody has most statements in one state and at most two in another; one has no waiver."""


ZEROS = 25


class Crowd:
    """People with these facts and none, and some of them once more with rows of zeros."""

    def __init__(self, world: World, documents: Sequence[dict[str, Any]]) -> None:
        facts = facts_of({}, *documents)
        self.world, self.everyone = world, [*facts, *facts[:ZEROS]]
        self.ids = settle(world, self.everyone)
        edit(world, self.ids[len(facts) :], facts[:ZEROS])
        self.verdicts = judged(world, self.everyone)

    def is_right(self) -> bool:
        """Whether a refresh from nothing stores what plain Python says."""
        Readiness.objects.all().delete()
        plans_of.cache_clear()
        try:
            with transaction.atomic():
                refresh(today=TODAY, moves=[self.world.move])
        except IntegrityError:
            return False
        return stored(self.world, self.ids) == self.verdicts


@pytest.mark.parametrize("kind", LEAVES)
def test_each_fault_in_a_criterion_is_noticed(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    leaf, settings, documents = LEAVES[kind]
    noticed: dict[str, bool] = {}
    for about, (beside, decision) in product(settings, CONTEXTS):
        criteria = [{"id": "leaf", **leaf}, beside]
        crowd = Crowd(
            publish(with_leading(framework(criteria, decision=decision, **about))), documents
        )
        assert crowd.is_right()
        for fault, wrong in _wrong_truths(crowd.world).items():
            with monkeypatch.context() as planted:
                planted.setattr(trees, "truth", _instead_of_leaf(wrong))
                noticed[fault] = noticed.get(fault, False) or not crowd.is_right()
    assert [fault for fault, seen in noticed.items() if not seen] == []
    assert noticed


@pytest.mark.parametrize("decision", ["all", {"at_least": 3}], ids=str)
def test_each_fault_in_the_rules_of_groups_and_moves_is_noticed(
    monkeypatch: pytest.MonkeyPatch, decision: Any
) -> None:
    crowd = Crowd(publish(framework(TREE, decision=decision)), PROVEN_SETS)
    monkeypatch.setattr(trees, "truth", _proven)
    assert crowd.is_right()
    [plan] = plans(today=TODAY)
    unnoticed = []
    for place, fault in enumerate(faults(plan.statement.sql)):
        with monkeypatch.context() as planted:
            wrong = replace(plan, statement=replace(plan.statement, sql=fault))
            planted.setattr(stored_actions, "plans", lambda wrong=wrong, **_: [wrong])
            unnoticed += [place] if crowd.is_right() else []
    assert unnoticed == []


def _proven(leaf: Criterion, ground: Ground) -> Truth:
    """A statement without anything to plant a fault in."""
    row = f"c{ground.keys[leaf.id or '']}"
    met = f"({row}.have IS NOT NULL AND {row}.have = 1)"
    return Truth(met, f"({row}.seen IS NULL OR {row}.seen = 0 OR {met})")


def _wrong_truths(world: World) -> dict[str, Truth]:
    """Every fault in the two predicates of the leaf, by place."""
    [(_, tree)] = compiled([world.move], frozenset(), today=TODAY)
    ground = tree.ground
    right = truth(next(ground.at.move.leaves()), ground)
    return {
        f"{field} {place}": replace(right, **{field: fault})
        for field in ("met", "hopeful")
        for place, fault in enumerate(faults(getattr(right, field)))
    }


def _instead_of_leaf(wrong: Truth) -> Callable[[Criterion, Ground], Truth]:
    return lambda leaf, ground: wrong if leaf.id == "leaf" else truth(leaf, ground)
