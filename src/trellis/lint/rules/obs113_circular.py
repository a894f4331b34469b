"""OBS113: the level is explained by itself."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

RULE = StatementRule(
    code="OBS113",
    severity=Severity.WARNING,
    title="Circular",
    message="“{words}” explains the level by the level.",
    why=(
        "Who knows what a senior level is needs no sentence; who does not learns nothing from "
        "this one."
    ),
    before="Writes code at a senior level.",
    after="Writes code that is merged after at most two rounds of review.",
    fix="Describe what is different at this level.",
    find=listed("circular"),
    needs=("circular",),
)
