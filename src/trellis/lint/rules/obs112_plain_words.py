"""OBS112: jargon, or wording about age, gender or ability."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

RULE = StatementRule(
    code="OBS112",
    severity=Severity.WARNING,
    title="Jargon or loaded wording",
    message="“{words}” is jargon, or says something about age, gender or ability.",
    why=(
        "Jargon hides what is meant from those who are new. Words about age, gender or "
        "ability tell some readers that the level is not for them."
    ),
    before="Leverages synergies between departments.",
    after="Merges two reports of two departments into one that both use.",
    fix="Use a plain word for the deed.",
    find=listed("jargon", "biased"),
    needs=("jargon", "biased"),
)
