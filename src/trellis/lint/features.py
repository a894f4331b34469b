"""What the grade of a sentence is weighed from: named features that hold or do not."""

from functools import lru_cache
from itertools import pairwise

from trellis.lint.kinds import Use, lexicon
from trellis.lint.sentence import Sentence

START, END, HAVE = "^", "$", "hav"
BEFORE_VERB = frozenset(
    (START, "and", "or", "to", "then", "you", "i", "they", "can", "will", "who", "that")
) | {"must", "also", "not", "abl", "but"}
"""Stems after which a word that may be a verb and a noun is a verb."""
PREFACE = frozenset(("abl", "to", "can", "you", "i", "will", "they", "we", "and"))
"""Stems before the first verb that say nothing: "You will be able to …"."""
OPENING = ("at0", "at1", "at2", "at3")
"""The places of the first words."""
LENGTHS = (4, 6, 8, 10, 13, 17, 22, 30)


def features(sentence: Sentence) -> set[str]:
    """The names of all features that hold."""
    found = uses(sentence)
    stems = [START, *(use.stem for use in found), END]
    names = {f"pair:{first} {second}" for first, second in pairwise(stems)}
    names.update(f"long:{length}" for length in LENGTHS if length <= len(found))
    for use in found:
        names.update(use.names)
    for place, use in zip(OPENING, found, strict=False):
        names.update(_at(place, use))
    if found:
        names.update(_at("first", _first(found)))
    return names


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


@lru_cache(maxsize=20_000)
def _at(place: str, use: Use) -> tuple[str, ...]:
    return (f"{place}:{use.stem}", *(f"{place}:{kind}" for kind in use.kinds))


def _first(found: list[Use]) -> Use:
    """The first word that says something; the last one when none does."""
    return next((use for use in found if use.stem not in PREFACE), found[-1])
