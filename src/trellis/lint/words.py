"""A text as words: where each one stands, and how it is compared."""

import re
from collections.abc import Iterator, Mapping

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:%|\w+)?|[^\W\d_]\w*(?:['’\-]\w+)*")
ENDS = (".", ";", "!", "?", "\n")
"""What ends a sentence when a space follows."""
_POSSESSIVE = ("'s", "’s")

Span = tuple[int, int]
"""First and behind the last: of characters in a text, or of words in a sentence."""


def spans(text: str) -> list[Span]:
    """Where the words and the numbers of a text stand, as offsets of characters."""
    return [match.span() for match in _WORD.finditer(text)]


def words(text: str, found: list[Span] | None = None) -> list[str]:
    """The words in lower case: `team's` becomes `team`, `’` becomes `'`, hyphens stay.

    `found` spares the work when `spans` has been asked before.
    """
    cut = [text[start:end].lower() for start, end in (found or spans(text))]
    return [_plain(word) for word in cut] if "'" in text or "’" in text else cut


def bases(found: list[str], forms: Mapping[str, str]) -> list[str]:
    """Each word in its base form, as far as the language pack knows it."""
    return [forms.get(word, word) for word in found]


def sentence_breaks(text: str, found: list[Span]) -> Iterator[int]:
    """The index of each word that begins a new sentence or stands after a semicolon."""
    for index in range(1, len(found)):
        between = text[found[index - 1][1] : found[index][0]]
        if between[:1] in ENDS and len(between) > 1:
            yield index


def _plain(word: str) -> str:
    if word.endswith(_POSSESSIVE):
        word = word[:-2]
    return word.replace("’", "'")
