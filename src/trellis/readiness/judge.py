"""What stands between one person and one move: every criterion with its state, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from trellis.findings import BadInput
from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.asked import whole
from trellis.readiness.criteria import Criterion, Readiness, Stage, State
from trellis.readiness.facts import Facts
from trellis.readiness.measures import measure
from trellis.readiness.rules import (
    States,
    excused,
    is_met,
    readiness,
    staged_leaves,
    staged_nodes,
)
from trellis.readiness.sentences import Number, Sentence, say, verbatim
from trellis.readiness.standpoint import Standpoint


class Decision(StrEnum):
    """Whether all that the move asks is there; with `judgement` people say so."""

    FOR_PEOPLE = "for people"
    MET = "met"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class FindingOfCriterion:
    """The state of one single condition, or of a group that is waived, for one person.

    `asks` and `says` are the two halves of `sentence`, translatable; `text` is the published
    wording where the framework gives one.
    """

    criterion: str
    kind: str
    stage: Stage
    text: str | None
    state: State
    value: Number | None
    needed: Number | None
    asks: Sentence
    says: Sentence

    @property
    def sentence(self) -> str:
        """What is asked and how it stands, in English."""
        return f"{self.asks}: {self.says}."

    def as_dict(self) -> dict[str, Any]:
        """The finding as JSON knows it."""
        return {
            "criterion": self.criterion,
            "state": self.state.value,
            "value": _json(self.value),
            "needed": _json(self.needed),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person and one move: the decision, the readiness before a case, every finding.

    `findings` are of the single conditions, `waived_groups` of the groups with a waiver of their
    own; `waived` says why, by id, also of what stands in such a group.
    """

    move: Move
    decision: Decision
    readiness: Readiness
    findings: tuple[FindingOfCriterion, ...]
    states: States
    waived: Mapping[str, str]
    waived_groups: tuple[FindingOfCriterion, ...]

    @property
    def all_findings(self) -> list[FindingOfCriterion]:
        """Every finding in file order, a waived group before what is in it."""
        found = {each.criterion: each for each in (*self.findings, *self.waived_groups)}
        ids = (node.id for node, _ in staged_nodes(self.move.criteria))
        return [found[each] for each in ids if each in found]

    def as_dict(self) -> dict[str, Any]:
        """The judgement as JSON knows it."""
        return {
            "move": self.move.id,
            "decision": self.decision.value,
            "readiness": self.readiness.value,
            "findings": [finding.as_dict() for finding in self.findings],
        }


def judge(
    framework: ResolvedFramework,
    move_id: str,
    facts: Facts,
    target: ResolvedFramework | None = None,
) -> Judgement:
    """Judge one person towards one move.

    `target` is the framework of another family that the move leads to, where it is known. Raises
    `BadInput` for a move that the framework does not have.
    """
    move = _move(framework, move_id)
    at = Standpoint.towards(framework, move, facts, target)
    waived = excused(move.criteria, facts.waived)
    findings = tuple(
        _finding(leaf, stage, at, waived.get(leaf.id or ""))
        for leaf, stage in staged_leaves(move.criteria)
    )
    states = {finding.criterion: finding.state for finding in findings}
    states |= dict.fromkeys(waived, State.WAIVED)
    return Judgement(
        move=move,
        decision=_decision(move, states),
        readiness=readiness(move, states),
        findings=findings,
        states=states,
        waived=waived,
        waived_groups=tuple(_waived_groups(at)),
    )


def says_waived(reason: str) -> Sentence:
    """How a criterion stands that is not asked of somebody."""
    return say("waived, {reason}", reason=reason.rstrip("."))


def _move(framework: ResolvedFramework, move_id: str) -> Move:
    if move_id not in framework.moves:
        known = ", ".join(framework.moves) or "none at all"
        raise BadInput.at(
            "unknown-move",
            move_id,
            f"The framework has no move '{move_id}'.",
            f"Choose one of its moves: {known}.",
        )
    return framework.moves[move_id]


def _decision(move: Move, states: States) -> Decision:
    if move.is_judgement:
        return Decision.FOR_PEOPLE
    return Decision.MET if is_met(move, states) else Decision.OPEN


def _finding(
    leaf: Criterion, stage: Stage, at: Standpoint, reason: str | None
) -> FindingOfCriterion:
    """`reason`: why it is not asked of the person, if so."""
    measured = measure(leaf, at)
    return FindingOfCriterion(
        criterion=leaf.id or "",
        kind=leaf.kind,
        stage=stage,
        text=leaf.text,
        state=State.WAIVED if reason else measured.state,
        value=measured.value,
        needed=measured.needed,
        asks=verbatim(leaf.text) if leaf.text else measured.asks,
        says=says_waived(reason) if reason else measured.says,
    )


def _waived_groups(at: Standpoint) -> Iterator[FindingOfCriterion]:
    for group, stage in staged_nodes(at.move.criteria):
        reason = at.facts.waived.get(group.id or "")
        if reason and group.id and not group.is_leaf:
            yield FindingOfCriterion(
                criterion=group.id,
                kind=group.kind,
                stage=stage,
                text=group.text,
                state=State.WAIVED,
                value=None,
                needed=None,
                asks=whole(group, at),
                says=says_waived(reason),
            )


def _json(number: Number | None) -> int | float | None:
    return float(number) if isinstance(number, Decimal) else number
