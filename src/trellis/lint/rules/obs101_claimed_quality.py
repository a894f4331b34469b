"""OBS101: a quality is claimed where a behaviour should stand."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

REACH = 4
"""How many words may stand between the verb and the noun, as in "shows a great deal of"."""


def find(sentence: Sentence) -> Iterator[Span]:
    """A verb of having or showing with an abstract noun, and every claim of an ability."""
    yield from sentence.spans("ability")
    if sentence.words and sentence.means(0, "modal"):
        yield 0, 1
    for start, end in sentence.spans("claim"):
        noun = _noun_after(sentence, end)
        if noun:
            yield start, noun


def _noun_after(sentence: Sentence, start: int) -> int:
    """The end of the abstract noun that follows, over words that only decorate it; else 0."""
    last = 0
    for index in range(start, min(start + REACH + 1, len(sentence.bases))):
        if sentence.means(index, "abstract"):
            last = index + 1
        elif not (sentence.means(index, "modifier") or sentence.means(index, "quality")):
            break
    return last


RULE = StatementRule(
    code="OBS101",
    severity=Severity.WARNING,
    title="Claims a quality",
    message="“{words}” claims a quality.",
    why=(
        "Nobody can watch a quality. Two managers who both know the person will imagine "
        "different deeds behind the same noun."
    ),
    before="Demonstrates leadership.",
    after="Has led a cross-functional initiative that changed the work of more than one team.",
    fix="Say what they did, with whom, and what came out of it.",
    find=find,
    needs=("claim", "ability", "modal"),
)
