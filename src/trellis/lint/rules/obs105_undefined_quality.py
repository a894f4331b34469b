"""OBS105: a word of degree that nothing defines."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


def find(sentence: Sentence) -> Iterator[Span]:
    """The words of degree that the glossary of the framework does not define."""
    for span in sentence.spans("quality"):
        if not (sentence.glossary and sentence.is_defined(span)):
            yield span


RULE = StatementRule(
    code="OBS105",
    severity=Severity.WARNING,
    title="Undefined quality word",
    message="“{words}” is not defined.",
    why=(
        "What is complex or significant for one manager is ordinary for another. The word "
        "carries the whole difference between two levels and means nothing by itself."
    ),
    before="Delivers complex projects.",
    after="Delivers projects of at least one quarter that two or more teams build.",
    fix="Give a threshold, or define the word once in 'glossary:' or in the scope of the level.",
    find=find,
    needs=("quality",),
)
