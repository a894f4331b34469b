"""Would the verdict change without any one rater? Sensitivity, never a second verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Readiness
from trellis.readiness.facts import Cycle, Facts, Rating
from trellis.readiness.judge import judge
from trellis.readiness.sentences import Sentence, say, say_n
from trellis.readiness.standpoint import Standpoint

Scores = Mapping[str, int]
"""The score 1 to 5 that one rater gave each competency, in the latest review."""


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm a verdict is. `raters` gave scores; `without` is the verdict without each of them.

    Nobody is named: who said what is not the question.
    """

    raters: int
    together: Readiness | None = None
    without: tuple[Readiness, ...] = ()

    @property
    def changing(self) -> int:
        """How many of the raters the verdict hangs on."""
        return sum(each is not self.together for each in self.without)

    @property
    def sentence(self) -> Sentence:
        """What can be said, without a full stop."""
        if not self.raters:
            return say("Nobody's ratings are recorded, so there is nothing to leave out")
        if self.raters == 1:
            return say(
                "All ratings come from one person: nobody can tell whether a second"
                " would see the same"
            )
        if not self.changing:
            return say("Leaving out any one of the {n} raters changes nothing", n=self.raters)
        return say_n(
            "It hangs on {n} of the {raters} raters: without that one it would read differently",
            "It hangs on {n} of the {raters} raters: without any one of them it would read"
            " differently",
            self.changing,
            raters=self.raters,
        )


def firmness(
    framework: ResolvedFramework,
    move: str,
    facts: Facts,
    by_rater: Mapping[str, Scores],
    target: ResolvedFramework | None = None,
) -> Firmness:
    """The verdict with all raters counted alike, and with each of them left out in turn.

    `by_rater` holds the scores of the latest review. A competency has the mean of those who are
    left, rounded down at a half, so that a doubt never lifts anybody; one that nobody is left for
    is "not enough seen". With fewer than two raters there is nothing to compare.
    """
    heard = {rater: scores for rater, scores in by_rater.items() if scores}
    review = Standpoint.towards(framework, framework.moves[move], facts, target).review
    if len(heard) < 2 or review is None:
        return Firmness(len(heard) if review else 0)

    def verdict(left: list[Scores]) -> Readiness:
        return judge(framework, move, _with(facts, review, left), target).readiness

    without = tuple(
        verdict([scores for each, scores in heard.items() if each != rater]) for rater in heard
    )
    return Firmness(len(heard), verdict(list(heard.values())), without)


def _with(facts: Facts, review: Cycle, left: list[Scores]) -> Facts:
    """The facts with the scores of the review as the raters who are left see it."""
    names = {*review.ratings, *(name for scores in left for name in scores)}
    ratings = {
        name: review.ratings.get(name, Rating()).model_copy(
            update={"score": _mean([s[name] for s in left if name in s]), "step": None}
        )
        for name in names
    }
    changed = review.model_copy(update={"ratings": ratings})
    cycles = tuple(changed if cycle is review else cycle for cycle in facts.cycles)
    return facts.model_copy(update={"cycles": cycles})


def _mean(scores: list[int]) -> int | None:
    """The mean in whole points, a half rounded down; None of nobody."""
    return ceil(Fraction(sum(scores), len(scores)) - Fraction(1, 2)) if scores else None
