"""What a person is told about a file, a cell or a row: one finding, one sentence, one remedy."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters. An error stops the work; the others never do."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was noticed.

    `subject` names the thing (a statement id, a file), `place` says where it stands
    ("line 12", "Sheet1!B4"), `sentence` what is so, `remedy` what to do next.
    """

    code: str
    level: Severity
    subject: str
    sentence: str
    remedy: str = ""
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.sentence}{' ' + self.remedy if self.remedy else ''}"

    def as_dict(self) -> dict[str, str]:
        """The finding as plain strings, for JSON."""
        return {key: str(value) for key, value in asdict(self).items()}


class BadInput(Exception):
    """The input cannot be used at all. Carries at least one finding with its place."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))

    @classmethod
    def at(
        cls, code: str, subject: str, sentence: str, remedy: str = "", place: str = ""
    ) -> "BadInput":
        """One refusal with one finding."""
        return cls(Finding(code, Severity.ERROR, subject, sentence, remedy, place))


def has_errors(findings: Iterable[Finding]) -> bool:
    """True when at least one finding stops the work."""
    return any(finding.level is Severity.ERROR for finding in findings)
