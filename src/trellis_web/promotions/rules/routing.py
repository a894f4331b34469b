"""Where a case is decided."""

from trellis_web.access.rules import Denial
from trellis_web.frameworks.models import Family
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.promotions.models import Case, Committee
from trellis_web.promotions.rules.refusals import (
    CLOSED_COMMITTEE,
    COMMITTEE_NEEDED,
    NOT_FOR_COMMITTEE,
)


def why_not_to(committee: Committee | None, case: Case) -> Denial | None:
    """Why a case is not passed on to this committee, or to none."""
    if committee is None:
        return COMMITTEE_NEEDED if is_on(Feature.COMMITTEE) else None
    if committee.closed_at:
        return CLOSED_COMMITTEE
    families = set(committee.families.values_list("slug", flat=True))
    home = Family.objects.get(pk=case.move.version.family_id).slug
    mismatched = families and not families & {home, case.move.to_family}
    return NOT_FOR_COMMITTEE if committee.hears_appeals or mismatched else None
