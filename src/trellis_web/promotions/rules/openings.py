"""Which cases may be opened."""

from trellis_web.access.rules import Denial
from trellis_web.frameworks.queries import current, resolved
from trellis_web.people.models import Position
from trellis_web.promotions.rules.refusals import (
    LEVEL_RETIRED,
    MOVE_SUPERSEDED,
    NEEDS_NO_CASE,
    NOT_THERE,
)
from trellis_web.readiness.models import Move

WAY_BACK = "return"
"""The kind of move that is no case: equal pay, and the level was held before."""


def why_not_opened(move: Move, position: Position | None, *, is_new: bool = True) -> Denial | None:
    """Why there is no case for a move: by its kind, its version, its levels, or where one stands.

    `is_new`: an open case stays on the version that it was started under.
    """
    family = move.version.family
    if move.kind == WAY_BACK:
        return NEEDS_NO_CASE
    if is_retired(move):
        return LEVEL_RETIRED
    if is_new and family.current_id != move.version_id:
        return MOVE_SUPERSEDED
    here = (family.slug, move.from_level)
    if position is None or (position.family, position.level) != here:
        return NOT_THERE
    return None


def is_retired(move: Move) -> bool:
    """Whether the current version of the target's family no longer has the level."""
    version = current(move.to_family or move.version.family.slug)
    return version is None or move.to_level not in resolved(version).levels
