"""The criteria that read ratings: average, floor, count, next-level behaviour, calibration.

Each measure holds its rule and the integers that the facts were reduced to; `state` is the whole
rule, with the thresholds applied to those integers and to nothing else.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from trellis.readiness.criteria import Average, Floor, OperatingAtNext, ScoreCount, State
from trellis.readiness.runs import Run
from trellis.readiness.scores import Scores
from trellis.readiness.sentences import Number, Sentence, plain, say, say_n


@dataclass(frozen=True, slots=True)
class AverageMeasure:
    """The mean score. Exact integers decide; rounding is for display only."""

    rule: Average
    scores: Scores

    @property
    def state(self) -> State:
        """Not assessed below 70 % coverage, and never by the average of nothing."""
        if not self.scores.is_covered:
            return State.NOT_ASSESSED
        reached = self.scores.total * 100 >= self.rule.min_x100 * self.scores.rated
        return State.MET if reached else State.NOT_MET

    @property
    def value(self) -> Number | None:
        """The mean, cut (not rounded) to the places of the threshold: 3.49 never reads as 3.5.

        None below the coverage: a mean of too few is no mean.
        """
        if not self.scores.is_covered:
            return None
        unit = Decimal("0.1") if self.rule.min_x100 % 10 == 0 else Decimal("0.01")
        return plain((Decimal(self.scores.total) / self.scores.rated).quantize(unit, ROUND_DOWN))

    @property
    def needed(self) -> Number:
        """The least mean."""
        return plain(self.rule.min)

    @property
    def asks(self) -> Sentence:
        """For example "Average 3.5 or higher"."""
        return say("Average {min} or higher", min=self.needed)

    @property
    def says(self) -> Sentence:
        """For example "not yet, 3.3 from 9 ratings"."""
        if self.value is None:
            return not_enough_rated(self.scores)
        if self.state is State.MET:
            return say_n(
                "met, {value} from {n} rating",
                "met, {value} from {n} ratings",
                self.scores.rated,
                value=self.value,
            )
        return say_n(
            "not yet, {value} from {n} rating",
            "not yet, {value} from {n} ratings",
            self.scores.rated,
            value=self.value,
        )


@dataclass(frozen=True, slots=True)
class FloorMeasure:
    """No score below the floor."""

    rule: Floor
    scores: Scores

    @property
    def state(self) -> State:
        """One score below decides; met only when every expected competency is rated."""
        if self.scores.below(self.rule.min):
            return State.NOT_MET
        complete = 0 < self.scores.rated == self.scores.expected
        return State.MET if complete else State.NOT_ASSESSED

    @property
    def value(self) -> Number | None:
        """The lowest score."""
        return self.scores.lowest

    @property
    def needed(self) -> Number:
        """The least score."""
        return self.rule.min

    @property
    def asks(self) -> Sentence:
        """For example "No rating below 3"."""
        return say("No rating below {min}", min=self.rule.min)

    @property
    def says(self) -> Sentence:
        """For example "rated 2, needs 3"."""
        lowest = self.scores.lowest
        if self.state is State.NOT_ASSESSED or lowest is None:
            return not_enough_rated(self.scores)
        if self.state is State.MET:
            return say("met, the lowest is {lowest}", lowest=lowest)
        below = self.scores.below(self.rule.min)
        return say_n(
            "rated {lowest}, needs {min}",
            "{n} are below, the lowest is {lowest}, needs {min}",
            below,
            lowest=lowest,
            min=self.rule.min,
        )


@dataclass(frozen=True, slots=True)
class CountMeasure:
    """At least n scores at or above a score."""

    rule: ScoreCount
    scores: Scores

    @property
    def state(self) -> State:
        """Not met once out of reach, even if every unrated competency counted."""
        have = self.scores.reaching(self.rule.min)
        if have >= self.rule.n:
            return State.MET
        unrated = self.scores.expected - self.scores.rated
        return State.NOT_MET if have + unrated < self.rule.n else State.NOT_ASSESSED

    @property
    def value(self) -> Number:
        """How many scores count."""
        return self.scores.reaching(self.rule.min)

    @property
    def needed(self) -> Number:
        """How many have to."""
        return self.rule.n

    @property
    def asks(self) -> Sentence:
        """For example "At least 3 ratings of 4 or higher"."""
        return say_n(
            "At least {n} rating of {min} or higher",
            "At least {n} ratings of {min} or higher",
            self.rule.n,
            min=self.rule.min,
        )

    @property
    def says(self) -> Sentence:
        """For example "not yet, 2 of 3"."""
        words = {
            State.MET: "met, {have} of {needed}",
            State.NOT_MET: "not yet, {have} of {needed}",
            State.NOT_ASSESSED: "not assessed, {have} of {needed}, and {unrated} not rated",
        }
        unrated = self.scores.expected - self.scores.rated
        return say(words[self.state], have=self.value, needed=self.needed, unrated=unrated)


@dataclass(frozen=True, slots=True)
class NextLevelMeasure:
    """Next-level behaviour, shown for a number of quarters in a row."""

    rule: OperatingAtNext
    run: Run

    @property
    def state(self) -> State:
        """The latest cycle decides whether there is a run, its length whether that is enough."""
        if self.run.latest is None:
            return State.NOT_ASSESSED
        if not self.run.latest:
            return State.NOT_MET
        return State.MET if self.run.quarters >= self.rule.quarters else State.IN_PROGRESS

    @property
    def value(self) -> Number | None:
        """Quarters in a row; None without an observation."""
        return None if self.run.latest is None else self.run.quarters

    @property
    def needed(self) -> Number:
        """How many quarters it takes."""
        return self.rule.quarters

    @property
    def asks(self) -> Sentence:
        """For example "Works at the next level for 2 quarters in a row"."""
        return say_n(
            "Works at the next level for {n} quarter",
            "Works at the next level for {n} quarters in a row",
            self.rule.quarters,
        )

    @property
    def says(self) -> Sentence:
        """For example "in progress, 1 of 2 quarters"."""
        words = {
            State.MET: "met, {have} of {needed} quarters",
            State.IN_PROGRESS: "in progress, {have} of {needed} quarters",
            State.NOT_MET: "not yet, the latest results show too little of it",
            State.NOT_ASSESSED: "not assessed, the latest results say nothing about it",
        }
        have = min(self.run.quarters, self.rule.quarters)  # never "10 of 2"
        return say(words[self.state], have=have, needed=self.rule.quarters)


@dataclass(frozen=True, slots=True)
class CalibrationMeasure:
    """Whether the latest review was calibrated."""

    confirmed: bool

    @property
    def state(self) -> State:
        """A review that was not calibrated says nothing against the person."""
        return State.MET if self.confirmed else State.NOT_ASSESSED

    @property
    def value(self) -> Number:
        """1 when calibrated."""
        return int(self.confirmed)

    @property
    def needed(self) -> Number:
        """Always 1."""
        return 1

    @property
    def asks(self) -> Sentence:
        """What is asked."""
        return say("The latest review is calibrated")

    @property
    def says(self) -> Sentence:
        """How it stands."""
        return say("met") if self.confirmed else say("not assessed, no calibrated review yet")


def not_enough_rated(scores: Scores) -> Sentence:
    """The words for too few ratings: nobody's fault, and never a zero."""
    if not scores.rated:
        return say("not assessed, nothing is rated yet")
    return say_n(
        "not assessed, {rated} of {n} competency rated",
        "not assessed, {rated} of {n} competencies rated",
        scores.expected,
        rated=scores.rated,
    )
