"""OBS116: too short to judge."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

FEWEST = 4


def find(sentence: Sentence) -> list[Span]:
    """The whole sentence when it has fewer than four words."""
    count = len(sentence.words)
    return [(0, count)] if count < FEWEST else []


RULE = StatementRule(
    code="OBS116",
    severity=Severity.WARNING,
    title="Too short",
    message="This is too short to judge anybody by.",
    why=("A heading is not a sentence. Each reader completes it differently."),
    before="Team work.",
    after="Agrees the split of a task with a team mate before starting.",
    fix="Write a sentence: who does what, with whom, and how far.",
    find=find,
)
