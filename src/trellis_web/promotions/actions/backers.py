"""Who backs a case: asked by a day, given or refused with words; silence is no veto."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions import endorse
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of
from trellis_web.promotions import emails
from trellis_web.promotions.actions.locks import OPEN, held
from trellis_web.promotions.actions.permits import require_asker
from trellis_web.promotions.events import BackersAsked, BackingAnswered, SilenceEscalated
from trellis_web.promotions.models import Backer, Case
from trellis_web.promotions.rules.people import leads
from trellis_web.promotions.rules.refusals import (
    ALREADY_ANSWERED,
    DUE_IN_THE_PAST,
    NOT_ASKED,
    NOT_ON_OWN,
    TOO_SHORT,
    WITHOUT_REASON,
)
from trellis_web.promotions.rules.words import is_enough
from trellis_web.reviews.rules import Conflict, Refused


@transaction.atomic
def ask_backers(
    case: Case,
    *,
    people: Sequence[Person],
    part: str,
    due_on: date,
    criterion: str = "",
    by: Person,
    now: datetime,
    today: date,
) -> list[Backer]:
    """Asks people to endorse or to support an open case until a day; nobody twice for one part.

    By the person, their manager or HR. Returns those who are asked now. The case's own person is
    never asked.
    """
    fresh = held(case, during=OPEN)
    require_asker(fresh, by, today=today)
    if due_on <= today:
        raise Refused(DUE_IN_THE_PAST)
    if any(person.pk == fresh.person_id for person in people):
        raise Denied(NOT_ON_OWN)
    known = set(fresh.backers.filter(part=part).values_list("person", flat=True))
    asked = [
        Backer.objects.create(
            case=fresh,
            person=person,
            part=part,
            criterion=criterion,
            due_on=due_on,
            asked_at=now,
            asked_by=by,
        )
        for person in dict.fromkeys(people)
        if person.pk not in known
    ]
    if asked:
        queue_mails((emails.backing_is_asked(each) for each in asked), now=now)
        payload = BackersAsked(fresh.pk, [each.person_id for each in asked])
        record(payload, by=by, subject=fresh.person, at=now)
    return asked


@transaction.atomic
def answer_backing(
    backer: Backer, *, answer: str, text: str, by: Person, now: datetime, today: date
) -> Backer:
    """Gives or refuses, once. Given: at least three sentences and 200 characters.

    Where the manager of this moment endorses, the criterion of the move follows at once. Raises
    `Denied` for anybody else, `Conflict` when it was answered or the case is over.
    """
    case = held(backer.case, during=OPEN)
    fresh = Backer.objects.select_for_update().get(pk=backer.pk)
    require(by, Permission.CASE_WRITE, today=today)
    if fresh.person_id != by.pk or fresh.case_id != case.pk:
        raise Denied(NOT_ASKED)
    if fresh.answer:
        raise Conflict(ALREADY_ANSWERED)
    if answer == Backer.Answer.GIVEN and not is_enough(text):
        raise Refused(TOO_SHORT)
    if not text.strip():
        raise Refused(WITHOUT_REASON)
    fresh.answer, fresh.text, fresh.answered_at = Backer.Answer(answer), text.strip(), now
    fresh.save(update_fields=["answer", "text", "answered_at"])
    record(BackingAnswered(case.pk, fresh.pk), by=by, subject=case.person, at=now)
    if _counts(fresh, case, by, today=today):
        endorse(
            person=case.person,
            family=case.move.version.family.slug,
            move=case.move.slug,
            text=fresh.text,
            by=by,
            now=now,
            today=today,
        )
    return fresh


def escalate_silence(*, now: datetime) -> int:
    """For the timer: tells who asked, and the manager of who is silent, once. How many."""
    today = timezone.localdate(now)
    still = {"case__decided_at__isnull": True, "case__withdrawn_at__isnull": True}
    silent = Backer.objects.filter(
        answer="", escalated_at__isnull=True, due_on__lt=today, **still
    ).values_list("pk", flat=True)
    return sum(_escalate(key, now=now, today=today) for key in list(silent))


@transaction.atomic
def _escalate(key: int, *, now: datetime, today: date) -> bool:
    rows = Backer.objects.select_for_update(of=("self",)).filter(pk=key, answer="")
    backer = rows.filter(escalated_at__isnull=True).select_related("case__person", "person").first()
    if backer is None:
        return False
    backer.escalated_at = now
    backer.save(update_fields=["escalated_at"])
    told = {backer.asked_by, manager_of(backer.person, today=today)} - {None, backer.case.person}
    queue_mails((emails.backing_is_late(backer, each) for each in told if each), now=now)
    payload = SilenceEscalated(backer.case_id, backer.pk)
    record(payload, by=None, subject=backer.case.person, at=now)
    return True


def _counts(backer: Backer, case: Case, by: Person, *, today: date) -> bool:
    """Whether it is the endorsement that a criterion of the move reads."""
    given = (backer.part, backer.answer) == (Backer.Part.ENDORSER, Backer.Answer.GIVEN)
    return given and leads(by, case.person_id, today=today)
