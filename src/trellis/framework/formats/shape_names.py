"""Names of competencies that are nearly the same: one thing, or two?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

ALIKE = 88.0
"""From this likeness on (0 to 100, order of words aside) a person is asked. "Communication" and
"Comunication" have 96, "Design" and "Designs" 92, "Product design" and "System design" 74."""
MOST = 50
"""How many pairs are told: a person looks at each."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names that are nearly the same, in the order of the file; `score` is 0 to 100."""

    first: str
    second: str
    score: float


def near_duplicates(names: Sequence[str]) -> tuple[Pair, ...]:
    """The `MOST` pairs of names that are most alike. Names with other numbers are other things."""
    distinct = list(dict.fromkeys(names))
    scores = process.cdist(
        distinct,
        distinct,
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        score_cutoff=ALIKE,
    )
    pairs = [
        Pair(distinct[first], distinct[second], float(scores[first][second]))
        for first in range(len(distinct))
        for second in range(first + 1, len(distinct))
        if scores[first][second] >= ALIKE
        and _NUMBER.findall(distinct[first]) == _NUMBER.findall(distinct[second])
    ]
    return tuple(sorted(pairs, key=lambda pair: -pair.score)[:MOST])
