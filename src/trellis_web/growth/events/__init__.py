"""What is recorded about evidence: that something happened, never the words."""

from trellis_web.growth.events.endorsements import (
    EndorsementGiven,
    EndorsementWithdrawn,
    MetricsImported,
)
from trellis_web.growth.events.evidence import (
    ConfirmationAsked,
    ConfirmationCancelled,
    ConfirmationDeclined,
    EvidenceAdded,
    EvidenceConfirmed,
    EvidenceDeleted,
    EvidenceEdited,
    EvidenceShared,
    EvidenceUnshared,
    FileDeleted,
    FilesAttached,
    FilesSwept,
)
from trellis_web.growth.events.plans import (
    ActionAdded,
    ActionChanged,
    ActionDone,
    ActionDropped,
    PlanAgreed,
    PlanEnded,
    PlanStarted,
    TalkNoted,
    TeamExported,
)

__all__ = [
    "ActionAdded",
    "ActionChanged",
    "ActionDone",
    "ActionDropped",
    "ConfirmationAsked",
    "ConfirmationCancelled",
    "ConfirmationDeclined",
    "EndorsementGiven",
    "EndorsementWithdrawn",
    "EvidenceAdded",
    "EvidenceConfirmed",
    "EvidenceDeleted",
    "EvidenceEdited",
    "EvidenceShared",
    "EvidenceUnshared",
    "FileDeleted",
    "FilesAttached",
    "FilesSwept",
    "MetricsImported",
    "PlanAgreed",
    "PlanEnded",
    "PlanStarted",
    "TalkNoted",
    "TeamExported",
]
