"""What people do in a levelling."""

from trellis_web.levelling.actions.estimates import count_trial, note_estimates
from trellis_web.levelling.actions.objections import decide_objection, raise_objection
from trellis_web.levelling.actions.proposals import confirm_levels, tell, write_proposal
from trellis_web.levelling.actions.rounds import close_round, map_titles, open_round

__all__ = [
    "close_round",
    "confirm_levels",
    "count_trial",
    "decide_objection",
    "map_titles",
    "note_estimates",
    "open_round",
    "raise_objection",
    "tell",
    "write_proposal",
]
