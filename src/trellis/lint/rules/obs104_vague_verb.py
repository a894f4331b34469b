"""OBS104: a verb of effort stands without an object that can be checked."""

from trellis.findings import Severity
from trellis.lint.anchors import anchored
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

CHECKABLE = ("number", "artefact", "teams", "cadence", "measure")


def find(sentence: Sentence) -> list[Span]:
    """The vague verbs of a sentence in which nothing can be checked."""
    verbs = sentence.spans("vague_verb")
    return [] if not verbs or anchored(sentence, CHECKABLE) else verbs


RULE = StatementRule(
    code="OBS104",
    severity=Severity.WARNING,
    title="Vague verb",
    message="“{words}” says that there was effort, not what was done.",
    why=(
        "Almost any day of work supports, drives or influences something. Without a number, a "
        "document or a team that changed, nobody can tell whether it happened."
    ),
    before="Drives alignment with stakeholders.",
    after="Writes the scope of a project and gets it signed by the owner of each team it touches.",
    fix="Say what changed: a scope that was adopted, a decision that was revised.",
    find=find,
    needs=("vague_verb",),
)
