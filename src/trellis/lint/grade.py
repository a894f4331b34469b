"""The grade of a sentence: could two managers judge by it alike?"""

from collections.abc import Mapping
from enum import StrEnum

from trellis.lint.anchors import ANCHORS
from trellis.lint.sentence import Sentence

HEAVY = {"OBS101": 2, "OBS102": 2, "OBS103": 2, "OBS104": 1, "OBS109": 2, "OBS113": 2, "OBS116": 2}
VAGUE_FROM, MIXED_FROM = 2, 1


class Grade(StrEnum):
    """How far a sentence can be confirmed by a second person or a document."""

    MIXED = "mixed"
    OBSERVABLE = "observable"
    VAGUE = "vague"


def grade_of(sentence: Sentence, hits: Mapping[str, int]) -> Grade:
    """Weighs the rules that hit against the anchors that hold."""
    weight = sum(HEAVY.get(code, 1) for code in hits if code not in ANCHORS)
    weight -= sum(1 for anchor in ANCHORS if anchor in hits)
    if weight >= VAGUE_FROM:
        return Grade.VAGUE
    return Grade.MIXED if weight >= MIXED_FROM else Grade.OBSERVABLE
