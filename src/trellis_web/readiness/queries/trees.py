"""The criteria of a move as SQL: the same rules as `trellis.readiness.rules`, as sums of 0 and 1.

NULL anywhere makes a sum NULL, and no column of `Readiness` takes that: a missing guard is an
error, never a wrong verdict.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from trellis.framework.model import Move
from trellis.readiness.criteria import Criterion, Stage
from trellis.readiness.rules import NEARLY, staged
from trellis_web.readiness.queries.leaves import ALWAYS, Ground, Truth, truth


@dataclass(frozen=True)
class Tree:
    """A move, compiled for one day. `waived` holds the keys of criteria that somebody waived."""

    ground: Ground
    waived: Set[int]

    @property
    def move(self) -> Move:
        """The move as the framework has it."""
        return self.ground.at.move

    @property
    def required(self) -> int:
        """How many of the `before` criteria must be met."""
        at_least = self.move.at_least
        return len(staged(self.move, Stage.BEFORE)) if at_least is None else at_least

    @cached_property
    def sums(self) -> dict[str, str]:
        """Columns per person: `met` and `hopeful` before a case, `n_case` met in it.

        `n_before` is there only where a group mixes both stages, as it equals `met` otherwise.
        """
        before = staged(self.move, Stage.BEFORE)
        ahead = [self.truth(criterion, before_case=True) for criterion in before]
        full = [self.truth(criterion, before_case=False) for criterion in before]
        case = [self.truth(c, before_case=False) for c in staged(self.move, Stage.CASE)]
        columns = {
            "met": total(each.met for each in ahead),
            "hopeful": total(each.hopeful for each in ahead),
            "n_case": total(each.met for each in case),
        }
        if full != ahead:
            columns["n_before"] = total(each.met for each in full)
        return columns

    def state(self) -> str:
        """The readiness, from the columns of `sums`; the first that matches."""
        n_before = len(staged(self.move, Stage.BEFORE))
        ready = "" if self.move.is_judgement else f"WHEN met >= {self.required} THEN 'ready' "
        building = (
            f"WHEN met >= {self.required - NEARLY} THEN 'nearly' ELSE 'building'"
            if self.required > NEARLY
            else "ELSE 'nearly'"
        )
        return (
            f"CASE {ready}WHEN 2 * (hopeful - met) >= {n_before} THEN 'not enough evidence'"
            f" {building} END"
        )

    def n_open(self) -> str:
        """How many `before` criteria the rule still needs."""
        return f"CASE WHEN met > {self.required} THEN 0 ELSE {self.required} - met END"

    def is_met(self) -> str:
        """Whether the decision is met: people decide a judgement, the program never does."""
        if self.move.is_judgement:
            return "FALSE"
        n_before = "n_before" if "n_before" in self.sums else "met"
        n_case = len(staged(self.move, Stage.CASE))
        return f"{n_before} >= {self.required} AND n_case >= {n_case}"

    def truth(self, node: Criterion, *, before_case: bool) -> Truth:
        """The predicates of a criterion or group, with its waiver."""
        if before_case and node.effective_stage is Stage.CASE:
            return ALWAYS
        found = (
            truth(node, self.ground) if node.is_leaf else self._group(node, before_case=before_case)
        )
        key = self.ground.keys.get(node.id or "")
        if key not in self.waived:
            return found
        waived = f"COALESCE(c{key}.waived, FALSE)"
        return Truth(f"({waived} OR {found.met})", f"({waived} OR {found.hopeful})")

    def _group(self, node: Criterion, *, before_case: bool) -> Truth:
        parts = [self.truth(child, before_case=before_case) for child in node.children]
        return Truth(
            reached(node, [part.met for part in parts]),
            reached(node, [part.hopeful for part in parts]),
        )


def reached(group: Criterion, parts: list[str]) -> str:
    """Whether enough of the parts hold: `all` of nothing does, `any` of nothing does not."""
    if group.at_least is not None:
        return f"({total(parts)} >= {group.at_least.n})"
    if group.any is not None:
        return f"({' OR '.join(parts)})" if parts else "FALSE"
    return f"({' AND '.join(parts)})" if parts else "TRUE"


def total(conditions: Iterable[str]) -> str:
    """How many of the conditions hold."""
    return " + ".join(f"CAST({each} AS INTEGER)" for each in conditions) or "0"
