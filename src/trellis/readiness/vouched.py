"""The criteria that people vouch for: a statement, starred statements, endorsements.

Each measure holds its rule and the integers that the facts were reduced to; `state` is the whole
rule, with the thresholds applied to those integers and to nothing else.
"""

from dataclasses import dataclass

from trellis.readiness.criteria import Endorsement, Starred, State
from trellis.readiness.facts import Proof
from trellis.readiness.sentences import Number, Sentence, say, say_n, verbatim


@dataclass(frozen=True, slots=True)
class StatementMeasure:
    """Something that was done once: evidence, and a colleague who confirms it."""

    statement: str
    proof: Proof

    @property
    def state(self) -> State:
        """Evidence and a confirmation; evidence alone is on its way."""
        if not self.proof.evidence:
            return State.NOT_EVIDENCED
        return State.MET if self.proof.confirmed else State.IN_PROGRESS

    @property
    def value(self) -> Number:
        """How many pieces of evidence are confirmed."""
        return self.proof.confirmed

    @property
    def needed(self) -> Number:
        """One is enough."""
        return 1

    @property
    def asks(self) -> Sentence:
        """The statement itself."""
        return verbatim(self.statement)

    @property
    def says(self) -> Sentence:
        """For example "in progress, the evidence waits for a colleague to confirm it"."""
        words = {
            State.MET: "met, with confirmed evidence",
            State.IN_PROGRESS: "in progress, the evidence waits for a colleague to confirm it",
            State.NOT_EVIDENCED: "no evidence yet",
        }
        return say(words[self.state])


@dataclass(frozen=True, slots=True)
class StarredMeasure:
    """Starred statements of the next level, and others beside them. `total` None: not known."""

    rule: Starred
    total: int | None
    starred: int
    others: int

    @property
    def state(self) -> State:
        """All starred and enough others; some of either is on its way."""
        if self.total is None:
            return State.NOT_ASSESSED
        if self.starred >= self.total and self.others >= self.rule.any:
            return State.MET
        return State.IN_PROGRESS if self.starred or self.others else State.NOT_EVIDENCED

    @property
    def value(self) -> Number | None:
        """Confirmed statements that count towards `needed`."""
        return None if self.total is None else self.starred + min(self.others, self.rule.any)

    @property
    def needed(self) -> Number | None:
        """All starred ones and the others asked for."""
        return None if self.total is None else self.total + self.rule.any

    @property
    def asks(self) -> Sentence:
        """For example "All starred statements of the next level confirmed, and 2 others"."""
        if not self.rule.any:
            return say("All starred statements of the next level confirmed")
        return say_n(
            "All starred statements of the next level confirmed, and {n} other",
            "All starred statements of the next level confirmed, and {n} others",
            self.rule.any,
        )

    @property
    def says(self) -> Sentence:
        """For example "in progress, 2 of 5 confirmed"."""
        if self.value is None or self.needed is None:
            return say("not assessed, the statements of that level are not known here")
        words = {
            State.MET: "met, {have} of {needed} confirmed",
            State.IN_PROGRESS: "in progress, {have} of {needed} confirmed",
            State.NOT_EVIDENCED: "none of {needed} confirmed yet",
        }
        return say(words[self.state], have=self.value, needed=self.needed)


@dataclass(frozen=True, slots=True)
class EndorsementMeasure:
    """How many people in a role endorse the move."""

    rule: Endorsement
    count: int

    @property
    def state(self) -> State:
        """Enough, some or none."""
        if self.count >= self.rule.count:
            return State.MET
        return State.IN_PROGRESS if self.count else State.NOT_EVIDENCED

    @property
    def value(self) -> Number:
        """Endorsements so far."""
        return self.count

    @property
    def needed(self) -> Number:
        """Endorsements it takes."""
        return self.rule.count

    @property
    def asks(self) -> Sentence:
        """For example "2 endorsements by peer"."""
        return say_n(
            "{n} endorsement by {by}", "{n} endorsements by {by}", self.rule.count, by=self.rule.by
        )

    @property
    def says(self) -> Sentence:
        """For example "in progress, 1 of 2"."""
        words = {
            State.MET: "met, {have} of {needed}",
            State.IN_PROGRESS: "in progress, {have} of {needed}",
            State.NOT_EVIDENCED: "none yet",
        }
        return say(words[self.state], have=self.count, needed=self.rule.count)
