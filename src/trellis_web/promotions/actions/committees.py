"""Setting up committees: HR says who sits on them and who leads them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Unit
from trellis_web.promotions.events import (
    CommitteeClosed,
    CommitteeCreated,
    MemberAdded,
    MemberRemoved,
)
from trellis_web.promotions.models import Appeal, Case, Committee, CommitteeMember
from trellis_web.promotions.rules.refusals import (
    CASES_OPEN,
    CLOSED_COMMITTEE,
    HAS_LEFT,
    NOT_A_MEMBER,
)
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def create_committee(
    *,
    title: str,
    families: Iterable[Family] = (),
    unit: Unit | None = None,
    hears_appeals: bool = False,
    by: Person,
    now: datetime,
    today: date,
) -> Committee:
    """A committee without members; without families it decides about all of them."""
    require(by, Permission.COMMITTEE_MANAGE, today=today)
    committee = Committee.objects.create(
        title=title, unit=unit, hears_appeals=hears_appeals, created_at=now, created_by=by
    )
    committee.families.set(families)
    record(CommitteeCreated(committee.pk, title), by=by, at=now)
    return committee


@transaction.atomic
def add_member(
    committee: Committee,
    *,
    person: Person,
    is_chair: bool = False,
    by: Person,
    now: datetime,
    today: date,
) -> CommitteeMember:
    """Somebody sits on a committee from now on, or becomes its chair, or no longer is.

    There is one chair: a new one takes the place of the one before, who stays a member.
    """
    require(by, Permission.COMMITTEE_MANAGE, today=today)
    fresh = _held(committee)
    if not person.is_active:
        raise Denied(HAS_LEFT)
    if is_chair:
        fresh.members.filter(is_chair=True).update(is_chair=False)
    member, created = CommitteeMember.objects.get_or_create(
        committee=fresh,
        person=person,
        left_at=None,
        defaults={"is_chair": is_chair, "joined_at": now, "joined_by": by},
    )
    if not created:
        member.is_chair = is_chair
        member.save(update_fields=["is_chair"])
    record(MemberAdded(fresh.pk, person.pk, is_chair), by=by, subject=person, at=now)
    return member


@transaction.atomic
def remove_member(
    committee: Committee, *, person: Person, by: Person, now: datetime, today: date
) -> None:
    """Somebody no longer sits on a committee; from the next request on they read none of its cases.

    Votes that they cast stay.
    """
    require(by, Permission.COMMITTEE_MANAGE, today=today)
    fresh = _held(committee)
    rows = fresh.members.filter(person=person, left_at__isnull=True)
    if not rows.update(left_at=now, left_by=by):
        raise Conflict(NOT_A_MEMBER)
    record(MemberRemoved(fresh.pk, person.pk), by=by, subject=person, at=now)


@transaction.atomic
def close_committee(committee: Committee, *, by: Person, now: datetime, today: date) -> Committee:
    """No more cases come to it. Refused while a case or an objection lies with it."""
    require(by, Permission.COMMITTEE_MANAGE, today=today)
    fresh = _held(committee)
    cases = Case.objects.filter(committee=fresh, decided_at__isnull=True, withdrawn_at__isnull=True)
    heard = Appeal.objects.filter(committee=fresh, decision__isnull=True)
    if cases.exists() or heard.exists():
        raise Refused(CASES_OPEN)
    fresh.closed_at, fresh.closed_by = now, by
    fresh.save(update_fields=["closed_at", "closed_by"])
    record(CommitteeClosed(fresh.pk, fresh.title), by=by, at=now)
    return fresh


def _held(committee: Committee) -> Committee:
    fresh: Committee = Committee.objects.select_for_update().get(pk=committee.pk)
    if fresh.closed_at:
        raise Conflict(CLOSED_COMMITTEE)
    return fresh
