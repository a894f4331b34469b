"""OBS106: a frequency without a number or a period."""

from trellis.findings import Severity
from trellis.lint.anchors import anchored
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


def find(sentence: Sentence) -> list[Span]:
    """Words of frequency in a sentence without any number or cadence."""
    found = sentence.spans("frequency")
    return [] if not found or anchored(sentence, ("number", "cadence")) else found


RULE = StatementRule(
    code="OBS106",
    severity=Severity.INFO,
    title="Frequency without number",
    message="“{words}” gives no number and no period.",
    why=(
        "Consistently may mean three times or three years. A period makes two raters look at "
        "the same weeks."
    ),
    before="Consistently hands over work in writing.",
    after="Hands over work in writing after each shift of the last two quarters.",
    fix="Give a number and a period, such as “in the last two quarters” or “3 of 4”.",
    find=find,
    needs=("frequency",),
)
