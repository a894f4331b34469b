"""OBS107: a loophole leaves open when the sentence holds."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

RULE = StatementRule(
    code="OBS107",
    severity=Severity.WARNING,
    title="Loophole",
    message="“{words}” leaves open when this is asked for.",
    why=(
        "With a loophole both answers are right: it was done, or it was not appropriate. No "
        "rating can be wrong, and none means anything."
    ),
    before="Writes tests where possible.",
    after="Writes a test for each defect before fixing it.",
    fix="Name the condition, or take the words out.",
    find=listed("loophole"),
    needs=("loophole",),
)
