"""What people do with evidence, confirmations, endorsements and metrics."""

from trellis_web.growth.actions.confirmations import (
    ask_confirmation,
    cancel_confirmation,
    confirm_evidence,
    decline_confirmation,
)
from trellis_web.growth.actions.endorsements import endorse, withdraw_endorsement
from trellis_web.growth.actions.evidence import (
    add_evidence,
    delete_evidence,
    edit_evidence,
    share_evidence,
    unshare_evidence,
)
from trellis_web.growth.actions.facts import follow_publication, refresh_facts
from trellis_web.growth.actions.metrics import import_metrics

__all__ = [
    "add_evidence",
    "ask_confirmation",
    "cancel_confirmation",
    "confirm_evidence",
    "decline_confirmation",
    "delete_evidence",
    "edit_evidence",
    "endorse",
    "follow_publication",
    "import_metrics",
    "refresh_facts",
    "share_evidence",
    "unshare_evidence",
    "withdraw_endorsement",
]
