"""What people do in reviews: rounds, assessments, the release of results."""

from trellis_web.reviews.actions.assessments import (
    hand_over,
    note_refused_edit,
    reopen_assessment,
    save_assessment,
    save_rating,
    save_summary,
    submit_assessment,
)
from trellis_web.reviews.actions.cycles import (
    create_cycle,
    exempt,
    next_seq,
    open_cycle,
    withdraw_exemption,
)
from trellis_web.reviews.actions.facts import push_facts
from trellis_web.reviews.actions.releases import release_results
from trellis_web.reviews.actions.results import (
    acknowledge_result,
    note_result_opened,
    note_trend_opened,
)

__all__ = [
    "acknowledge_result",
    "create_cycle",
    "exempt",
    "hand_over",
    "next_seq",
    "note_refused_edit",
    "note_result_opened",
    "note_trend_opened",
    "open_cycle",
    "push_facts",
    "release_results",
    "reopen_assessment",
    "save_assessment",
    "save_rating",
    "save_summary",
    "submit_assessment",
    "withdraw_exemption",
]
