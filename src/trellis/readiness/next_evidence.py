"""The most useful piece of evidence: of all open criteria, the one that changes most when met."""

from dataclasses import dataclass

from trellis.readiness.criteria import Criterion, Readiness, Stage, State
from trellis.readiness.judge import FindingOfCriterion, Judgement
from trellis.readiness.measures import measure
from trellis.readiness.rated import AverageMeasure, FloorMeasure
from trellis.readiness.rules import REACHED, readiness, still_needed
from trellis.readiness.sentences import Sentence, say, say_n
from trellis.readiness.standpoint import Standpoint
from trellis.readiness.vouched import StarredMeasure

EFFORT = (
    *("endorsement", "statement", "starred", "count", "floor", "average", "operating_at_next"),
    *("metric", "calibration", "text", "months_in_level"),
)
"""Kinds by what it takes: a word of a colleague first, time that only passes last."""
ORDER = (
    Readiness.NOT_ENOUGH_EVIDENCE,
    Readiness.BUILDING,
    Readiness.NEARLY,
    Readiness.READY,
)


@dataclass(frozen=True, slots=True)
class NextEvidence:
    """What would help most: `does` says what, `changes` what follows from it. No full stops."""

    criterion: str
    kind: str
    does: Sentence
    changes: Sentence


def next_evidence(judgement: Judgement, at: Standpoint) -> NextEvidence | None:
    """The open criterion that brings the person furthest; None when nothing is open.

    Each is supposed to be met alone. First counts how many fewer criteria the rule needs then,
    then the readiness that it leads to, then what it takes. What belongs to the case is looked at
    once nothing else is open.
    """
    open_ones = [each for each in judgement.findings if each.state not in REACHED]
    before = [each for each in open_ones if each.stage is Stage.BEFORE]
    is_ready = judgement.readiness is Readiness.READY
    chosen = [each for each in open_ones if each.stage is Stage.CASE] if is_ready else before
    if not chosen:
        return None
    best = min(chosen, key=lambda each: _rank(each, judgement))
    leaf = next(leaf for leaf in judgement.move.leaves() if leaf.id == best.criterion)
    changes = _changes(best, judgement)
    return NextEvidence(best.criterion, best.kind, _does(leaf, best, at), changes)


def _rank(finding: FindingOfCriterion, judgement: Judgement) -> tuple[int, int, int, int]:
    fewer, then = _supposed(finding, judgement)
    is_begun = finding.state is State.IN_PROGRESS and finding.kind != "months_in_level"
    return (-fewer, -ORDER.index(then), EFFORT.index(finding.kind), not is_begun)


def _supposed(finding: FindingOfCriterion, judgement: Judgement) -> tuple[int, Readiness]:
    """How many fewer criteria are needed, and the readiness, if the finding were met."""
    move, states = judgement.move, dict(judgement.states)
    needed = still_needed(move, states, before_case=True)
    states[finding.criterion] = State.MET
    return needed - still_needed(move, states, before_case=True), readiness(move, states)


def _changes(finding: FindingOfCriterion, judgement: Judgement) -> Sentence:
    if finding.stage is Stage.CASE:
        return say("It is looked at in the case")
    fewer, then = _supposed(finding, judgement)
    if then is Readiness.READY:
        return say("Nothing else is needed before a case")
    if not fewer:
        return say("It counts together with others that are open")
    states = {**judgement.states, finding.criterion: State.MET}
    left = still_needed(judgement.move, states, before_case=True)
    return say_n("{n} other is open then", "{n} others are open then", left)


def _does(leaf: Criterion, finding: FindingOfCriterion, at: Standpoint) -> Sentence:
    """What to do about it, as exactly as the numbers allow."""
    if leaf.statement:
        return _statement(leaf, finding)
    found = measure(leaf, at)
    if isinstance(found, AverageMeasure) and finding.state is State.NOT_MET:
        return _points(found)
    if isinstance(found, FloorMeasure) and finding.state is State.NOT_MET:
        below = found.scores.below(found.rule.min)
        return say_n(
            "Raise {n} rating to {min}: show what it asks for, and note it",
            "Raise {n} ratings to {min}: show what they ask for, and note it",
            below,
            min=found.rule.min,
        )
    if isinstance(found, StarredMeasure) and found.total is not None:
        missing = found.total + found.rule.any - (found.value or 0)
        return say_n(
            "Have {n} more statement of the next level confirmed",
            "Have {n} more statements of the next level confirmed",
            int(missing),
        )
    return _more(leaf, finding)


def _statement(leaf: Criterion, finding: FindingOfCriterion) -> Sentence:
    if finding.state is State.IN_PROGRESS:
        return say("Ask a colleague to confirm the note for “{asks}”", asks=str(finding.asks))
    return say("Note an example of “{asks}” and ask a colleague", asks=str(finding.asks))


def _points(found: AverageMeasure) -> Sentence:
    """How many points the ratings lack in total: the least whole number that reaches the mean."""
    scores = found.scores
    lacking = -(-(found.rule.min_x100 * scores.rated - 100 * scores.total) // 100)
    return say_n(
        "{n} point more, over {rated} ratings, reaches {min}",
        "{n} points more, over {rated} ratings, reach {min}",
        lacking,
        rated=scores.rated,
        min=found.needed,
    )


def _more(leaf: Criterion, finding: FindingOfCriterion) -> Sentence:
    have, needed = finding.value, finding.needed
    if isinstance(have, int) and isinstance(needed, int) and needed > have:
        counted = {
            "count": ("{n} more rating of that height", "{n} more ratings of that height"),
            "endorsement": ("Ask for {n} more endorsement", "Ask for {n} more endorsements"),
            "metric": ("{n} more period at the figure", "{n} more periods at the figure"),
            "months_in_level": ("{n} more month in the level", "{n} more months in the level"),
            "operating_at_next": (
                "{n} more quarter at the next level",
                "{n} more quarters at the next level",
            ),
        }
        if leaf.kind in counted:
            one, many = counted[leaf.kind]
            return say_n(one, many, needed - have)
    return say(WAITS.get(leaf.kind, "{asks}"), asks=str(finding.asks))


WAITS = {
    "average": "A review that rates more competencies",
    "calibration": "A review that is calibrated",
    "floor": "A review that rates every competency",
    "operating_at_next": "A review or check-in that looks at the next level",
    "metric": "Figures for “{asks}”",
    "text": "People decide: “{asks}”",
}
