"""The sentences of two cells told apart: inherited, sharpened, new, no longer asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trellis.framework.model import Statement
from trellis.framework.words import ALIKE, changed_words, likeness

Pieces = tuple[tuple[str, bool], ...]
"""Parts of a sentence in order, each with True where it differs."""

MOST = 0.8
"""The share of a sentence that may be marked word by word."""
SHARPENED = 0.65
"""The share of a sentence that may be marked for it to be the same one, only sharper."""


class Tie(StrEnum):
    """How a sentence stands to those of another level."""

    INHERITED = "inherited"
    NEW = "new"
    SHARPENED = "sharpened"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement, how it is tied to the other level, and the words of it that differ there."""

    statement: Statement
    tie: Tie
    pieces: Pieces


def told_apart(
    before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[tuple[Sentence, ...], tuple[Statement, ...]]:
    """The sentences of `after` as they stand to `before`, and those of `before` that are gone.

    A sentence is sharpened when it says the same as one before in other words (`ALIKE`, and not
    more than `SHARPENED` of it is new), or when its author marked what is more in it.
    """
    found = [(_source(before, each), each) for each in after]
    used = {source.id for source, _ in found if source}
    return (
        tuple(_sentence(before, source, each) for source, each in found),
        tuple(each for each in before if each.id not in used),
    )


def pieces(today: Sequence[Statement], statement: Statement) -> Pieces:
    """A statement in pieces: what its author marked, or the words that differ.

    It is compared with the statement of `today` that it shares most with. Where hardly anything is
    shared, marks would only be noise: the whole sentence is one piece that differs.
    """
    if statement.marked:
        phrases = "|".join(map(re.escape, statement.marked))
        parts = re.split(f"({phrases})", statement.text)
        return tuple((part, bool(index % 2)) for index, part in enumerate(parts) if part)
    found = [changed_words(each.text, statement.text) for each in today]
    all_new = ((statement.text, True),)
    best = min(found, key=_differing, default=all_new)
    return best if _differing(best) <= MOST * len(statement.text) else all_new


def _differing(found: Pieces) -> int:
    return sum(len(text) for text, differs in found if differs)


def _source(before: Sequence[Statement], statement: Statement) -> Statement | None:
    """The sentence of the other level that this one repeats, or says in other words."""
    ranked = sorted(_ranked(before, statement), key=lambda each: each[0], reverse=True)
    if not ranked:
        return None
    score, source = ranked[0]
    more = _differing(changed_words(source.text, statement.text)) / len(statement.text)
    return source if statement.marked or (score >= ALIKE and more <= SHARPENED) else None


def _ranked(before: Sequence[Statement], statement: Statement) -> Iterator[tuple[float, Statement]]:
    """Every sentence before with how alike it is; what repeats it stands above all."""
    for each in before:
        same = each.text == statement.text
        yield (2.0 if same else likeness(each.text, statement.text)), each


def _sentence(
    before: Sequence[Statement], source: Statement | None, statement: Statement
) -> Sentence:
    if source is None:
        return Sentence(statement, Tie.NEW, ((statement.text, True),))
    if source.text == statement.text:
        return Sentence(statement, Tie.INHERITED, ((statement.text, False),))
    return Sentence(statement, Tie.SHARPENED, pieces(before, statement))
