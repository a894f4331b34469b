"""OBS110: an outcome without a measure or an artefact."""

from trellis.findings import Severity
from trellis.lint.anchors import anchored
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

CHECKABLE = ("number", "measure", "artefact")


def find(sentence: Sentence) -> list[Span]:
    """Outcomes in a sentence that names neither a number, a measure nor an artefact."""
    found = sentence.spans("outcome")
    return [] if not found or anchored(sentence, CHECKABLE) else found


RULE = StatementRule(
    code="OBS110",
    severity=Severity.WARNING,
    title="Outcome without measure",
    message="“{words}” comes without a measure.",
    why=(
        "Everybody claims impact. Without a figure before and after, or a document, the "
        "louder story wins."
    ),
    before="Has an impact on the business.",
    after="Cut the median time to answer a customer from nine hours to four.",
    fix="Name a measure with its value, or the artefact that shows it.",
    find=find,
    needs=("outcome",),
)
