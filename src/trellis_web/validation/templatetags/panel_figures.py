"""Figures as they are written: two decimals, and never without their interval."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from trellis.stats import Estimate

register = template.Library()


@register.filter
def with_interval(found: Estimate | None) -> str:
    """Such as "0.62 (0.41 to 0.80)"; a dash where the answers do not give the figure."""
    if found is None:
        return "–"
    value, low, high = (_rounded(each, 2) for each in (found.value, found.low, found.high))
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}


@register.filter
def out_of_ten(share: float) -> str:
    """A share in tenths, with one decimal."""
    return _rounded(10 * share, 1)


@register.filter
def chance(p: float) -> str:
    """A chance with three decimals; what is smaller is said to be."""
    return "< 0.001" if p < 0.001 else _rounded(p, 3)


def _rounded(value: float, places: int) -> str:
    """Rounded first: the format alone cuts off."""
    return number_format(round(value, places), places)
