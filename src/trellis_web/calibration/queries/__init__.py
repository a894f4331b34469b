"""What is read of calibration."""

from trellis_web.calibration.queries.board import Board, Group, Pile, board, by_rating
from trellis_web.calibration.queries.cells import Panel, Spot, panel_of, spot_of
from trellis_web.calibration.queries.differences import Difference, differences
from trellis_web.calibration.queries.interests import interests_about, interests_in
from trellis_web.calibration.queries.logs import (
    change_log,
    changes_since,
    is_intact,
    reasons_about,
)
from trellis_web.calibration.queries.minutes import Minutes, minutes_by
from trellis_web.calibration.queries.preparation import Preparation, Prepared, preparation
from trellis_web.calibration.queries.rights import part_of, why_not_changed, why_not_editing
from trellis_web.calibration.queries.rows import Cell, Column, Row
from trellis_web.calibration.queries.table import fitting, with_review

__all__ = [
    "Board",
    "Cell",
    "Column",
    "Difference",
    "Group",
    "Minutes",
    "Panel",
    "Pile",
    "Preparation",
    "Prepared",
    "Row",
    "Spot",
    "board",
    "by_rating",
    "change_log",
    "changes_since",
    "differences",
    "fitting",
    "interests_about",
    "interests_in",
    "is_intact",
    "minutes_by",
    "panel_of",
    "part_of",
    "preparation",
    "reasons_about",
    "spot_of",
    "why_not_changed",
    "why_not_editing",
    "with_review",
]
