"""How many of today's people would meet a rule: a share, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from trellis.stats.binomial import jeffreys
from trellis.stats.estimates import too_little

ASPIRATIONAL = 0.10
"""Only when even the upper limit is below this is a rule out of nearly everyone's reach."""


@dataclass(frozen=True, slots=True)
class Share:
    """`value` of `of` people, with its 90 % interval."""

    value: float
    low: float
    high: float
    of: int

    @property
    def is_aspirational(self) -> bool:
        """Whether hardly anybody meets the rule, as far as so few people can show it."""
        return self.high < ASPIRATIONAL


@lru_cache(maxsize=4096)
def share(yes: int, of: int) -> Share:
    """`yes` of `of` people, from plain answers. 2 of 40 is "between 1 and 13 %", not "5 %".

    Raises `TooLittle` for nobody.
    """
    found = jeffreys(yes, of, confidence=0.9)
    return Share(found.value, found.low, found.high, of)


def share_of_posteriors(chances: Sequence[float], *, draws: int = 2000, seed: int = 0) -> Share:
    """The mean of the people's chances of meeting the rule, with an outer bootstrap over people.

    The bootstrap is Rubin's (1981), with half a person who surely does and half a one who surely
    does not: with chances of 0 and 1 only it is the interval of `share`, and it has a width where
    all people are alike. The same seed gives the same interval. Raises `TooLittle` for nobody.
    """
    if not len(chances):
        raise too_little("share", "A share of nobody says nothing.")
    people = np.asarray(chances, dtype=float)
    weights = np.append(np.ones(len(people)), (0.5, 0.5))
    drawn = np.random.default_rng(seed).dirichlet(weights, size=draws) @ np.append(people, (1, 0))
    low, high = np.quantile(drawn, (0.05, 0.95))
    return Share(float(people.mean()), float(low), float(high), len(people))
