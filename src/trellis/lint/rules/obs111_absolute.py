"""OBS111: an absolute that a single exception breaks."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

RULE = StatementRule(
    code="OBS111",
    severity=Severity.INFO,
    title="Absolute",
    message="“{words}” fails at the first exception.",
    why=(
        "Nobody always does anything. Raters quietly read it as “mostly”, each with a limit "
        "of their own."
    ),
    before="Always meets deadlines.",
    after="Delivers 3 of 4 milestones in the planned month.",
    fix="Give the frequency that is enough.",
    find=listed("absolute"),
    needs=("absolute",),
)
