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
    mark_ongoing,
    share_evidence,
    share_several,
    unshare_evidence,
)
from trellis_web.growth.actions.facts import follow_publication, refresh_facts
from trellis_web.growth.actions.metrics import import_metrics
from trellis_web.growth.actions.plan_actions import (
    add_action,
    change_action,
    complete_action,
    drop_action,
)
from trellis_web.growth.actions.plans import agree_plan, end_plan, start_plan
from trellis_web.growth.actions.talks import note_talk, note_team_export

__all__ = [
    "add_action",
    "add_evidence",
    "agree_plan",
    "ask_confirmation",
    "cancel_confirmation",
    "change_action",
    "complete_action",
    "confirm_evidence",
    "decline_confirmation",
    "delete_evidence",
    "drop_action",
    "edit_evidence",
    "end_plan",
    "endorse",
    "follow_publication",
    "import_metrics",
    "mark_ongoing",
    "note_talk",
    "note_team_export",
    "refresh_facts",
    "share_evidence",
    "share_several",
    "start_plan",
    "unshare_evidence",
    "withdraw_endorsement",
]
