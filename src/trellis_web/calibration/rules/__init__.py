"""Rules that need no row."""

from trellis_web.calibration.models.marks import Mark
from trellis_web.calibration.rules.interests import Interest
from trellis_web.calibration.rules.refusals import Lacking, Overtaken

__all__ = ["Interest", "Lacking", "Mark", "Overtaken"]
