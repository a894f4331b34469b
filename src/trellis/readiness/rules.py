"""The second step of the judge: how states combine, from single conditions to the whole move.

Groups apply their rule to `met`. They are `unknown` when they are not met, but would be if every
unknown part of them were. The SQL compiler builds the same two predicates.

Before a case, whatever belongs to the case counts as met (`before_case`): a group that mixes both
stages is looked at before the case, and must not wait for what can only happen inside it.
"""

from collections.abc import Iterable, Iterator, Mapping

from trellis.framework.model import Move
from trellis.readiness.criteria import Criterion, Readiness, Stage, State

States = Mapping[str, State]
"""State by criterion id; a group has one only when it, or one that it stands in, is waived."""

REACHED = frozenset({State.MET, State.WAIVED})
UNKNOWN = frozenset({State.NOT_ASSESSED, State.NOT_EVIDENCED})
NEARLY = 2
"""How many criteria may be open for `nearly`."""


def met(criterion: Criterion, states: States, *, before_case: bool = False) -> bool:
    """Whether a criterion is met or waived; `any` of nothing is not, `all` of nothing is."""
    if before_case and criterion.effective_stage is Stage.CASE:
        return True
    if criterion.id and states.get(criterion.id) in REACHED:
        return True
    if criterion.is_leaf:
        return False
    return _reached(
        criterion, [met(child, states, before_case=before_case) for child in criterion.children]
    )


def unknown(criterion: Criterion, states: States, *, before_case: bool = False) -> bool:
    """Whether a criterion is not met, but would be if everything not known yet were."""
    if met(criterion, states, before_case=before_case):
        return False
    if criterion.is_leaf:
        return states.get(criterion.id or "") in UNKNOWN
    hopes = [
        met(child, states, before_case=before_case)
        or unknown(child, states, before_case=before_case)
        for child in criterion.children
    ]
    return _reached(criterion, hopes)


def _reached(group: Criterion, parts: list[bool]) -> bool:
    if group.at_least is not None:
        return sum(parts) >= group.at_least.n
    return any(parts) if group.any is not None else all(parts)


def group_state(group: Criterion, states: States) -> State:
    """The state of a group, for a page that shows it as one line."""
    if group.id and states.get(group.id) is State.WAIVED:
        return State.WAIVED
    if met(group, states):
        return State.MET
    if unknown(group, states):
        return State.NOT_ASSESSED
    begun = any(met(child, states) for child in group.children)
    return State.IN_PROGRESS if begun else State.NOT_MET


def staged(move: Move, stage: Stage) -> tuple[Criterion, ...]:
    """The top-level criteria of a stage: the ones that the move's rule counts."""
    return tuple(c for c in move.criteria if c.effective_stage is stage)


def staged_nodes(
    criteria: Iterable[Criterion], within: Stage = Stage.BEFORE
) -> Iterator[tuple[Criterion, Stage]]:
    """Every condition and group, in file order, with the stage it is looked at.

    All below a `case` group is `case`.
    """
    for criterion in criteria:
        stage = Stage.CASE if within is Stage.CASE else criterion.effective_stage
        yield criterion, stage
        yield from staged_nodes(criterion.children, stage)


def staged_leaves(criteria: Iterable[Criterion]) -> Iterator[tuple[Criterion, Stage]]:
    """Every single condition with the stage it is looked at."""
    return (found for found in staged_nodes(criteria) if found[0].is_leaf)


def excused(
    criteria: Iterable[Criterion], waived: Mapping[str, str], above: str = ""
) -> dict[str, str]:
    """Why each criterion with an id is not asked, where it is waived or stands in such a group."""
    found: dict[str, str] = {}
    for criterion in criteria:
        reason = waived.get(criterion.id or "", above)
        if reason and criterion.id:
            found[criterion.id] = reason
        found |= excused(criterion.children, waived, reason)
    return found


def still_needed(move: Move, states: States, *, before_case: bool) -> int:
    """How many `before` criteria the move's rule still needs; 0 when it holds."""
    before = staged(move, Stage.BEFORE)
    required = len(before) if move.at_least is None else move.at_least
    return max(0, required - sum(met(c, states, before_case=before_case) for c in before))


def is_met(move: Move, states: States) -> bool:
    """Whether the rule holds over the `before` criteria and every `case` criterion is met."""
    in_case = all(met(c, states) for c in staged(move, Stage.CASE))
    return in_case and still_needed(move, states, before_case=False) == 0


def readiness(move: Move, states: States) -> Readiness:
    """What can be said before a case; the first that matches.

    - `ready`: the rule holds for what is looked at before a case; never where people judge.
    - `not enough evidence`: at least half of that is not known yet.
    - `nearly`: the rule needs at most two more.
    - `building`: everything else.
    """
    needed = still_needed(move, states, before_case=True)
    if needed == 0 and not move.is_judgement:
        return Readiness.READY
    before = staged(move, Stage.BEFORE)
    if 2 * sum(unknown(c, states, before_case=True) for c in before) >= len(before):
        return Readiness.NOT_ENOUGH_EVIDENCE
    return Readiness.NEARLY if needed <= NEARLY else Readiness.BUILDING
