"""What may be drawn beside a distribution as a guide for talking."""

from django.db.models import Count

from trellis_web.calibration.models import Session
from trellis_web.reviews.models import Cycle, ReleasedRating

FEWEST = 30
"""Ratings of the earlier round below which its shares say nothing."""


def last_shares(session: Session) -> tuple[float, ...]:
    """The share of each score from 1 to 5 in the last released round of the family.

    Empty when there is none, or it was small: nobody's ratings can be read out of it. One query.
    """
    earlier = Cycle.objects.filter(
        families=session.family_id, released_at__isnull=False, seq__lt=session.cycle.seq
    ).order_by("-seq")
    rows = ReleasedRating.objects.filter(
        result__cycle__in=earlier.values("pk")[:1],
        result__version__family=session.family_id,
        score__isnull=False,
    )
    counts = dict(rows.order_by().values_list("score").annotate(n=Count("pk")))
    total = sum(counts.values())
    if total < FEWEST:
        return ()
    return tuple(counts.get(score, 0) / total for score in range(1, 6))
