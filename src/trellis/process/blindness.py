"""Who sees whose words when: phases of blindness as one table.

author (own words only) → independent (raters cannot see each other) → consolidating (those who
decide see all) → released (the person reads the result).
"""

from enum import StrEnum

from trellis.process.states import AssessmentState, CycleState, Phase, Role


class Words(StrEnum):
    """Whose words an assessment holds."""

    MANAGER = "manager"
    PEER = "peer"
    SELF = "self"
    UPWARD = "upward"


_DECIDERS = frozenset({Role.MANAGER, Role.HR_PARTNER, Role.CALIBRATOR})
_HR = frozenset({Role.HR_PARTNER})
_NOBODY: frozenset[Role] = frozenset()

READERS: dict[Phase, dict[Words, frozenset[Role]]] = {
    Phase.AUTHOR: dict.fromkeys(Words, _NOBODY),
    Phase.INDEPENDENT: {
        Words.MANAGER: _HR,
        Words.PEER: _HR,
        Words.SELF: _HR,
        Words.UPWARD: _HR,
    },
    Phase.CONSOLIDATING: {
        Words.MANAGER: _DECIDERS,
        Words.PEER: _DECIDERS,
        Words.SELF: _DECIDERS,
        Words.UPWARD: _HR,
    },
    Phase.RELEASED: {
        Words.MANAGER: _DECIDERS | {Role.SUBJECT},
        Words.PEER: _DECIDERS,
        Words.SELF: _DECIDERS | {Role.SUBJECT},
        Words.UPWARD: _HR,
    },
}
"""Besides the author, who always reads their own words. Peers and reports stay anonymous: the
person reads what they said only in the released result, above the threshold. Somebody is a
calibrator only of the people on the table of a session, while they are in it and it is not closed,
and never of themself."""


def phase_of(
    cycle: CycleState,
    assessment: AssessmentState,
    *,
    manager_has_submitted: bool,
    early: bool = False,
) -> Phase:
    """The phase of one assessment.

    Words that are not handed in belong to their author alone, even after the release. Handed in,
    they stay apart until the manager has rated (`early`: the organisation shows the
    self-assessment to the manager before that).
    """
    if assessment is not AssessmentState.SUBMITTED:
        return Phase.AUTHOR
    if cycle in (CycleState.RELEASED, CycleState.CLOSED):
        return Phase.RELEASED
    if cycle is CycleState.CALIBRATING or manager_has_submitted or early:
        return Phase.CONSOLIDATING
    return Phase.INDEPENDENT


def sees(reader: Role, words: Words, phase: Phase) -> bool:
    """True when someone in a role towards the subject may read these words in this phase."""
    return reader is Role.AUTHOR or reader in READERS[phase][words]
