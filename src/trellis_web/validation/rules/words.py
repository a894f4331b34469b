"""Figures in words: how often out of ten, between what and what, and what cannot be said."""

from django.utils.translation import gettext as _

from trellis.stats import Estimate
from trellis_web.validation.rules.figures import Figures
from trellis_web.validation.rules.refusals import too_few

GATE = 0.70
"""Two readers should agree at least so often before a sentence decides about anybody."""


def share_words(found: Estimate) -> str:
    """Such as "9 times in 10 (between 7 and 10)"."""
    value, low, high = (round(10 * each) for each in (found.value, found.low, found.high))
    words = _("%(value)d times in 10 (between %(low)d and %(high)d)")
    return words % {"value": value, "low": low, "high": high}


def agreement_words(found: Figures) -> str:
    """How often two readers agree; of a small panel, that it tells nothing."""
    if found.is_small:
        return too_few(found.raters, found.items)
    words = _("Two readers agree %(share)s.")
    return words % {"share": share_words(found.agreement)}


def verdict(found: Figures) -> str:
    """above, below, or open: whether the whole interval lies on one side of the gate."""
    if found.is_small:
        return "small"
    if found.agreement.low >= GATE:
        return "above"
    return "below" if found.agreement.high < GATE else "open"
