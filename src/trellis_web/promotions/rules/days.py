"""On which day a promotion may take effect: positions may be dated back, rights never are."""

from datetime import date

from trellis_web.access.rules import Denial
from trellis_web.people.models import Position
from trellis_web.promotions.models import Case, Promotion
from trellis_web.promotions.rules.openings import is_retired
from trellis_web.promotions.rules.refusals import (
    DAY_TOO_EARLY,
    HAS_MOVED,
    LEVEL_RETIRED,
    OTHER_PROMOTION,
)


def why_not_on(case: Case, day: date, *, today: date) -> Denial | None:
    """Why a promotion does not take effect on `day`.

    It may be dated back, at the earliest to the day after the present position began: nobody
    holds two levels on one day, and what was there before is never rewritten. Positions that
    begin later, and promotions that wait for their day, are in the way.
    """
    if is_retired(case.move):
        return LEVEL_RETIRED
    here = Position.objects.on(today).filter(person=case.person_id).first()
    start = (case.move.version.family.slug, case.move.from_level)
    if here is None or (here.family, here.level) != start:
        return HAS_MOVED
    waiting = Promotion.objects.filter(decision__case__person=case.person_id, done_at__isnull=True)
    later = Position.objects.filter(person=case.person_id, since__gt=today)
    if waiting.exists() or later.exists():
        return OTHER_PROMOTION
    return DAY_TOO_EARLY if day <= here.since else None
