"""Told in person first: a decision waits for the talk, at the latest for its day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.promotions import emails
from trellis_web.promotions.events import DecisionTold, TellingSet
from trellis_web.promotions.models import Decision, Telling, TellingRule
from trellis_web.promotions.queries.telling import days_to_tell
from trellis_web.promotions.rules.people import is_hr_of, leads
from trellis_web.promotions.rules.refusals import NOT_A_TELLER, TELLING_TOO_LATE
from trellis_web.promotions.rules.telling import MOST_DAYS
from trellis_web.reviews.rules import Refused


def hold(decision: Decision, *, today: date) -> Telling | None:
    """Keeps a decision from its person until they are told. Part of an action.

    None where decisions are read at once, and where a position changes today already: nobody
    finds out by their new level.
    """
    telling = Telling(decision=decision, due_on=today + timedelta(days=days_to_tell()))
    if telling.read_on <= today:
        return None
    telling.save()
    return telling


@transaction.atomic
def tell_decision(telling: Telling, *, by: Person, now: datetime, today: date) -> Telling:
    """The person was told in person, and reads the decision from now on.

    By who leads them now, or HR in scope; `Denied` for others, and for the person. A second time
    changes nothing.
    """
    rows = Telling.objects.select_for_update(of=("self",))
    fresh: Telling = rows.select_related("decision__case__person").get(pk=telling.pk)
    person = fresh.decision.case.person
    is_hr = is_hr_of(by, person.pk, Permission.CASE_MANAGE, today=today)
    if by.pk == person.pk or not (is_hr or leads(by, person.pk, today=today)):
        raise Denied(NOT_A_TELLER)
    if fresh.told_at is None:
        _told(fresh, by=by, now=now)
    return fresh


def tell_due(*, now: datetime) -> int:
    """For the timer: writes to everyone whose decision can be read since its day; to how many.

    They can read it without this; each letter in a transaction of its own.
    """
    due = Telling.objects.come(timezone.localdate(now))
    return sum(_tell_one(key, now=now) for key in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _tell_one(key: int, *, now: datetime) -> bool:
    rows = Telling.objects.select_for_update(of=("self",)).filter(pk=key, told_at__isnull=True)
    telling = rows.select_related("decision__case__person").first()
    if telling is None:
        return False
    _told(telling, by=None, now=now)
    return True


def _told(telling: Telling, *, by: Person | None, now: datetime) -> None:
    telling.told_at, telling.told_by = now, by
    telling.save(update_fields=["told_at", "told_by"])
    queue_mails([emails.decision_can_be_read(telling.decision)], now=now)
    case = telling.decision.case
    record(DecisionTold(case.pk, by is not None), by=by, subject=case.person, at=now)


@transaction.atomic
def set_telling(*, days: int, by: Person, now: datetime, today: date) -> TellingRule:
    """Says within how many days decisions are told in person; 0: they are read at once.

    For decisions from now on. Raises `Refused` beyond `MOST_DAYS`.
    """
    require(by, Permission.COMMITTEE_MANAGE, today=today)
    if not 0 <= days <= MOST_DAYS:
        raise Refused(TELLING_TOO_LATE)
    rule = TellingRule.objects.create(days=days, set_at=now, set_by=by)
    record(TellingSet(days), by=by, at=now)
    return rule
