"""Statistics of agreement and of shares, in NumPy alone: an interval, never a lone figure.

estimates      a value with its interval
beta           the beta and F distributions, without SciPy
binomial       exact tests and intervals of a share
agreement      two raters drawn at random: do they say the same?
alpha          Krippendorff's alpha
kappa          Cohen, Fleiss, Gwet
icc            the six intraclass correlations of Shrout and Fleiss
bootstrap      intervals that treat raters and items as samples
suppression    which groups are too small to show
attainability  how many of today's people would meet a rule
"""

from trellis.stats.agreement import CANNOT_TELL, pairwise, shrink
from trellis.stats.alpha import krippendorff_alpha
from trellis.stats.attainability import Share, share, share_of_posteriors
from trellis.stats.binomial import binomial_test, clopper_pearson, jeffreys, wilson
from trellis.stats.bootstrap import two_way
from trellis.stats.estimates import Estimate, TooLittle
from trellis.stats.icc import icc
from trellis.stats.kappa import cohen_kappa, fleiss_kappa, gwet_ac1
from trellis.stats.suppression import SMALLEST, too_small

__all__ = [
    "CANNOT_TELL",
    "SMALLEST",
    "Estimate",
    "Share",
    "TooLittle",
    "binomial_test",
    "clopper_pearson",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "icc",
    "jeffreys",
    "krippendorff_alpha",
    "pairwise",
    "share",
    "share_of_posteriors",
    "shrink",
    "too_small",
    "two_way",
    "wilson",
]
