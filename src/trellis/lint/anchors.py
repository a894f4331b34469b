"""Anchors: what in a sentence a second person could confirm."""

from collections.abc import Iterable

from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

ANCHORS = ("number", "artefact", "teams", "unprompted", "cadence", "measure")
THINGS = ("artefact", "measure")


def anchored(sentence: Sentence, anchors: Iterable[str]) -> bool:
    """True when the sentence holds one of these anchors."""
    return any(spans(sentence, anchor) for anchor in anchors)


def spans(sentence: Sentence, anchor: str) -> list[Span]:
    """Where an anchor stands, as spans of words.

    A thing is none as the first word: "Plans the work".
    """
    found = sentence.spans(anchor)
    return [span for span in found if span != (0, 1)] if anchor in THINGS else found
