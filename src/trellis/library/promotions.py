"""The usual rules of a promotion, as one form sets them for all moves of a framework."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from trellis.framework.model import Framework, Move, Track
from trellis.readiness.criteria import Criterion

EVIDENCE = ", shown by evidence and confirmed by a named colleague."


@dataclass(frozen=True, slots=True)
class Rules:
    """What every promotion asks. None or False leaves a rule out.

    `average` and `floor` are scores from 1 to 5, `quarters` those of next-level behaviour in a row.
    """

    average: Decimal | None = Decimal("3.5")
    floor: int | None = 3
    quarters: int | None = 2
    has_endorsement: bool = True
    has_calibration: bool = True


KINDS = ("average", "floor", "operating_at_next", "endorsement", "calibration")
"""The kinds that `Rules` sets, in the order in which they are written."""


def with_promotions(framework: Framework) -> Framework:
    """The framework with a promotion from each level to the next of its track, where none is."""
    leaving = {(move.from_, move.kind) for move in framework.moves}
    added = [
        move
        for track in framework.tracks
        for move in _promotions(track)
        if (move.from_, "promotion") not in leaving
    ]
    return framework.model_copy(update={"moves": (*framework.moves, *added)})


def rules_of(framework: Framework) -> Rules:
    """The rules of the highest promotion, which asks most; the usual ones where none is."""
    asked = [move for move in framework.moves if move.kind == "promotion" and move.criteria]
    return _rules_of_move(asked[-1]) if asked else Rules()


def scope_of(move: Move) -> str:
    """The sentence that somebody must confirm before this move; empty where there is none."""
    return next((c.statement for c in move.criteria if c.statement), "")


def differing(framework: Framework) -> tuple[str, ...]:
    """The kinds of rules that are not the same for every promotion, in the order of `KINDS`."""
    asked = [move for move in framework.moves if move.kind == "promotion" and move.criteria]
    found = [_values(_rules_of_move(move)) for move in asked]
    return tuple(kind for kind in KINDS if len({each[kind] for each in found}) > 1)


def with_rules(
    framework: Framework, rules: Rules, scopes: Mapping[str, str], before: Rules | None = None
) -> Framework:
    """Every promotion with these rules, and the sentence in `scopes` by the id of its move.

    A rule over named competencies and every other kind of criterion stay as they are. So does,
    in each promotion, a rule that is the same in `before`, what a form showed: promotions that
    differ are not made alike by somebody who changes something else.
    """
    shown = _values(before) if before else {}
    same = {kind for kind, value in _values(rules).items() if (kind, value) in shown.items()}
    moves = tuple(
        _ruled(move, rules, scopes.get(move.id), same, framework)
        if move.kind == "promotion"
        else move
        for move in framework.moves
    )
    return framework.model_copy(update={"moves": moves})


def _rules_of_move(move: Move) -> Rules:
    found = {kind: c for c in move.criteria if (kind := _kind(c)) in KINDS}
    average, floor, run = (found.get(kind) for kind in KINDS[:3])
    return Rules(
        average=average.average.min if average and average.average else None,
        floor=floor.floor.min if floor and floor.floor else None,
        quarters=run.operating_at_next.quarters if run and run.operating_at_next else None,
        has_endorsement="endorsement" in found,
        has_calibration="calibration" in found,
    )


def _values(rules: Rules) -> dict[str, Decimal | int | bool | None]:
    """Each rule by its kind."""
    values = (
        rules.average,
        rules.floor,
        rules.quarters,
        rules.has_endorsement,
        rules.has_calibration,
    )
    return dict(zip(KINDS, values, strict=True))


def _promotions(track: Track) -> list[Move]:
    ladder = sorted(track.levels, key=lambda level: level.rank)
    return [
        Move.model_validate(
            {
                "id": f"{low.id}-{high.id}",
                "from": f"{track.id}/{low.id}",
                "to": f"{track.id}/{high.id}",
                "criteria": [
                    {"id": "avg", "average": {"min": 3.5}},
                    {"id": "floor", "floor": {"min": 3}},
                    {"id": "sustained", "operating_at_next": {"quarters": 2}},
                    {"id": "manager", "endorsement": {"by": "manager", "count": 1}},
                ],
            }
        )
        for low, high in pairwise(ladder)
    ]


def _kind(criterion: Criterion) -> str:
    """The kind of a rule over everything; rules over named competencies are something else."""
    body = getattr(criterion, criterion.kind, None)
    return "" if getattr(body, "of", ()) else criterion.kind


def _ruled(
    move: Move, rules: Rules, scope: str | None, same: Collection[str], framework: Framework
) -> Move:
    target = move.to.rsplit("/", 1)[-1]
    held = {kind: c for c in move.criteria if (kind := _kind(c)) in KINDS}
    others = [c for c in move.criteria if _kind(c) not in KINDS]
    if scope is not None:
        others = _scoped(others, scope.strip(), framework)
    ids = {c.id for c in others}
    wanted = _asked(rules, target)
    asked: dict[str, Criterion] = {}
    for kind in KINDS:
        kept = held.get(kind)
        if kind in same and move.criteria:
            asked |= {kind: kept} if kept else {}
        elif kind in wanted:
            values = wanted[kind]
            id_ = (kept.id if kept and kept.id else None) or _free(values["id"], ids)
            asked[kind] = _criterion({**values, "id": id_}, framework)
        ids |= {asked[kind].id} if kind in asked else set()
    before = [asked[kind] for kind in KINDS[:3] if kind in asked]
    after = [asked[kind] for kind in KINDS[3:] if kind in asked]
    criteria = _in_place((*before, *others, *after), move.criteria)
    return move.model_copy(update={"criteria": criteria})


def _in_place(
    criteria: tuple[Criterion, ...], earlier: tuple[Criterion, ...]
) -> tuple[Criterion, ...]:
    """The criteria in the order that they had, unless one of them is new."""
    places = {each.id: place for place, each in enumerate(earlier)}
    if not all(each.id in places for each in criteria):
        return criteria
    return tuple(sorted(criteria, key=lambda each: places[each.id]))


def _asked(rules: Rules, target: str) -> dict[str, dict[str, Any]]:
    """Each rule as a criterion with its published wording, by kind."""
    some = "one quarter" if rules.quarters == 1 else f"{rules.quarters} quarters in a row"
    every: dict[str, tuple[bool, dict[str, Any]]] = {
        "average": (
            rules.average is not None,
            {
                "id": "avg",
                "average": {"min": rules.average},
                "text": f"Average of at least {rules.average} in the latest review.",
            },
        ),
        "floor": (
            rules.floor is not None,
            {
                "id": "floor",
                "floor": {"min": rules.floor},
                "text": f"No competency below {rules.floor}.",
            },
        ),
        "operating_at_next": (
            rules.quarters is not None,
            {
                "id": "sustained",
                "operating_at_next": {"quarters": rules.quarters},
                "text": f"Shows {target} behaviour for at least {some}.",
            },
        ),
        "endorsement": (
            rules.has_endorsement,
            {
                "id": "manager",
                "endorsement": {"by": "manager", "count": 1},
                "text": "The manager endorses the promotion.",
            },
        ),
        "calibration": (
            rules.has_calibration,
            {
                "id": "calibrated",
                "calibration": "confirmed",
                "text": "The latest review was confirmed in calibration.",
            },
        ),
    }
    return {kind: values for kind, (is_asked, values) in every.items() if is_asked}


def _scoped(criteria: list[Criterion], scope: str, framework: Framework) -> list[Criterion]:
    """The first sentence to confirm replaced by `scope`, added, or taken away where it is empty."""
    first = next((c for c in criteria if c.statement), None)
    if first is not None and first.statement == scope:
        return criteria
    others = [c for c in criteria if c is not first]
    if not scope:
        return others
    id_ = (first.id if first else None) or _free("scope", {c.id for c in others})
    text = scope.rstrip(".") + EVIDENCE
    return [*others, _criterion({"id": id_, "statement": scope, "text": text}, framework)]


def _criterion(values: dict[str, Any], framework: Framework) -> Criterion:
    """The wording is English: in another language the machine form speaks for itself."""
    if not framework.language.startswith("en"):
        values = {key: value for key, value in values.items() if key != "text"}
    return Criterion.model_validate(values)


def _free(id_: str, used: set[str | None]) -> str:
    found, number = id_, 2
    while found in used:
        found, number = f"{id_}-{number}", number + 1
    return found
