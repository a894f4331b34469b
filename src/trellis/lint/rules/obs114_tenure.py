"""OBS114: years stand where a behaviour should."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

REACH = 4
"""How many words may stand between the unit of time and what it is a time of."""


def find(sentence: Sentence) -> Iterator[Span]:
    """A unit of time near a word for experience, and fixed phrases for it."""
    yield from sentence.spans("tenure")
    nouns = sentence.spans("tenure_of")
    for unit, end in sentence.spans("tenure_unit"):
        near = [last for first, last in nouns if end <= first <= end + REACH]
        if near and not any(unit == start for start, _ in sentence.spans("tenure")):
            yield unit, near[0]


RULE = StatementRule(
    code="OBS114",
    severity=Severity.WARNING,
    title="Tenure as behaviour",
    message="“{words}” counts time, not behaviour.",
    why=(
        "Time in a chair is no deed. If a time is asked for, it belongs to the criteria of a "
        "move, where it is counted by the calendar."
    ),
    before="Has five years of experience in sales.",
    after="Closes a deal with at least three decision makers on the side of the customer.",
    fix="Move it to the criteria of the move as 'months_in_level'.",
    find=find,
    needs=("tenure", "tenure_unit"),
)
