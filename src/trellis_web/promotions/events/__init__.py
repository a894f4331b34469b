"""What the trail says about promotions. Never a finding, an outcome or a word."""

from trellis_web.promotions.events.cases import (
    CaseForwarded,
    CaseReturned,
    CaseStarted,
    CaseSubmitted,
    CaseWithdrawn,
    EvidenceCited,
    EvidenceUncited,
    FindingSet,
    OpeningAccepted,
    OpeningDeclined,
    StatementFound,
    StatementWritten,
)

__all__ = [
    "CaseForwarded",
    "CaseReturned",
    "CaseStarted",
    "CaseSubmitted",
    "CaseWithdrawn",
    "EvidenceCited",
    "EvidenceUncited",
    "FindingSet",
    "OpeningAccepted",
    "OpeningDeclined",
    "StatementFound",
    "StatementWritten",
]
