"""Between two rounds: a person prepares, their manager records what they saw of the next level.

Recorded is released: the person reads it at once, and readiness follows in the same transaction.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Competency
from trellis_web.growth.rules.plans import NOT_LEADING, NOT_OF_THEM, leads
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of, position_of
from trellis_web.readiness.actions import refresh
from trellis_web.reviews.actions.facts import push_facts
from trellis_web.reviews.emails import check_in_is_prepared
from trellis_web.reviews.events.check_ins import CheckInPrepared, CheckInRecorded, CheckInStarted
from trellis_web.reviews.models import CheckIn, Sighting
from trellis_web.reviews.queries.check_ins import asked_in, pin_of
from trellis_web.reviews.rules.check_ins import (
    LEVEL_CHANGED,
    NO_NEXT_LEVEL,
    NOBODY_LEADS,
    NOT_ASKED,
    NOT_PREPARED_BY,
    RECORDED,
    Asked,
    Seen,
)
from trellis_web.reviews.rules.refusals import Conflict, Refused


@transaction.atomic
def start_check_in(person: Person, *, by: Person, now: datetime, today: date) -> CheckIn:
    """The open check-in of the person, or a new one, about their level of today.

    One that was open for another level is about the present one from now on; what was prepared
    stays. Raises `Denied` for anybody but the two, `Refused` where nothing can be asked.
    """
    require(by, Permission.EVIDENCE_WRITE, today=today)
    if by.pk != person.pk and not leads(by, person.pk, today=today):
        raise Denied(NOT_OF_THEM)
    Person.objects.select_for_update().get(pk=person.pk)
    manager, pin = manager_of(person, today=today), pin_of(person, today=today)
    if manager is None:
        raise Refused(NOBODY_LEADS)
    if pin is None:
        raise Refused(NO_NEXT_LEVEL)
    about = {"version": pin.version, "level": pin.level, "next_level": pin.next_level}
    found = CheckIn.objects.filter(person=person, recorded_at__isnull=True)
    check_in = found.first()
    if check_in is None:
        started = {"started_at": now, "started_by": by}
        check_in = CheckIn.objects.create(person=person, manager=manager, **about, **started)
        record(CheckInStarted(check_in.pk), by=by, subject=person, at=now)
    elif (check_in.level, check_in.next_level) != (pin.level, pin.next_level):
        found.update(**about, manager=manager)
        check_in.refresh_from_db()
        record(CheckInStarted(check_in.pk), by=by, subject=person, at=now)
    return check_in


@transaction.atomic
def prepare_check_in(
    check_in: CheckIn, *, said: Mapping[str, Seen], by: Person, now: datetime, today: date
) -> CheckIn:
    """The person says what they showed of the next level; their manager reads it from now on.

    Raises `Conflict` once it is recorded, `Refused` for a competency that is not asked for.
    """
    fresh = _open(check_in)
    if fresh.person_id != by.pk:
        raise Denied(NOT_PREPARED_BY)
    keys = _keys(fresh, asked_in(fresh, today=today), said)
    for slug, each in said.items():
        Sighting.objects.update_or_create(
            check_in=fresh,
            competency_id=keys[slug],
            defaults={"said": each.next, "said_why": each.why},
        )
    fresh.prepared_at, fresh.prepared_by = now, by
    fresh.save(update_fields=["prepared_at", "prepared_by"])
    if manager := manager_of(fresh.person, today=today):
        queue_mails([check_in_is_prepared(fresh, manager)], now=now)
    record(CheckInPrepared(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


@transaction.atomic
def record_check_in(
    check_in: CheckIn,
    *,
    seen: Mapping[str, Seen],
    note: str,
    by: Person,
    now: datetime,
    today: date,
) -> CheckIn:
    """The manager of this moment records what they saw; readiness follows, the person reads it.

    Only what changes the latest observation, or comes with a reason, is stored. Raises `Denied`
    for anybody else, `Conflict` when it was recorded before or the level changed meanwhile.
    """
    fresh = _open(check_in)
    if not leads(by, fresh.person_id, today=today):
        raise Denied(NOT_LEADING)
    _require_same_level(fresh, today=today)
    asked = asked_in(fresh, today=today)
    keys = _keys(fresh, asked, seen)
    changed = {a.competency: seen[a.competency] for a in asked if _says(a, seen)}
    for slug, each in changed.items():
        Sighting.objects.update_or_create(
            check_in=fresh,
            competency_id=keys[slug],
            defaults={"seen": each.next, "seen_why": each.why},
        )
    fresh.recorded_at, fresh.recorded_by, fresh.note = now, by, note
    fresh.save(update_fields=["recorded_at", "recorded_by", "note"])
    push_facts([fresh.person_id], today=today)
    refresh(today=today, people=[fresh.person_id])
    record(CheckInRecorded(fresh.pk, len(changed)), by=by, subject=fresh.person, at=now)
    return fresh


def _says(asked: Asked, seen: Mapping[str, Seen]) -> bool:
    return asked.competency in seen and asked.changes(seen[asked.competency])


def _open(check_in: CheckIn) -> CheckIn:
    """The check-in as it stands, held until the end of the transaction."""
    rows = CheckIn.objects.select_for_update(of=("self",))
    fresh = rows.select_related("person", "version__family").get(pk=check_in.pk)
    if fresh.recorded_at:
        raise Conflict(RECORDED)
    return fresh


def _require_same_level(check_in: CheckIn, *, today: date) -> None:
    position = position_of(check_in.person, today=today)
    pinned = (check_in.version.family.slug, check_in.level)
    if position is None or (position.family, position.level) != pinned:
        raise Conflict(LEVEL_CHANGED)


def _keys(check_in: CheckIn, asked: tuple[Asked, ...], said: Mapping[str, Seen]) -> dict[str, int]:
    """The keys of the competencies that something is said about; each must be asked for."""
    if not said.keys() <= {each.competency for each in asked}:
        raise Refused(NOT_ASKED)
    known = Competency.objects.filter(family=check_in.version.family, slug__in=list(said))
    return dict(known.values_list("slug", "pk"))
