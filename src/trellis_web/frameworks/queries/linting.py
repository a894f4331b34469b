"""What the linter says about a whole draft before it is published."""

from dataclasses import dataclass
from datetime import datetime

from trellis.findings import Finding, Severity
from trellis.framework.edit import cell_of, statements_of
from trellis.framework.model import Framework, Statement
from trellis.lint.grade import Grade
from trellis.lint.run import linted
from trellis_web.frameworks.queries.versions import blocks_at

STRUCTURE = "STR"


@dataclass(frozen=True, slots=True)
class VagueSentence:
    """A sentence that hangs on opinion, with the cell it stands in."""

    competency: str
    level: str
    statement: Statement
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DraftLint:
    """The sentences by grade, the vague ones in file order, and what is said about structure."""

    observable: int
    mixed: int
    vague: tuple[VagueSentence, ...]
    structure: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def sentences(self) -> int:
        """How many were read."""
        return self.observable + self.mixed + len(self.vague)


def draft_lint(framework: Framework, *, now: datetime) -> DraftLint:
    """Advice: nothing in it keeps a draft from being published."""
    found = linted(framework, blocks_at(now))
    grades = [report.grade for report in found.reports.values()]
    structure = [each for each in found.findings if each.code.startswith(STRUCTURE)]
    vague = {
        statement.id: VagueSentence(competency.id, level, statement, report.findings)
        for competency in framework.competencies
        for level in (*competency.levels, *competency.expects)
        for statement in statements_of(cell_of(competency, level))
        if (report := found.reports.get(statement.id)) and report.grade is Grade.VAGUE
    }
    return DraftLint(
        observable=grades.count(Grade.OBSERVABLE),
        mixed=grades.count(Grade.MIXED),
        vague=tuple(vague.values()),
        structure=tuple(each for each in structure if each.level is not Severity.INFO),
        notes=tuple(each for each in structure if each.level is Severity.INFO),
    )
