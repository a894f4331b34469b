"""Words by kind (`data/<language>/grade_words.yaml`).

Verbs and nouns are compared by their stem, all others letter by letter: a driven person is no
person who drives.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from yaml import CBaseLoader

Kinds = tuple[str, ...]
DEGREE = frozenset(("degree", "praise"))
"""Kinds of words that end in "-ed" without being a deed: `advanced`, `detailed`."""
_SHORTEST = 3
"""A stem keeps at least as many letters."""


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A word as it is used: as a verb, or as anything else.

    `names` are the features that it brings to every sentence: its stem, its endings (which also
    speak for unknown words) and its kinds.
    """

    stem: str
    kinds: Kinds
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word in its two uses; `is_both` when its place has to decide.

    `is_past` is true of a form that after "has" tells what was done: `led`, `planned`.
    """

    as_verb: Use
    as_other: Use
    is_both: bool
    is_past: bool


@cache
def lexicon(language: str) -> Callable[[str], Word]:
    """How a word in lower case is looked up; FileNotFoundError when the language has no list."""
    file = files(__package__) / "data" / language / "grade_words.yaml"
    listed: dict[str, Any] = CBaseLoader(file.read_bytes()).get_single_data()
    irregular = {form: base for base, forms in listed["forms"].items() for form in forms.split()}

    def root_of(word: str) -> str:
        return _stem(irregular.get(word, word))

    verbs, nouns = (_by_word(listed[part], root_of) for part in ("verbs", "nouns"))
    others = _by_word(listed["others"], str)

    @lru_cache(maxsize=20_000)
    def look_up(word: str) -> Word:
        root = root_of(word)
        own = (f"word:{root}", *(f"end:{word[-n:]}" for n in (2, 3, 4) if len(word) > n + 1))
        verb, noun, other = verbs.get(root, ()), nouns.get(root, ()), others.get(word, ())
        is_past = word in irregular or (word.endswith("ed") and DEGREE.isdisjoint(other))
        as_other = _use(root, own, (noun or verb) + other)
        is_both = bool(verb and noun)
        as_verb = _use(root, own, verb + other) if is_both else as_other
        return Word(as_verb, as_other, is_both, is_past)

    return look_up


def _use(stem: str, own: tuple[str, ...], kinds: Kinds) -> Use:
    return Use(stem, kinds, (*own, *(f"kind:{kind}" for kind in kinds)))


def _by_word(listed: Mapping[str, str], key: Callable[[str], str]) -> dict[str, Kinds]:
    by_word: dict[str, Kinds] = {}
    for kind, words in listed.items():
        for word in dict.fromkeys(map(key, words.split())):
            by_word[word] = (*by_word.get(word, ()), kind)
    return by_word


def _stem(word: str) -> str:
    """A word without its regular ending: `plans`, `planned` and `planning` become `plan`."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")):
            root = word.removesuffix(ending)
            if len(root) >= _SHORTEST:
                word = _undoubled(root) if ending in ("ing", "ed") else root
                break
    if word.endswith("i"):
        return f"{word[:-1]}y"
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _undoubled(root: str) -> str:
    doubled = len(root) > _SHORTEST and root[-1] == root[-2] and root[-1] not in "lsz"
    return root[:-1] if doubled else root
