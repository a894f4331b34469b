"""The life of a draft: draft, written, consistent, validated, published. Each state is earned.

No state is stored: it follows from what is signed, so that a later change of a sentence takes
back just what it concerns.
"""

from enum import StrEnum


class DraftState(StrEnum):
    """How far a draft has come, in order."""

    DRAFT = "draft"
    WRITTEN = "written"
    CONSISTENT = "consistent"
    VALIDATED = "validated"
    PUBLISHED = "published"


class Signer(StrEnum):
    """Who brings a draft to its next state."""

    HR = "hr"
    OWNER = "owner"
    PANEL = "panel"
    WRITERS = "writers"


NEXT: dict[DraftState, Signer] = {
    DraftState.DRAFT: Signer.WRITERS,
    DraftState.WRITTEN: Signer.HR,
    DraftState.CONSISTENT: Signer.PANEL,
    DraftState.VALIDATED: Signer.OWNER,
}
"""Whose turn it is in a state. The panel is offered, not demanded: the owner may go on."""


def state_of(*, sentences: bool, consistency: bool, validation: bool) -> DraftState:
    """The state of a draft by what is signed and still holds; each needs the one before it."""
    earned = (
        (DraftState.WRITTEN, sentences),
        (DraftState.CONSISTENT, consistency),
        (DraftState.VALIDATED, validation),
    )
    state = DraftState.DRAFT
    for following, is_signed in earned:
        if not is_signed:
            return state
        state = following
    return state
