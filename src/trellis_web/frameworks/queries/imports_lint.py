"""What the linter says about a framework before it is imported, in short."""

from dataclasses import dataclass

from trellis.framework.model import Framework
from trellis.lint.grade import Grade
from trellis.lint.run import StatementReport, lint_statement

JUDGED = 2_000
"""How many sentences are judged before the import; the editor judges all of them."""
SHOWN = 10


@dataclass(frozen=True)
class LintSummary:
    """How many sentences are of each grade, and those that most is said about.

    `left` is how many behind the first `JUDGED` were not looked at.
    """

    observable: int
    mixed: int
    vague: int
    left: int
    worst: tuple[StatementReport, ...]


def lint_summary(framework: Framework) -> LintSummary:
    """The sentences of the file itself; includes are judged where they are written."""
    statements = list(framework.statements())
    language, glossary = framework.language, tuple(framework.glossary)
    reports = [lint_statement(each.text, language, glossary) for each in statements[:JUDGED]]
    grades = [report.grade for report in reports]
    noted = [each for each in reports if each.grade is not Grade.OBSERVABLE and each.findings]
    worst = sorted(noted, key=lambda each: (each.grade is not Grade.VAGUE, -len(each.findings)))
    return LintSummary(
        grades.count(Grade.OBSERVABLE),
        grades.count(Grade.MIXED),
        grades.count(Grade.VAGUE),
        len(statements) - len(reports),
        tuple(worst[:SHOWN]),
    )
