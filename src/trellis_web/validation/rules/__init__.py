"""What a panel needs before it opens, and what its answers come to."""

from trellis_web.validation.rules.figures import FEWEST, Figures, figures, ranked
from trellis_web.validation.rules.order import Neighbours, Tally, tally
from trellis_web.validation.rules.refusals import CLOSED, NOT_ASKED, NOT_PREPARED, lacking
from trellis_web.validation.rules.words import agreement_words, share_words, verdict

__all__ = [
    "CLOSED",
    "FEWEST",
    "NOT_ASKED",
    "NOT_PREPARED",
    "Figures",
    "Neighbours",
    "Tally",
    "agreement_words",
    "figures",
    "lacking",
    "ranked",
    "share_words",
    "tally",
    "verdict",
]
