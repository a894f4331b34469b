"""What happens in calibration. Each action decides, changes and records in one transaction."""

from trellis_web.calibration.actions.ratings import change_rating, undo_change
from trellis_web.calibration.actions.releases import hold_release
from trellis_web.calibration.actions.room import (
    add_member,
    declare_conflict,
    hand_over_facilitation,
    remove_member,
)
from trellis_web.calibration.actions.sessions import (
    close_session,
    create_session,
    start_session,
    withdraw_session,
)
from trellis_web.calibration.actions.table import place_subjects, remove_subject
from trellis_web.calibration.actions.talks import stop_talking, talk_about

__all__ = [
    "add_member",
    "change_rating",
    "close_session",
    "create_session",
    "declare_conflict",
    "hand_over_facilitation",
    "hold_release",
    "place_subjects",
    "remove_member",
    "remove_subject",
    "start_session",
    "stop_talking",
    "talk_about",
    "undo_change",
    "withdraw_session",
]
