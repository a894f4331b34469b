"""What people do with cases, committees, decisions, appeals, waivers and seats."""

from trellis_web.promotions.actions.appeals import assign_appeal, raise_appeal
from trellis_web.promotions.actions.automatic import open_ready_cases
from trellis_web.promotions.actions.backers import answer_backing, ask_backers, escalate_silence
from trellis_web.promotions.actions.carrying import carry_out_promotions
from trellis_web.promotions.actions.cases import (
    give_back,
    pass_on,
    start_case,
    submit_case,
    withdraw_case,
)
from trellis_web.promotions.actions.committees import (
    add_member,
    close_committee,
    create_committee,
    remove_member,
)
from trellis_web.promotions.actions.decisions import decide_case
from trellis_web.promotions.actions.declines import accept_opening, decline_opening
from trellis_web.promotions.actions.findings import set_finding, set_statement_finding
from trellis_web.promotions.actions.overrides import answer_override, ask_override
from trellis_web.promotions.actions.rooms import cast_vote, mark_calibrated, open_discussion, recuse
from trellis_web.promotions.actions.seats import set_seats
from trellis_web.promotions.actions.statements import cite_evidence, save_statement, uncite_evidence
from trellis_web.promotions.actions.telling import set_telling, tell_decision, tell_due
from trellis_web.promotions.actions.waivers import answer_waiver, ask_waiver

__all__ = [
    "accept_opening",
    "add_member",
    "answer_backing",
    "answer_override",
    "answer_waiver",
    "ask_backers",
    "ask_override",
    "ask_waiver",
    "assign_appeal",
    "carry_out_promotions",
    "cast_vote",
    "cite_evidence",
    "close_committee",
    "create_committee",
    "decide_case",
    "decline_opening",
    "escalate_silence",
    "give_back",
    "mark_calibrated",
    "open_discussion",
    "open_ready_cases",
    "pass_on",
    "raise_appeal",
    "recuse",
    "remove_member",
    "save_statement",
    "set_finding",
    "set_seats",
    "set_statement_finding",
    "set_telling",
    "start_case",
    "submit_case",
    "tell_decision",
    "tell_due",
    "uncite_evidence",
    "withdraw_case",
]
