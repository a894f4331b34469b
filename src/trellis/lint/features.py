"""What the grade of a sentence is weighed from: named features, counted."""

from collections import Counter
from collections.abc import Iterator

from trellis.lint.kinds import Use, lexicon
from trellis.lint.sentence import Sentence

START, END, HAVE = "^", "$", "hav"
BEFORE_VERB = frozenset(
    (START, "and", "or", "to", "then", "you", "i", "they", "can", "will", "who", "that")
) | {"must", "also", "not", "abl", "but"}
"""Stems after which a word that may be a verb and a noun is a verb."""
PREFACE = frozenset(("abl", "to", "can", "you", "i", "will", "they", "we", "and"))
"""Stems before the first verb that say nothing: "You will be able to …"."""
OPENING = 4
LENGTHS = (4, 6, 8, 10, 13, 17, 22, 30)


def features(sentence: Sentence) -> Counter[str]:
    """How often each feature holds."""
    found = uses(sentence)
    return Counter([*(name for use in found for name in use.names), *in_context(found)])


def uses(sentence: Sentence) -> list[Use]:
    """Each word as it is used where it stands. In "has led" the "has" is left out."""
    words = list(map(lexicon(sentence.pack.language), sentence.words))
    found: list[Use] = []
    before = START
    for at, word in enumerate(words):
        if word.as_other.stem == HAVE and at + 1 < len(words) and words[at + 1].is_past:
            continue
        is_verb = word.is_both and (before in BEFORE_VERB or before.endswith("ly"))
        found.append(word.as_verb if is_verb else word.as_other)
        before = found[-1].stem
    return found


def in_context(found: list[Use]) -> Iterator[str]:
    """The features that depend on where words stand: each holds once at a place."""
    before = START
    for use in found:
        yield f"pair:{before} {use.stem}"
        before = use.stem
    yield f"pair:{before} {END}"
    for at, use in enumerate(found[:OPENING]):
        yield from _names(f"at{at}", use)
    yield from _names("first", _first(found)) if found else ()
    for length in LENGTHS:
        if len(found) < length:
            break
        yield f"long:{length}"


def _names(place: str, use: Use) -> Iterator[str]:
    yield f"{place}:{use.stem}"
    for kind in use.kinds:
        yield f"{place}:{kind}"


def _first(found: list[Use]) -> Use:
    """The first word that says something; the last one when none does."""
    return next((use for use in found if use.stem not in PREFACE), found[-1])
