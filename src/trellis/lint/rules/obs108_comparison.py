"""OBS108: a comparison that does not say with what."""

from trellis.findings import Severity
from trellis.lint.anchors import anchored
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


def find(sentence: Sentence) -> list[Span]:
    """Comparatives in a sentence that names neither a reference nor a number."""
    found = sentence.spans("comparison")
    if not found or sentence.has("reference") or anchored(sentence, ("number",)):
        return []
    return found


RULE = StatementRule(
    code="OBS108",
    severity=Severity.WARNING,
    title="Comparison without reference",
    message="“{words}” does not say compared with what.",
    why=("Better than whom, higher than when? Each rater puts in a reference of their own."),
    before="Makes better estimates.",
    after="Estimates 3 of 4 tasks within a day of the time they took.",
    fix="Say against what: a figure, a date, another level.",
    find=find,
    needs=("comparison",),
)
