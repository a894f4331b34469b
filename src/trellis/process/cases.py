"""Every state of a promotion case: who owns it, and where it may go."""

from enum import StrEnum

from trellis.process.states import Role, Stage


class CaseState(StrEnum):
    """The life of a case, in order."""

    DRAFT = "draft"
    WITH_MANAGER = "with_manager"
    COMMITTEE = "committee"
    CALIBRATED = "calibrated"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


_OUT = frozenset({CaseState.WITHDRAWN})

CASE: dict[CaseState, Stage] = {
    CaseState.DRAFT: Stage(
        Role.SUBJECT,
        frozenset({CaseState.WITH_MANAGER}) | _OUT,
        "Being written; the person and the manager collect evidence.",
    ),
    CaseState.WITH_MANAGER: Stage(
        Role.MANAGER,
        frozenset({CaseState.DRAFT, CaseState.COMMITTEE}) | _OUT,
        "Handed in: criteria and findings are frozen, the manager says what they think.",
    ),
    CaseState.COMMITTEE: Stage(
        Role.COMMITTEE,
        frozenset({CaseState.CALIBRATED, CaseState.DECIDED}) | _OUT,
        "Every member votes alone, then they discuss.",
    ),
    CaseState.CALIBRATED: Stage(
        Role.COMMITTEE,
        frozenset({CaseState.DECIDED}) | _OUT,
        "The ratings behind it were compared across teams.",
    ),
    CaseState.DECIDED: Stage(
        Role.SUBJECT, frozenset(), "The person reads the decision word for word."
    ),
    CaseState.WITHDRAWN: Stage(Role.SUBJECT, frozenset(), "Taken back; nothing was decided."),
}


def may_move(here: CaseState, there: CaseState) -> bool:
    """True when a case may go straight from one state to the other."""
    return there in CASE[here].moves
