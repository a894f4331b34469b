"""Conflicts of interest: found in the data or declared. Each one denies; none is outvoted."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial


class Interest(StrEnum):
    """Why somebody changes nothing about a person."""

    DECLARED = "declared"
    OWN_MANAGER = "own-manager"
    OWN_RECORD = "own-record"
    OWN_REPORT = "own-report"
    PEER = "peer"

    @property
    def sentence(self) -> Any:
        """The conflict, in words, to whom it concerns."""
        return SENTENCES[self]

    @property
    def denial(self) -> Denial:
        """The refusal that follows."""
        return Denial(f"calibration-{self}", self.sentence)


SENTENCES: dict[Interest, Any] = {
    Interest.DECLARED: _("A conflict of interest is declared: somebody else decides here."),
    Interest.OWN_MANAGER: _("You report to this person, so somebody else decides here."),
    Interest.OWN_RECORD: _("Nobody calibrates themself."),
    Interest.OWN_REPORT: _("You rated or lead this person, so somebody else decides here."),
    Interest.PEER: _("You were asked about this person in the round: somebody else decides here."),
}
