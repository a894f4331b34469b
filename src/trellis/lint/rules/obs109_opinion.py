"""OBS109: what others think stands for what the person does."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

RULE = StatementRule(
    code="OBS109",
    severity=Severity.WARNING,
    title="Opinion of others",
    message="“{words}” asks what others think, not what this person does.",
    why=(
        "Standing depends on who is asked, and on who is liked. It carries every bias of the "
        "group into the rating."
    ),
    before="Is seen as the go-to person for payments.",
    after="Answers questions about payments from at least two other teams each month.",
    fix="Write what others ask this person to do.",
    find=listed("opinion"),
    needs=("opinion",),
)
