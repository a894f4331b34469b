"""The whole rule of a move for one person: what is asked, how it stands, what it was read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trellis.readiness.asked import words
from trellis.readiness.criteria import Criterion, Stage, State
from trellis.readiness.facts import Cycle, Proof
from trellis.readiness.judge import FindingOfCriterion, Judgement, says_waived
from trellis.readiness.rules import group_state, met
from trellis.readiness.sentences import Sentence, say, say_n
from trellis.readiness.standpoint import Standpoint

RATED = frozenset({"average", "floor", "count", "calibration"})
"""Kinds that read the latest review and nothing else."""
SAYS = {
    State.MET: "met",
    State.IN_PROGRESS: "in progress, {have} of {n} met",
    State.NOT_MET: "not yet, {have} of {n} met",
    State.NOT_ASSESSED: "not assessed, {have} of {n} met",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion or group. `depth` is how deep it stands in groups; groups have no `source`.

    `criterion` is its id, empty for a group without one; `source` says what it was read from.
    """

    criterion: str
    depth: int
    stage: Stage
    state: State
    asks: Sentence
    says: Sentence
    source: Sentence | None = None

    @property
    def sentence(self) -> str:
        """In English: "Average 3.5 or higher: not yet, 3.3 from 9 ratings, May cycle."."""
        source = f", {self.source}" if self.source else ""
        return f"{self.asks}: {self.says}{source}."


def trace(judgement: Judgement, at: Standpoint) -> tuple[Line, ...]:
    """Every line of the move, groups before what is in them."""
    findings = {finding.criterion: finding for finding in judgement.findings}
    return tuple(
        line
        for criterion in judgement.move.criteria
        for line in _Tracing(judgement, at, findings).lines(criterion, Stage.BEFORE, 0)
    )


def source(leaf: Criterion, at: Standpoint) -> Sentence | None:
    """What a single condition was read from; None where its own words say it, or nothing was."""
    if leaf.kind in RATED and at.review:
        is_read = at.review.calibrated if leaf.calibration else bool(at.review.ratings)
        return named(at.review) if is_read else None
    if leaf.operating_at_next:
        return named(at.newest_first[0]) if at.newest_first else None
    if leaf.statement:
        proof = at.facts.statements.get(leaf.id or "", Proof())
        return say_n("from {n} note", "from {n} notes", proof.evidence) if proof.evidence else None
    return None


def named(cycle: Cycle) -> Sentence:
    """A cycle by its title, or by the day on which its period ends."""
    if cycle.title:
        return say("{title}", title=cycle.title)
    if cycle.to:
        return say("cycle that ended on {day}", day=cycle.to.isoformat())
    return say("cycle {seq}", seq=cycle.seq)


@dataclass(frozen=True, slots=True)
class _Tracing:
    judgement: Judgement
    at: Standpoint
    findings: Mapping[str, FindingOfCriterion]

    def lines(
        self, criterion: Criterion, within: Stage, depth: int, above: str = ""
    ) -> Iterator[Line]:
        """`above`: why the group is waived that it stands in, if so."""
        stage = Stage.CASE if within is Stage.CASE else criterion.effective_stage
        if criterion.is_leaf:
            yield self._leaf(criterion, depth)
            return
        reason = self.at.facts.waived.get(criterion.id or "", above)
        yield self._group(criterion, stage, depth, reason)
        for child in criterion.children:
            yield from self.lines(child, stage, depth + 1, reason)

    def _leaf(self, leaf: Criterion, depth: int) -> Line:
        finding = self.findings[leaf.id or ""]
        read = None if finding.state is State.WAIVED else source(leaf, self.at)
        return Line(
            finding.criterion,
            depth,
            finding.stage,
            finding.state,
            finding.asks,
            finding.says,
            read,
        )

    def _group(self, group: Criterion, stage: Stage, depth: int, reason: str) -> Line:
        asks, states = words(group, self.at), self.judgement.states
        if reason:
            return Line(group.id or "", depth, stage, State.WAIVED, asks, says_waived(reason))
        state = group_state(group, states)
        have = sum(met(child, states) for child in group.children)
        says = say(SAYS[state], have=have, n=len(group.children))
        return Line(group.id or "", depth, stage, state, asks, says)
