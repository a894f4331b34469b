"""What people do with cases, committees, decisions, appeals, waivers and seats."""

from trellis_web.promotions.actions.cases import (
    give_back,
    pass_on,
    start_case,
    submit_case,
    withdraw_case,
)
from trellis_web.promotions.actions.findings import set_finding, set_statement_finding
from trellis_web.promotions.actions.statements import (
    cite_evidence,
    save_statement,
    uncite_evidence,
)

__all__ = [
    "cite_evidence",
    "give_back",
    "pass_on",
    "save_statement",
    "set_finding",
    "set_statement_finding",
    "start_case",
    "submit_case",
    "uncite_evidence",
    "withdraw_case",
]
