"""A language pack: word lists by meaning, as data. A language without one is not judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from yaml import CBaseLoader

from trellis.lint.words import Span, bases, words

PLAIN = "plain"
"""The meaning of harmless phrases: what they cover is not looked at."""

Phrase = tuple[str, ...]
Entry = tuple[int, Phrase, tuple[str, ...]]
"""The length of a phrase, the phrase, and what it means."""
Meanings = dict[str, list[Span]]
"""Spans of words by what they mean to the rules."""


@dataclass(frozen=True, eq=False)
class Pack:
    """One language: base forms of words, and phrases by their first word, longest first.

    `numbers` are the values of number words, `months` the lengths of the units of time.
    """

    language: str
    forms: Mapping[str, str]
    phrases: Mapping[str, tuple[Entry, ...]]
    meanings: Mapping[str, frozenset[Phrase]]
    numbers: Mapping[str, int]
    months: Mapping[str, int]

    def phrase(self, text: str) -> Phrase:
        """A text as it is compared: words in their base form."""
        return tuple(bases(words(text), self.forms))

    def means(self, base: str, meaning: str) -> bool:
        """True when a single word, in its base form, is listed under a meaning."""
        return (base,) in self.meanings[meaning]

    def scan(self, found: Phrase) -> Meanings:
        """All meanings in a sentence, in one pass; at each word the longest phrase counts."""
        meanings: Meanings = {}
        end_of_plain, phrases = 0, self.phrases
        for index, word in enumerate(found):
            for length, phrase, listed in phrases.get(word, ()):
                end = index + length
                if index < end_of_plain or (length > 1 and found[index:end] != phrase):
                    continue
                if PLAIN in listed:
                    end_of_plain = end
                for meaning in listed:
                    meanings.setdefault(meaning, []).append((index, end))
                break
        return meanings


@cache
def pack_for(language: str) -> Pack | None:
    """The pack of a language tag: `en-GB` is judged as `en`; None where there is none."""
    name = language.lower().replace("_", "-").partition("-")[0]
    folder = files(__package__) / "data" / name
    if not name.isalpha() or not folder.is_dir():
        return None
    return _read(name, folder)


@lru_cache(maxsize=64)
def defined(pack: Pack, glossary: tuple[str, ...]) -> frozenset[Phrase]:
    """The words of a glossary as the pack compares them."""
    return frozenset(phrase for phrase in map(pack.phrase, glossary) if phrase)


def _read(name: str, folder: Traversable) -> Pack:
    listed = _yaml(folder / "words.yaml")
    forms = {
        form: base for base, line in _yaml(folder / "forms.yaml").items() for form in line.split()
    }
    meanings = {
        meaning: frozenset(tuple(bases(words(entry), forms)) for entry in entries)
        for meaning, entries in listed.items()
    }
    counted = {
        key: {word: int(value) for word, value in of.items()}
        for key, of in _yaml(folder / "numbers.yaml").items()
    }
    return Pack(name, forms, _by_first_word(meanings), meanings, **counted)


def _yaml(file: Traversable) -> dict[str, Any]:
    values: dict[str, Any] = CBaseLoader(file.read_bytes()).get_single_data()
    return values


def _by_first_word(meanings: Mapping[str, Iterable[Phrase]]) -> dict[str, tuple[Entry, ...]]:
    of: dict[Phrase, list[str]] = {}
    for meaning, phrases in meanings.items():
        for phrase in phrases:
            of.setdefault(phrase, []).append(meaning)
    by_word: dict[str, list[Entry]] = {}
    for phrase in sorted(of, key=lambda phrase: (-len(phrase), phrase)):
        by_word.setdefault(phrase[0], []).append((len(phrase), phrase, tuple(of[phrase])))
    return {word: tuple(entries) for word, entries in by_word.items()}
