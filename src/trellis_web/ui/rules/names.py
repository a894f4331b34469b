"""Criteria by name, and lists of names as people read them."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis.readiness.judge import FindingOfCriterion

NAMES: dict[str, Promise] = {
    "average": gettext_lazy("the average"),
    "calibration": gettext_lazy("calibration"),
    "count": gettext_lazy("the number of strengths"),
    "endorsement": gettext_lazy("endorsement"),
    "floor": gettext_lazy("the lowest rating"),
    "metric": gettext_lazy("the figures"),
    "months_in_level": gettext_lazy("time in the level"),
    "operating_at_next": gettext_lazy("quarters at the next level"),
    "starred": gettext_lazy("the starred behaviours"),
    "statement": gettext_lazy("a confirmed example"),
}


def criterion_name(finding: FindingOfCriterion) -> str:
    """A criterion in two or three words; its published text where it is nothing but text."""
    return str(NAMES[finding.kind]) if finding.kind in NAMES else str(finding.asks)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
