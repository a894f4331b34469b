"""The life of a session: set up, started, closed and signed, or called off."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis.process.states import CycleState
from trellis_web.access.rules import Denied, Permission, units_of
from trellis_web.audit.actions import record
from trellis_web.calibration import emails
from trellis_web.calibration.actions.locks import (
    held,
    require_facilitator,
    require_host,
)
from trellis_web.calibration.actions.outcome import settle
from trellis_web.calibration.events import (
    SessionClosed,
    SessionCreated,
    SessionStarted,
    SessionWithdrawn,
)
from trellis_web.calibration.models import Member, Session, SessionState, Talk
from trellis_web.calibration.queries.table import with_review
from trellis_web.calibration.rules.refusals import CYCLE_OVER, NOBODY, NOT_ACTIVE
from trellis_web.frameworks.models import Family
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def create_session(
    *,
    title: str,
    cycle: Cycle,
    family: Family,
    facilitator: Person,
    levels: Collection[str] = (),
    unit: Unit | None = None,
    held_on: date | None = None,
    shows_guide: bool = False,
    by: Person,
    now: datetime,
) -> Session:
    """A session in preparation, with who facilitates it. HR only, for a round that is open.

    Raises `Denied` outside the own scope, `Conflict` for a round that is not open or a check-in,
    `Refused` for a facilitator who has left.
    """
    units = units_of(by, Permission.CALIBRATION_MANAGE, today=timezone.localdate(now))
    if None not in units and (unit is None or unit.pk not in units):
        raise Denied
    fresh = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if fresh.state is not CycleState.OPEN or fresh.is_checkin:
        raise Conflict(CYCLE_OVER)
    if not facilitator.is_active:
        raise Refused(NOT_ACTIVE)
    session = Session.objects.create(
        title=title.strip(),
        cycle=fresh,
        family=family,
        levels=list(levels),
        unit=unit,
        held_on=held_on,
        shows_guide=shows_guide,
        created_at=now,
        created_by=by,
    )
    seat = session.members.create(
        person=facilitator, part=Member.Part.FACILITATOR, joined_at=now, joined_by=by
    )
    if facilitator != by:
        queue_mails([emails.invited(seat)], now=now)
    record(SessionCreated(session.pk, session.title), by=by, at=now)
    return session


@transaction.atomic
def withdraw_session(session: Session, *, by: Person, now: datetime) -> None:
    """Calls a session off before it starts; its people can be released, or sit elsewhere.

    By HR or the facilitator. Raises `Conflict` once it has started.
    """
    fresh = held(session, SessionState.PREPARE, with_cycle=True)
    require_host(fresh, by, now=now)
    record(SessionWithdrawn(fresh.pk, fresh.title), by=by, at=now)
    fresh.delete()


@transaction.atomic
def start_session(session: Session, *, by: Person, now: datetime) -> Session:
    """From now on the managers' ratings of its people change here only.

    Whoever has no review that was handed in leaves the table: their manager goes on writing, and
    they can be put back later. Raises `Denied` for all but the facilitator, `Conflict` when it has
    started, `Refused` when nobody would be left.
    """
    fresh = held(session, SessionState.PREPARE, with_cycle=True)
    require_facilitator(fresh, by)
    tabled = Participant.objects.filter(calibration__session=fresh)
    ready = with_review(tabled.filter(left_at__isnull=True, is_absent=False))
    keys = list(ready.values_list("pk", flat=True))
    if not keys:
        raise Refused(NOBODY)
    fresh.subjects.exclude(participant__in=keys).delete()
    freeze(keys, by=by, now=now)
    fresh.live_at, fresh.live_by = now, by
    fresh.save(update_fields=["live_at", "live_by"])
    record(SessionStarted(fresh.pk, fresh.title, len(keys)), by=by, at=now)
    return fresh


def freeze(participants: Collection[int], *, by: Person, now: datetime) -> None:
    """The ratings of these people change in calibration only. Part of an action that audits."""
    Participant.objects.filter(pk__in=participants).update(calibrating_at=now, calibrating_by=by)


@transaction.atomic
def close_session(session: Session, *, note: str = "", by: Person, now: datetime) -> Session:
    """Signs the log and hands what it made of the ratings to the release.

    The digest runs over the whole log. Raises `Denied` for all but the facilitator, `Conflict`
    unless it is live.
    """
    fresh = held(session, SessionState.LIVE, with_cycle=True)
    require_facilitator(fresh, by)
    Talk.objects.filter(session=fresh, until_at__isnull=True).update(until_at=now)
    changed, digest = settle(fresh, by=by, now=now)
    fresh.closed_at, fresh.closed_by, fresh.note, fresh.digest = now, by, note.strip(), digest
    fresh.save(update_fields=["closed_at", "closed_by", "note", "digest"])
    record(SessionClosed(fresh.pk, fresh.title, changed, digest), by=by, at=now)
    return fresh
