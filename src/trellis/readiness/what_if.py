"""Other thresholds for the same rule: which ones can be tried, and the move with one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trellis.framework.model import Move
from trellis.readiness.criteria import Criterion, Stage
from trellis.readiness.rules import staged_leaves

TENTH = Decimal("0.1")
STEPS = (-3, -2, -1, 1, 2, 3)
"""How far around the published threshold is looked."""
LIMITS = {
    "average": (Decimal(1), Decimal(5)),
    "count": (Decimal(1), Decimal(20)),
    "floor": (Decimal(1), Decimal(5)),
    "months_in_level": (Decimal(0), Decimal(120)),
    "operating_at_next": (Decimal(1), Decimal(12)),
}
FIELD = {
    "average": "min",
    "count": "n",
    "floor": "min",
    "months_in_level": "min",
    "operating_at_next": "quarters",
}
"""The number that is a threshold, in each kind that has one which stored counts can answer for."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number in a rule, and the other values that can be tried in its place."""

    criterion: str
    kind: str
    value: Decimal
    choices: tuple[Decimal, ...]


def thresholds(move: Move) -> Iterator[Threshold]:
    """The thresholds before a case, in file order.

    A floor over named competencies is left out: what is stored of it is counted at its own value.
    """
    for leaf, stage in staged_leaves(move.criteria):
        if stage is Stage.BEFORE and leaf.kind in FIELD and not (leaf.floor and leaf.floor.of):
            value = Decimal(getattr(getattr(leaf, leaf.kind), FIELD[leaf.kind]))
            yield Threshold(leaf.id or "", leaf.kind, value, _around(leaf.kind, value))


def changed(move: Move, criterion: str, value: Decimal) -> Move:
    """The move with `value` in one of its thresholds; everything else stays as it is."""
    criteria = tuple(_changed(each, criterion, value) for each in move.criteria)
    return move.model_copy(update={"criteria": criteria})


def _around(kind: str, value: Decimal) -> tuple[Decimal, ...]:
    low, high = LIMITS[kind]
    by = TENTH if kind == "average" else Decimal(3 if kind == "months_in_level" else 1)
    return tuple(near for step in STEPS if low <= (near := value + step * by) <= high)


def _changed(node: Criterion, criterion: str, value: Decimal) -> Criterion:
    if node.is_leaf:
        return _at(node, value) if node.id == criterion else node
    below = tuple(_changed(each, criterion, value) for each in node.children)
    if node.at_least is not None:
        update = {"at_least": node.at_least.model_copy(update={"of": below})}
        return node.model_copy(update=update)
    return node.model_copy(update={node.kind: below})


def _at(leaf: Criterion, value: Decimal) -> Criterion:
    number = value if leaf.kind == "average" else int(value)
    rule = getattr(leaf, leaf.kind).model_copy(update={FIELD[leaf.kind]: number})
    return leaf.model_copy(update={leaf.kind: rule})
