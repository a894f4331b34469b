"""What people do in reviews: rounds, assessments, the release of results."""

from trellis_web.reviews.actions.answers import (
    cite_private,
    save_assessment,
    save_rating,
    save_summary,
)
from trellis_web.reviews.actions.assessments import (
    confirm_unchanged,
    note_refused_edit,
    reopen_assessment,
    submit_assessment,
)
from trellis_web.reviews.actions.cycles import close_cycle, open_cycle
from trellis_web.reviews.actions.facts import (
    push_facts,
    reassess,
    reassess_due,
    reassess_everyone,
)
from trellis_web.reviews.actions.participants import (
    exempt,
    hand_over,
    join_cycle,
    leave_cycle,
    withdraw_exemption,
)
from trellis_web.reviews.actions.releases import (
    plan_release,
    release_due,
    release_results,
    withdraw_release,
)
from trellis_web.reviews.actions.results import (
    acknowledge_result,
    note_result_opened,
    note_trend_opened,
)
from trellis_web.reviews.actions.settings import change_cycle, create_cycle, next_seq
from trellis_web.reviews.actions.talks import note_talk, tell_overdue

__all__ = [
    "acknowledge_result",
    "change_cycle",
    "cite_private",
    "close_cycle",
    "confirm_unchanged",
    "create_cycle",
    "exempt",
    "hand_over",
    "join_cycle",
    "leave_cycle",
    "next_seq",
    "note_refused_edit",
    "note_result_opened",
    "note_talk",
    "note_trend_opened",
    "open_cycle",
    "plan_release",
    "push_facts",
    "reassess",
    "reassess_due",
    "reassess_everyone",
    "release_due",
    "release_results",
    "reopen_assessment",
    "save_assessment",
    "save_rating",
    "save_summary",
    "submit_assessment",
    "tell_overdue",
    "withdraw_exemption",
    "withdraw_release",
]
