"""OBS103: a state of mind is asked for, which nobody can see."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


def find(sentence: Sentence) -> Iterator[Span]:
    """Verbs and nouns of thinking; some words only as the verb that opens the sentence."""
    yield from sentence.spans("mental")
    yield from (span for span in sentence.spans("mental_first") if span == (0, 1))


RULE = StatementRule(
    code="OBS103",
    severity=Severity.WARNING,
    title="State of mind",
    message="“{words}” is a state of mind.",
    why=(
        "Understanding and knowing happen inside a head. Two managers see different signs of "
        "them and rate differently."
    ),
    before="Understands the architecture of the product.",
    after="Explains to a new colleague which services a request passes through.",
    fix="Name what shows it: explains, writes, predicts, finds.",
    find=find,
    needs=("mental", "mental_first"),
)
