"""Finds words that judge who somebody is. Advice, never a refusal.

Three ways in, so that "a nice design" and "lazy loading" pass: phrases that speak of a person
wherever they stand; words that do so behind a person and a form of "to be" ("she is very nice");
and the same words before a noun that is a person ("a nice colleague"). The lists are data.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from yaml import CBaseLoader

from trellis.findings import Finding, Severity
from trellis.lint.words import ENDS, Span, spans, words

Phrase = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What is looked for. The values of `anywhere`, `of_person` and `of_one` are groups' codes.

    `of_one` are words that things may be called too, so that "they" is not enough before them.
    """

    anywhere: Mapping[Phrase, str]
    of_person: Mapping[Phrase, str]
    of_one: Mapping[Phrase, str]
    said: Mapping[str, tuple[str, str]]
    harmless: frozenset[Phrase]
    one: frozenset[str]
    several: frozenset[str]
    contracted: frozenset[str]
    being: frozenset[Phrase]
    between: frozenset[str]
    people: frozenset[str]
    first: frozenset[str]
    longest: int


def findings_in(text: str, names: Collection[str] = ()) -> tuple[Finding, ...]:
    """What to reword in a text about somebody, in its order. `names` are the person's own.

    A finding's `place` gives the characters, counted from 1. English only.
    """
    found = spans(text)
    said = [text[start:end].lower().replace("’", "'") for start, end in found]
    known = lexicon()
    calls = {part for name in names for part in words(name)}
    hits = _hits(said, _starts(text, found), known, calls)
    return tuple(_finding(text, found, hit, known) for hit in hits)


def _hits(
    said: list[str], starts: set[int], known: Lexicon, calls: set[str]
) -> Iterator[tuple[Span, str]]:
    """Spans of words with the code of their group; none overlaps the one before."""
    behind = 0
    for index, word in enumerate(said):
        if index < behind or word not in known.first:
            continue
        if end := _end_of(said, index, known.harmless, known.longest):
            behind = end
            continue
        for length in range(min(known.longest, len(said) - index), 0, -1):
            phrase, end = tuple(said[index : index + length]), index + length
            if code := _code(phrase, said, (index, end), starts, known, calls):
                yield (index, end), code
                behind = end
                break


def _code(
    phrase: Phrase, said: list[str], at: Span, starts: set[int], known: Lexicon, calls: set[str]
) -> str:
    """The group of a phrase at this place, or nothing."""
    if code := known.anywhere.get(phrase):
        return code
    loose, strict = known.of_person.get(phrase), known.of_one.get(phrase)
    if not (loose or strict):
        return ""
    start, end = at
    is_before = end < len(said) and end not in starts and said[end] in known.people
    who = known.one | calls | (known.several if loose else frozenset())
    return (
        (loose or strict or "") if is_before or _is_about(said, start, starts, known, who) else ""
    )


def _is_about(
    said: list[str], index: int, starts: set[int], known: Lexicon, who: Collection[str]
) -> bool:
    """Whether a person and a form of "to be" lead to the word at `index` in its sentence."""
    at = index - 1
    while at >= 0 and said[at] in known.between and at + 1 not in starts:
        at -= 1
    if at >= 0 and said[at] in known.contracted and index not in starts:
        return True
    for length in range(min(4, at + 1), 0, -1):
        first = at - length + 1
        if tuple(said[first : at + 1]) in known.being and not starts & {*range(first, index + 1)}:
            return first > 0 and said[first - 1] in who
    return False


def _end_of(said: list[str], index: int, phrases: Collection[Phrase], longest: int) -> int:
    """Behind the phrase of the list that begins at `index`; 0 when there is none."""
    for length in range(min(longest, len(said) - index), 1, -1):
        if tuple(said[index : index + length]) in phrases:
            return index + length
    return 0


def _starts(text: str, found: list[Span]) -> set[int]:
    """The words that begin another sentence."""
    between = ((i, text[found[i - 1][1] : found[i][0]]) for i in range(1, len(found)))
    return {i for i, gap in between if any(mark in gap for mark in ENDS)}


def _finding(text: str, found: list[Span], hit: tuple[Span, str], known: Lexicon) -> Finding:
    (first, behind), code = hit
    start, end = found[first][0], found[behind - 1][1]
    why, instead = known.said[code]
    subject = text[start:end]
    place = f"characters {start + 1}–{end}"
    return Finding(code, Severity.INFO, subject, why.format(words=subject), instead, place)


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    listed = _yaml("person.yaml")
    groups: dict[str, Any] = listed["groups"]
    anywhere, of_person, of_one = (
        {_phrase(entry): code for code, group in groups.items() for entry in group.get(place, ())}
        for place in ("anywhere", "of_person", "of_one")
    )
    harmless = frozenset(map(_phrase, listed["harmless"]))
    phrases = {*harmless, *anywhere, *of_person, *of_one}
    return Lexicon(
        anywhere,
        of_person,
        of_one,
        said={code: (group["why"], group["instead"]) for code, group in groups.items()},
        harmless=harmless,
        one=frozenset(listed["one"]),
        several=frozenset(listed["several"]),
        contracted=frozenset(listed["contracted"]),
        being=frozenset(map(_phrase, listed["being"])),
        between=frozenset(listed["between"]),
        people=frozenset(listed["people"]),
        first=frozenset(phrase[0] for phrase in phrases),
        longest=max(map(len, phrases)),
    )


def _phrase(entry: str) -> Phrase:
    return tuple(entry[start:end] for start, end in spans(entry))


def _yaml(name: str) -> dict[str, Any]:
    values: dict[str, Any] = CBaseLoader(files(__package__).joinpath(name).read_bytes()).get_data()
    return values
