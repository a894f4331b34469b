"""One sentence as the rules see it: words, base forms, and what the language pack knows of them."""

from collections.abc import Collection

from trellis.lint.pack import Meanings, Pack, Phrase
from trellis.lint.words import ENDS, Span, bases, sentence_breaks, spans, words


class Sentence:
    """A text, cut into words once; every rule looks at this and never at the text again.

    `glossary` holds the words that the framework defines, as the pack compares them. `characters`
    says where each word stands in the text. The meaning `number` is a figure or a word for one.
    """

    __slots__ = ("bases", "characters", "glossary", "meanings", "pack", "text", "words")

    def __init__(self, text: str, pack: Pack, glossary: Collection[Phrase] = ()) -> None:
        self.text, self.pack, self.glossary = text, pack, glossary
        self.characters = spans(text)
        self.words = words(text, self.characters)
        self.bases: Phrase = tuple(bases(self.words, pack.forms))
        self.meanings: Meanings = pack.scan(self.bases)
        figures = [(i, i + 1) for i, word in enumerate(self.words) if word[0].isdigit()]
        if figures or "number_word" in self.meanings:
            self.meanings["number"] = sorted([*figures, *self.spans("number_word")])

    def spans(self, *meanings: str) -> list[Span]:
        """The spans of words under these meanings, in the order of the text."""
        if len(meanings) == 1:
            return self.meanings.get(meanings[0], [])
        return sorted({span for meaning in meanings for span in self.meanings.get(meaning, ())})

    def has(self, *meanings: str) -> bool:
        """True when a phrase of one of these meanings stands in it."""
        return any(meaning in self.meanings for meaning in meanings)

    def means(self, index: int, meaning: str) -> bool:
        """True when the single word at an index is listed under a meaning."""
        return self.pack.means(self.bases[index], meaning)

    def is_defined(self, span: Span) -> bool:
        """True when the glossary of the framework defines a phrase that covers these words."""
        start, end = span
        return any(
            self.bases[first : first + len(phrase)] == phrase
            for phrase in self.glossary
            for first in range(max(0, end - len(phrase)), start + 1)
        )

    def breaks(self) -> list[int]:
        """The words that begin another sentence."""
        if not any(mark in self.text for mark in ENDS):
            return []
        return list(sentence_breaks(self.text, self.characters))
