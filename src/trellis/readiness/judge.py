"""What stands between one person and one move: every criterion with its state, in words."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from trellis.findings import BadInput
from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Criterion, Readiness, Stage, State
from trellis.readiness.facts import Facts
from trellis.readiness.measures import measure
from trellis.readiness.rules import States, is_met, readiness, staged_leaves
from trellis.readiness.sentences import Number, Sentence, say, verbatim
from trellis.readiness.standpoint import Standpoint


class Decision(StrEnum):
    """Whether all that the move asks is there; with `judgement` people say so."""

    FOR_PEOPLE = "for people"
    MET = "met"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class FindingOfCriterion:
    """The state of one single condition for one person.

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
    """One person and one move: the decision, the readiness before a case, every finding."""

    move: Move
    decision: Decision
    readiness: Readiness
    findings: tuple[FindingOfCriterion, ...]
    states: States

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
    findings = tuple(_finding(leaf, stage, at) for leaf, stage in staged_leaves(move.criteria))
    waived = dict.fromkeys(facts.waived, State.WAIVED)
    states = {finding.criterion: finding.state for finding in findings} | waived
    return Judgement(move, _decision(move, states), readiness(move, states), findings, states)


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


def _finding(leaf: Criterion, stage: Stage, at: Standpoint) -> FindingOfCriterion:
    measured = measure(leaf, at)
    reason = at.facts.waived.get(leaf.id or "")
    return FindingOfCriterion(
        criterion=leaf.id or "",
        kind=leaf.kind,
        stage=stage,
        text=leaf.text,
        state=State.WAIVED if reason else measured.state,
        value=measured.value,
        needed=measured.needed,
        asks=verbatim(leaf.text) if leaf.text else measured.asks,
        says=say("waived, {reason}", reason=reason.rstrip(".")) if reason else measured.says,
    )


def _json(number: Number | None) -> int | float | None:
    return float(number) if isinstance(number, Decimal) else number
