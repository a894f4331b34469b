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

    A number is a figure or a word for one. A thing is none as the first word: "Plans the work".
    """
    if anchor in THINGS:
        return [span for span in sentence.spans(anchor) if span != (0, 1)]
    if anchor != "number":
        return sentence.spans(anchor)
    figures = [(i, i + 1) for i, word in enumerate(sentence.words) if word[0].isdigit()]
    return sorted([*figures, *sentence.spans("number_word")])
