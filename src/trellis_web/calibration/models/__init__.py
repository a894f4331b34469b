"""Calibration.

Session     ratings of a round, compared across teams: prepare, live, closed
Member      who is in the room, and what they may do
Subject     whose ratings lie on the table
Conflict    a declared conflict of interest
Change      a rating moved, with both reasons and the cited sentence; append-only
LookedAt    evidence that was looked at for a change
Talk        how long a person was spoken of
"""

from trellis_web.calibration.models.changes import Change, LookedAt, Talk
from trellis_web.calibration.models.sessions import (
    Conflict,
    Member,
    Session,
    SessionState,
    Subject,
)

__all__ = ["Change", "Conflict", "LookedAt", "Member", "Session", "SessionState", "Subject", "Talk"]
