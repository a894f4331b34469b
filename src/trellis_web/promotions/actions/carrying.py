"""A decided promotion changes position, level and title on its day, once."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.audit.actions import record
from trellis_web.frameworks.queries.versions import level_now
from trellis_web.notices.actions import queue_mails
from trellis_web.people.actions.positions import Place, write_positions
from trellis_web.people.models import Person, Position
from trellis_web.promotions import emails
from trellis_web.promotions.events import PromotionLapsed
from trellis_web.promotions.models import Promotion
from trellis_web.promotions.queries.criteria import target_of

CAUSE = "promotion"


def carry_out_promotions(*, now: datetime) -> int:
    """For the timer: carries out every promotion whose day has come; how many.

    Each in a transaction of its own, in the name of who decided it.
    """
    today = timezone.localdate(now)
    due = Promotion.objects.filter(done_at__isnull=True, effective_on__lte=today)
    keys = list(due.order_by("effective_on", "pk").values_list("pk", flat=True))
    return sum(_carry_out_one(key, now=now, today=today) for key in keys)


@transaction.atomic
def _carry_out_one(key: int, *, now: datetime, today: date) -> bool:
    rows = Promotion.objects.select_for_update(of=("self",)).filter(pk=key, done_at__isnull=True)
    promotion = rows.select_related("decision__case__move", "decision__decided_by").first()
    if promotion is None:
        return False
    return carry_out(promotion, by=promotion.decision.decided_by, now=now, today=today)


def carry_out(promotion: Promotion, *, by: Person, now: datetime, today: date) -> bool:
    """Writes the new position; readiness follows in the same transaction. Part of an action.

    Somebody who left, or stands elsewhere by now, is not moved: the promotion lapses, and who
    decided it is told. The same goes for a level that was retired meanwhile.
    """
    decision, case = promotion.decision, promotion.decision.case
    promotion.done_at = now
    if not _still_holds(promotion, today=today):
        promotion.save(update_fields=["done_at"])
        queue_mails([emails.promotion_lapsed(decision)], now=now)
        record(PromotionLapsed(case.pk), by=None, subject=case.person, at=now)
        return False
    framework = target_of(case.move)
    track = framework.tracks[case.move.to_level].id if framework else ""
    place = Place(case.move.to_family, decision.level, track, decision.title)
    since = promotion.effective_on
    write_positions([case.person], place, since=since, cause=CAUSE, by=by, now=now)
    promotion.position = Position.objects.get(person=case.person, until__isnull=True)
    promotion.save(update_fields=["done_at", "position"])
    return True


def _still_holds(promotion: Promotion, *, today: date) -> bool:
    """Whether the person is there, stands where the move starts, and the level still exists."""
    case = promotion.decision.case
    move = case.move
    here = Position.objects.on(promotion.effective_on).filter(
        person=case.person_id,
        person__deactivated_at__isnull=True,
        until__isnull=True,
        family=move.version.family.slug,
        level=move.from_level,
    )
    return here.exists() and level_now(move.to_family, move.to_level) is not None
