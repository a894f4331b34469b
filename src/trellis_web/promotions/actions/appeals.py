"""The person objects to a decision: once, in time, and others hear it."""

from datetime import date, datetime

from django.db import transaction

from trellis.process.cases import CaseState
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.promotions import emails
from trellis_web.promotions.actions.locks import held, store
from trellis_web.promotions.events import AppealAssigned, AppealRaised
from trellis_web.promotions.models import Appeal, Case, Committee, CommitteeMember, Outcome
from trellis_web.promotions.queries.telling import is_held
from trellis_web.promotions.rules.appeals import last_day
from trellis_web.promotions.rules.people import deciders, is_hr_of, members_of
from trellis_web.promotions.rules.refusals import (
    APPEAL_RAISED,
    APPEAL_TOO_LATE,
    CLOSED_COMMITTEE,
    NO_CHAIR,
    NOT_APPEALABLE,
    NOT_APPEALS_COMMITTEE,
    NOT_OF_THEM,
    NOT_TOLD,
    OVER,
    WAS_MEMBER,
    WITHOUT_REASON,
)
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def raise_appeal(case: Case, *, text: str, by: Person, now: datetime, today: date) -> Appeal:
    """The person objects to what was decided, within 30 days after they could read it, once.

    Raises `Refused` when it is too late, or when there is nothing to object to.
    """
    fresh = held(case, during=(CaseState.DECIDED,))
    require(by, Permission.CASE_WRITE, today=today)
    if by.pk != fresh.person_id:
        raise Denied(NOT_OF_THEM)
    decision = fresh.decisions.get(appeal__isnull=True)
    if is_held(decision, today=today):
        raise Refused(NOT_TOLD)
    if decision.outcome == Outcome.PROMOTED:
        raise Refused(NOT_APPEALABLE)
    if Appeal.objects.filter(case=fresh).exists():
        raise Conflict(APPEAL_RAISED)
    if today > last_day(decision):
        raise Refused(APPEAL_TOO_LATE)
    if not text.strip():
        raise Refused(WITHOUT_REASON)
    appeal = Appeal.objects.create(case=fresh, text=text.strip(), raised_at=now, raised_by=by)
    store(fresh)
    queue_mails(emails.appeal_is_raised(appeal, today=today), now=now)
    record(AppealRaised(fresh.pk), by=by, subject=fresh.person, at=now)
    return appeal


@transaction.atomic
def assign_appeal(
    appeal: Appeal, *, committee: Committee, by: Person, now: datetime, today: date
) -> Appeal:
    """HR gives an objection to a committee that hears them, with nobody of the first one."""
    case = held(appeal.case, during=(CaseState.DECIDED,))
    fresh: Appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if not is_hr_of(by, case.person_id, Permission.CASE_MANAGE, today=today):
        raise Denied
    if fresh.discussed_at or case.decisions.filter(appeal=fresh).exists():
        raise Conflict(OVER)
    _require_fit(case, committee)
    fresh.committee = committee
    if not any(is_chair for _person, is_chair in deciders(case, today=today, appeal=fresh)):
        raise Refused(NO_CHAIR)
    fresh.save(update_fields=["committee"])
    store(case)
    record(AppealAssigned(case.pk, committee.pk), by=by, subject=case.person, at=now)
    return fresh


def _require_fit(case: Case, committee: Committee) -> None:
    if committee.closed_at:
        raise Refused(CLOSED_COMMITTEE)
    if not committee.hears_appeals or committee.pk == case.committee_id:
        raise Refused(NOT_APPEALS_COMMITTEE)
    first = CommitteeMember.objects.filter(committee=case.committee_id).values("person")
    shared = members_of(committee).filter(person__in=first)
    if shared.exists() or members_of(committee).filter(person=case.decided_by_id).exists():
        raise Refused(WAS_MEMBER)
