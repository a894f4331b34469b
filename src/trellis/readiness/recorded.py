"""The criteria that read the calendar, figures, or nothing but words.

Each measure holds its rule and the integers that the facts were reduced to; `state` is the whole
rule, with the thresholds applied to those integers and to nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trellis.readiness.criteria import Metric, Months, State
from trellis.readiness.sentences import Number, Sentence, plain, say, say_n, verbatim


@dataclass(frozen=True, slots=True)
class MonthsMeasure:
    """Calendar months in the present level."""

    rule: Months
    months: int | None

    @property
    def state(self) -> State:
        """Too few months are only a matter of time."""
        if self.months is None:
            return State.NOT_ASSESSED
        return State.MET if self.months >= self.rule.min else State.IN_PROGRESS

    @property
    def value(self) -> Number | None:
        """The months so far; None when the start is not known."""
        return self.months

    @property
    def needed(self) -> Number:
        """The months it takes."""
        return self.rule.min

    @property
    def asks(self) -> Sentence:
        """For example "At least 12 months in the level"."""
        return say_n(
            "At least {n} month in the level", "At least {n} months in the level", self.rule.min
        )

    @property
    def says(self) -> Sentence:
        """For example "in progress, 8 of 12"."""
        if self.months is None:
            return say("not assessed, the start in the level is not known")
        if self.state is State.MET:
            return say_n("met, {n} month", "met, {n} months", self.months)
        return say("in progress, {have} of {needed}", have=self.months, needed=self.rule.min)


@dataclass(frozen=True, slots=True)
class MetricMeasure:
    """A figure over its last periods: how many are known, and how many of those reach `min`."""

    rule: Metric
    seen: int
    reached: int

    @classmethod
    def of(cls, rule: Metric, periods: Sequence[Decimal]) -> "MetricMeasure":
        """Reduce the values, oldest first, to the last periods that the rule looks at."""
        last = periods[-rule.of :]
        return cls(rule, len(last), sum(value >= rule.min for value in last))

    @property
    def state(self) -> State:
        """In progress while the periods still to come can make it."""
        if not self.seen:
            return State.NOT_ASSESSED
        if self.reached >= self.rule.m:
            return State.MET
        to_come = self.rule.of - self.seen
        return (
            State.IN_PROGRESS
            if to_come and self.reached + to_come >= self.rule.m
            else State.NOT_MET
        )

    @property
    def value(self) -> Number | None:
        """Periods that reach the figure; None without any period."""
        return self.reached if self.seen else None

    @property
    def needed(self) -> Number:
        """How many have to."""
        return self.rule.m

    @property
    def asks(self) -> Sentence:
        """For example "quota at 100 or higher in 3 of the last 4 periods"."""
        return say_n(
            "{name} at {min} or higher in {m} of the last {n} period",
            "{name} at {min} or higher in {m} of the last {n} periods",
            self.rule.of,
            name=self.rule.name,
            min=plain(self.rule.min),
            m=self.rule.m,
        )

    @property
    def says(self) -> Sentence:
        """For example "in progress, 2 so far"."""
        words = {
            State.MET: "met, {have} of the last {seen}",
            State.IN_PROGRESS: "in progress, {have} so far",
            State.NOT_MET: "not yet, {have} of the last {seen}",
            State.NOT_ASSESSED: "not assessed, no figures yet",
        }
        return say(words[self.state], have=self.reached, seen=self.seen)


@dataclass(frozen=True, slots=True)
class TextMeasure:
    """A criterion of words only: people decide, nothing is measured."""

    text: str
    state: State = State.NOT_ASSESSED
    value: Number | None = None
    needed: Number | None = None

    @property
    def asks(self) -> Sentence:
        """The published words."""
        return verbatim(self.text)

    @property
    def says(self) -> Sentence:
        """How it stands."""
        return say("not assessed, people decide this one")
