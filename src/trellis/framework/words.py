"""Word by word: what is new in a sentence compared with another one."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*|[^\w\s]|\s+")


@lru_cache(maxsize=4096)
def changed_words(today: str, after: str) -> tuple[tuple[str, bool], ...]:
    """The pieces of the sentence `after`, each with True when it is new compared with `today`.

    Joined, the pieces give `after` exactly. Words are compared without case; punctuation and
    spaces alone are never new, but what lies between two new words is marked with them. Kept for
    the next time: the same published sentences are compared on every page about their levels.
    """
    old, new = _words(today), _words(after)
    tokens = _TOKEN.findall(after)
    marks = iter(_marks(old, new))
    marked = [_is_word(token) and next(marks) for token in tokens]
    pieces = zip(tokens, _bridged(tokens, marked), strict=True)
    return tuple(
        ("".join(token for token, _ in group), mark)
        for mark, group in groupby(pieces, key=lambda piece: piece[1])
    )


def _words(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text) if _is_word(token)]


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


def _marks(old: list[str], new: list[str]) -> list[bool]:
    """One mark for each word of `new`."""
    marks = [True] * len(new)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        marks[block.b : block.b + block.size] = [False] * block.size
    return marks


def _bridged(tokens: list[str], marked: list[bool]) -> list[bool]:
    """Marks what stands between two neighbouring marked words."""
    result, last = list(marked), None
    for index, token in enumerate(tokens):
        if not _is_word(token):
            continue
        if marked[index] and last is not None and marked[last]:
            result[last : index + 1] = [True] * (index + 1 - last)
        last = index
    return result
