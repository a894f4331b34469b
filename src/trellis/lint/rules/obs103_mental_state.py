"""OBS103: a state of mind is asked for, which nobody can see."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

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
    find=listed("mental"),
)
