"""Every state of a cycle and of an assessment: who owns it, and where it may go.

Everything is data: pages, actions and the contract tests read the same tables.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who moves things on in a review."""

    AUTHOR = "author"
    CALIBRATOR = "calibrator"
    COMMITTEE = "committee"
    HR_PARTNER = "hr_partner"
    MANAGER = "manager"
    OTHER = "other"
    SUBJECT = "subject"


class CycleState(StrEnum):
    """The life of a review round, in order."""

    DRAFT = "draft"
    CHECKED = "checked"
    OPEN = "open"
    CALIBRATING = "calibrating"
    RELEASED = "released"
    CLOSED = "closed"


class AssessmentState(StrEnum):
    """The life of one author's review of one person."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REOPENED = "reopened"


class Phase(StrEnum):
    """How far the words of a review may travel."""

    AUTHOR = "author"
    INDEPENDENT = "independent"
    CONSOLIDATING = "consolidating"
    RELEASED = "released"


State = CycleState | AssessmentState


@dataclass(frozen=True, slots=True)
class Stage:
    """One state: who has to act in it, where it may go next, and what that means in words."""

    owner: Role
    moves: Set[StrEnum]
    meaning: str


CYCLE: dict[CycleState, Stage] = {
    CycleState.DRAFT: Stage(
        Role.HR_PARTNER,
        frozenset({CycleState.CHECKED}),
        "Being set up: nobody is asked for anything yet.",
    ),
    CycleState.CHECKED: Stage(
        Role.HR_PARTNER,
        frozenset({CycleState.DRAFT, CycleState.OPEN}),
        "The launch check found nothing; it is made anew at the opening, because people change.",
    ),
    CycleState.OPEN: Stage(
        Role.AUTHOR,
        frozenset({CycleState.CALIBRATING, CycleState.RELEASED}),
        "Authors write; versions, levels and managers are frozen.",
    ),
    CycleState.CALIBRATING: Stage(
        Role.CALIBRATOR,
        frozenset({CycleState.OPEN, CycleState.RELEASED}),
        "Ratings are compared across teams: of whoever lies on the table of a live session.",
    ),
    CycleState.RELEASED: Stage(
        Role.MANAGER,
        frozenset({CycleState.CLOSED}),
        "People can read their results; managers talk with them.",
    ),
    CycleState.CLOSED: Stage(Role.HR_PARTNER, frozenset(), "Finished and kept."),
}

ASSESSMENT: dict[AssessmentState, Stage] = {
    AssessmentState.DRAFT: Stage(
        Role.AUTHOR,
        frozenset({AssessmentState.SUBMITTED}),
        "Only its author can read it.",
    ),
    AssessmentState.SUBMITTED: Stage(
        Role.MANAGER,
        frozenset({AssessmentState.REOPENED}),
        "Handed in; the author can no longer change it.",
    ),
    AssessmentState.REOPENED: Stage(
        Role.AUTHOR,
        frozenset({AssessmentState.SUBMITTED}),
        "Given back to its author, with a reason.",
    ),
}

FIRST: tuple[CycleState, AssessmentState] = (CycleState.DRAFT, AssessmentState.DRAFT)
"""The states in which a cycle and an assessment begin."""


def stage_of(state: State) -> Stage:
    """What the tables say about a state."""
    return CYCLE[state] if isinstance(state, CycleState) else ASSESSMENT[state]


def may_move(here: State, there: State) -> bool:
    """True when a cycle or an assessment may go straight from one state to the other."""
    return there in stage_of(here).moves


def may_write(cycle: CycleState, assessment: AssessmentState) -> bool:
    """True while the author may change the words of an assessment.

    A reopened one may also be changed while the cycle is being calibrated.
    """
    if assessment is AssessmentState.REOPENED:
        return cycle in (CycleState.OPEN, CycleState.CALIBRATING)
    return cycle is CycleState.OPEN and assessment is AssessmentState.DRAFT
