"""How long a statement may be, and how short no endorsement is."""

import re

MOST_WORDS = 400
LEAST_SENTENCES = 3
LEAST_CHARACTERS = 200
_END = re.compile(r"[.!?…。]+(?=\s|$)")


def word_count(text: str) -> int:
    """How many words a text has: runs of characters between white space.

    The page, the form and the action count with this one function.
    """
    return len(text.split())


def sentence_count(text: str) -> int:
    """How many sentences a text has: parts with a letter or digit, split after `.`, `!`, `?`."""
    return sum(any(c.isalnum() for c in part) for part in _END.split(text))


def is_enough(text: str) -> bool:
    """Whether an endorsement says enough: three sentences and 200 characters."""
    return sentence_count(text) >= LEAST_SENTENCES and len(text.strip()) >= LEAST_CHARACTERS
