"""OBS102: a trait is named where a behaviour should stand."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule, listed

RULE = StatementRule(
    code="OBS102",
    severity=Severity.WARNING,
    title="Trait or disposition",
    message="“{words}” names a trait.",
    why=(
        "A trait is a conclusion about the person. It cannot be confirmed by a document or a "
        "second witness, and it invites judging who somebody is, not what they did."
    ),
    before="Is a proactive team player.",
    after="Tells the owner of a milestone about a risk at least one week before its date.",
    fix="Write down the behaviour that made you think so.",
    find=listed("trait"),
    needs=("trait",),
)
