"""Which sentences a few words of somebody speak about: ranked by the words that they share."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from trellis.framework.model import Competency

SATURATION, LENGTH = 1.2, 0.5
"""How soon a repeated word adds nothing, and how much a long text is held back: Okapi BM25
(Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", 3.3), with a low `b`,
because the texts of a framework are of like length."""
LONGEST = 4_000
"""Characters that are looked at."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    """
    about after all also and any are because been before both but can did does done each for from
    had has have her him his how into its least less more most new not now off one other our out
    over own same she some such than that the their them then there these they this those two
    three under until was were what when where which while who will with within without you your
    team teams week weeks month months quarter year half time work working works
    """.split()  # noqa: SIM905  a list of words is read as words
)
_ENDINGS = (
    "ications", "ication", "ations", "ation", "ements", "ement", "ingly", "ments", "ment", "ings",
    "ions", "ing", "ion", "ies", "ied", "ers", "ely", "ed", "er", "es", "ly", "e", "s", "y",
)  # fmt: skip
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Index:
    """Texts by key, ready to be compared. Made by `index_of`; the same index serves every note."""

    counts: Mapping[str, Counter[str]]
    weights: Mapping[str, float]
    mean: float

    def rank(self, text: str, most: int = 5) -> list[str]:
        """The keys of the texts that share words with `text`, the closest first, at most `most`.

        Words that few texts hold count most; a text that shares none is left out. Ties keep the
        order in which the texts were given.
        """
        wanted = set(_stems(text[:LONGEST])) & self.weights.keys()
        scores = {key: self._score(wanted, counts) for key, counts in self.counts.items()}
        ranked = sorted((key for key in scores if scores[key] > 0), key=lambda key: -scores[key])
        return ranked[:most]

    def _score(self, wanted: set[str], counts: Counter[str]) -> float:
        length = 1 - LENGTH + LENGTH * counts.total() / self.mean
        return sum(
            self.weights[stem]
            * counts[stem]
            * (SATURATION + 1)
            / (counts[stem] + SATURATION * length)
            for stem in wanted
            if counts[stem]
        )


def index_of(texts: Mapping[str, str]) -> Index:
    """An index of these texts: how often each holds a word, and how rare each word is."""
    counts = {key: Counter(_stems(text)) for key, text in texts.items()}
    held = Counter(stem for each in counts.values() for stem in each)
    weights = {stem: math.log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for stem, n in held.items()}
    mean = sum(each.total() for each in counts.values()) / max(len(counts), 1)
    return Index(counts, weights, max(mean, 1.0))


def _stems(text: str) -> list[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return [stem(word) for word in words if word not in _COMMON]


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The word without its ending: `reviews`, `reviewed` and `reviewing` are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            cut = word[: -len(ending)]
            return cut[:-1] if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] else cut
    return word


def words_of(competency: Competency) -> str:
    """Everything a competency says of itself: its names, its sentences and their examples."""
    names = [competency.title, *competency.aliases] * 3
    said = [(each.text, *each.examples) for each in competency.statements()]
    return " ".join([*names, competency.summary or "", *(" ".join(each) for each in said)])
