"""The life of a case until it lies with those who decide."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of, position_of
from trellis_web.promotions import emails
from trellis_web.promotions.actions.freezing import freeze
from trellis_web.promotions.actions.locks import DRAFT, OPEN, WITH_MANAGER, held, store
from trellis_web.promotions.actions.permits import require_manager, require_theirs
from trellis_web.promotions.events import (
    CaseForwarded,
    CaseReturned,
    CaseStarted,
    CaseSubmitted,
    CaseWithdrawn,
)
from trellis_web.promotions.models import Case, Committee
from trellis_web.promotions.queries.openings import may_start_own
from trellis_web.promotions.rules.openings import why_not_opened
from trellis_web.promotions.rules.people import deciders, leads
from trellis_web.promotions.rules.refusals import (
    ALREADY_OPEN,
    NO_CHAIR,
    NOT_OF_THEM,
    NOT_SELF_STARTED,
    NOT_WITHDRAWABLE,
    WITHOUT_STATEMENT,
)
from trellis_web.promotions.rules.routing import why_not_to
from trellis_web.readiness.models import Move
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def start_case(*, person: Person, move: Move, by: Person, now: datetime, today: date) -> Case:
    """Begins a draft: by the person, where the company lets them, or by who leads them now.

    Raises `Denied` for anybody else, `Refused` for a move that is retired, superseded or does not
    start where the person stands, and `Conflict` when one is open already.
    """
    require(by, Permission.CASE_WRITE, today=today)
    if by.pk != person.pk and not leads(by, person.pk, today=today):
        raise Denied(NOT_OF_THEM)
    if by.pk == person.pk and not may_start_own():
        raise Denied(NOT_SELF_STARTED)
    origin = Case.Origin.PERSON if by.pk == person.pk else Case.Origin.MANAGER
    return open_case(person, move, origin, by=by, now=now, today=today)


@transaction.atomic
def open_case(
    person: Person, move: Move, origin: str, *, by: Person | None, now: datetime, today: date
) -> Case:
    """As `start_case`, for whoever may: the rules open cases too."""
    Person.objects.select_for_update().get(pk=person.pk)
    move = Move.objects.select_related("version__family").get(pk=move.pk)
    if denial := why_not_opened(move, position_of(person, today=today)):
        raise Refused(denial)
    same = {"move__slug": move.slug, "move__version__family": move.version.family_id}
    if Case.objects.filter(person=person, **same, **STILL_OPEN).exists():
        raise Conflict(ALREADY_OPEN)
    case = Case.objects.create(
        person=person, move=move, origin=origin, started_at=now, started_by=by
    )
    record(CaseStarted(case.pk, origin), by=by, subject=person, at=now)
    return case


STILL_OPEN = {"decided_at__isnull": True, "withdrawn_at__isnull": True}


@transaction.atomic
def submit_case(case: Case, *, changed: int, by: Person, now: datetime, today: date) -> Case:
    """Hands the draft to the manager: criteria, findings and sentences are frozen.

    The next publication changes nothing of it. Raises `Refused` without a statement, or when the
    person no longer stands where the move starts.
    """
    fresh = held(case, during=DRAFT, changed=changed)
    require_theirs(fresh, by, today=today)
    if not fresh.statement.strip():
        raise Refused(WITHOUT_STATEMENT)
    if denial := why_not_opened(fresh.move, position_of(fresh.person, today=today), is_new=False):
        raise Refused(denial)
    freeze(fresh, today=today)
    fresh.submitted_at, fresh.submitted_by = now, by
    store(fresh, "submitted_at", "submitted_by")
    if (manager := manager_of(fresh.person, today=today)) and manager != by:
        queue_mails([emails.case_waits(fresh, manager, "submitted")], now=now)
    record(CaseSubmitted(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


@transaction.atomic
def give_back(case: Case, *, by: Person, now: datetime, today: date) -> Case:
    """The manager gives a case back, so that it can be written on. What was found stays."""
    fresh = held(case, during=WITH_MANAGER)
    require_manager(fresh, by, today=today)
    fresh.submitted_at = fresh.submitted_by = None
    store(fresh, "submitted_at", "submitted_by")
    queue_mails([emails.case_is_returned(fresh)], now=now)
    record(CaseReturned(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


@transaction.atomic
def pass_on(
    case: Case, *, committee: Committee | None, by: Person, now: datetime, today: date
) -> Case:
    """The manager, or HR, passes a case on to those who decide it.

    `committee` None: the manager's manager, where the company has no committees. Raises `Refused`
    for a committee that does not decide such cases, or has nobody who may lead it.
    """
    fresh = held(case, during=WITH_MANAGER)
    require_manager(fresh, by, today=today)
    if denial := why_not_to(committee, fresh):
        raise Refused(denial)
    fresh.committee, fresh.passed_on_at, fresh.passed_on_by = committee, now, by
    members = deciders(fresh, today=today)
    if not any(is_chair for _person, is_chair in members):
        raise Refused(NO_CHAIR)
    store(fresh, "committee", "passed_on_at", "passed_on_by")
    queue_mails((emails.case_waits(fresh, each, "passed-on") for each, _ in members), now=now)
    payload = CaseForwarded(fresh.pk, committee.pk if committee else None)
    record(payload, by=by, subject=fresh.person, at=now)
    return fresh


@transaction.atomic
def withdraw_case(case: Case, *, by: Person, now: datetime, today: date) -> Case:
    """Takes a case back: the person at any time before the decision, or who started it for them
    before it is passed on, while they lead them. What was written stays."""
    fresh = held(case, during=OPEN)
    started = by.pk == fresh.started_by_id and leads(by, fresh.person_id, today=today)
    if by.pk != fresh.person_id and (fresh.passed_on_at or not started):
        raise Denied(NOT_WITHDRAWABLE)
    fresh.withdrawn_at, fresh.withdrawn_by = now, by
    store(fresh, "withdrawn_at", "withdrawn_by")
    record(CaseWithdrawn(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh
