"""A cell as plain lines, one sentence each, and lines back as sentences that keep their ids."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from trellis.framework.edit import Sentence
from trellis.framework.model import Statement


def as_line(text: str) -> str:
    """A sentence on one line, without doubled spaces."""
    return " ".join(text.split())


def as_lines(statements: Iterable[Statement]) -> str:
    """The sentences of a cell, one a line."""
    return "\n".join(as_line(statement.text) for statement in statements)


def clean_lines(text: str) -> str:
    """What somebody typed as sentences one a line, without empty lines and doubled spaces."""
    return "\n".join(line for line in map(as_line, text.splitlines()) if line)


def from_lines(text: str, statements: Sequence[Statement]) -> tuple[Sentence, ...]:
    """The lines as sentences of a cell that holds `statements` now.

    A line that stands there already keeps everything of its sentence; lines in place of others
    take over id, star, examples and translations in order; what is left over is new.
    """
    was, will = [as_line(each.text) for each in statements], clean_lines(text).split("\n")
    sentences: list[Sentence] = []
    for _, i, j, k, m in SequenceMatcher(None, was, will, autojunk=False).get_opcodes():
        before = statements[i:j]
        for offset, line in enumerate(will[k:m]):
            sentences.append(_sentence(line, before[offset] if offset < len(before) else None))
    return tuple(each for each in sentences if each.text)


def _sentence(line: str, old: Statement | None) -> Sentence:
    if old is None:
        return Sentence(line)
    text = old.text if as_line(old.text) == line else line
    return Sentence(text, old.id, old.star, old.examples, dict(old.texts))
