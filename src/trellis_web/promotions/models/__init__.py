"""Promotion cases.

Case               a person asks for a move: draft, with manager, committee, calibrated, decided
Finding            a criterion of a case, frozen at the submission
StatementFinding   what the case shows for one published sentence
CaseEvidence       a shared note that the case points to
Backer             who is asked to endorse or support
Decline            who does not want a case to be opened by the rules
Waiver             a criterion that is not asked of a person
Committee          who decides, with its members
Recusal, Vote      who does not decide this one; what each member thinks before the discussion
Decision           what was decided, in the words that the person reads; append-only
DecidedCriterion   a criterion as it was decided; append-only
Override           somebody asks to promote with criteria unmet
Appeal             the person objects
Promotion          a decision that changes a position on its day
SeatPlan           how many places a level has, and by which rule they are given
Telling            until when a decision waits to be told in person, and that it was
TellingRule        within how many days decisions are told in person; append-only
"""

from trellis_web.promotions.models.cases import (
    Backer,
    Case,
    CaseEvidence,
    Decline,
    Finding,
    StatementFinding,
    Waiver,
)
from trellis_web.promotions.models.committees import Committee, CommitteeMember, Recusal, Vote
from trellis_web.promotions.models.decisions import (
    Appeal,
    DecidedCriterion,
    Decision,
    Outcome,
    Override,
    Promotion,
    SeatPlan,
)
from trellis_web.promotions.models.telling import Telling, TellingRule

__all__ = [
    "Appeal",
    "Backer",
    "Case",
    "CaseEvidence",
    "Committee",
    "CommitteeMember",
    "DecidedCriterion",
    "Decision",
    "Decline",
    "Finding",
    "Outcome",
    "Override",
    "Promotion",
    "Recusal",
    "SeatPlan",
    "StatementFinding",
    "Telling",
    "TellingRule",
    "Vote",
    "Waiver",
]
