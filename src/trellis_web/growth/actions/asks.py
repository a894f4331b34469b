"""Feedback between rounds: a colleague says what they saw of one statement."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.asked import wording
from trellis_web.growth import emails
from trellis_web.growth.actions.facts import refresh_facts
from trellis_web.growth.events.asks import (
    FeedbackAsked,
    FeedbackDeclined,
    FeedbackGiven,
    FeedbackWithdrawn,
)
from trellis_web.growth.models import Ask, Confirmation, EvidenceNote, EvidenceTag
from trellis_web.growth.rules.asks import NO_STATEMENT, is_shared, why_not_asked, why_not_settled
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person


@transaction.atomic
def ask_feedback(
    *,
    person: Person,
    colleague: Person,
    family: str,
    statement: str,
    question: str = "",
    by: Person,
    now: datetime,
    today: date,
) -> Ask:
    """Asks a colleague what they saw of a statement of the current version of a family.

    The person asks about themself, or their manager about them. At most five wait at a time.
    """
    require(by, Permission.EVIDENCE_WRITE, today=today)
    Person.objects.select_for_update().get(pk=person.pk)
    about = {"family": family, "statement": statement}
    if denial := why_not_asked(person, colleague, by=by, today=today, **about):
        raise Denied(denial)
    current = Family.objects.filter(slug=family).select_related("current").first()
    if not current or not current.current or not wording(current.current, statement):
        raise Denied(NO_STATEMENT)
    asked = Ask.objects.create(
        person=person, colleague=colleague, question=question, asked_at=now, asked_by=by, **about
    )
    queue_mails([emails.feedback_is_asked(asked)], now=now)
    record(FeedbackAsked(asked.pk, colleague.pk), by=by, subject=person, at=now)
    return asked


@transaction.atomic
def answer_ask(*, ask: Ask, text: str, by: Person, now: datetime, today: date) -> EvidenceNote:
    """The colleague's words become a note of the person, which the colleague vouches for.

    It is private like every note, and shared by the person if they wish; what the manager asked
    for is shared from the beginning.
    """
    asked = _unsettled(ask, ask.colleague, by=by, today=today)
    shared = {"shared_at": now, "shared_by": asked.asked_by} if is_shared(asked) else {}
    note = EvidenceNote.objects.create(
        person=asked.person, text=text, happened_on=today, created_at=now, **shared
    )
    statement = EvidenceTag.Kind.STATEMENT
    EvidenceTag.objects.create(note=note, kind=statement, family=asked.family, key=asked.statement)
    Confirmation.objects.create(
        note=note,
        colleague=by,
        asked_at=asked.asked_at,
        asked_by=asked.asked_by,
        confirmed_at=now,
        confirmed_by=by,
    )
    asked.answered_at, asked.answered_by, asked.note = now, by, note
    asked.save(update_fields=["answered_at", "answered_by", "note"])
    queue_mails([emails.feedback_is_given(asked)], now=now)
    record(FeedbackGiven(asked.pk, by.pk, note.pk), by=by, subject=asked.person, at=now)
    refresh_facts([asked.person_id], today=today)
    return note


@transaction.atomic
def decline_ask(*, ask: Ask, reason: str, by: Person, now: datetime, today: date) -> Ask:
    """The colleague does not answer; whoever asked and the person read why."""
    asked = _unsettled(ask, ask.colleague, by=by, today=today)
    asked.declined_at, asked.declined_by, asked.decline_reason = now, by, reason
    asked.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    record(FeedbackDeclined(asked.pk, by.pk), by=by, subject=asked.person, at=now)
    return asked


@transaction.atomic
def withdraw_ask(*, ask: Ask, by: Person, now: datetime, today: date) -> None:
    """Whoever asked takes the question back."""
    asked = _unsettled(ask, ask.asked_by, by=by, today=today)
    record(FeedbackWithdrawn(asked.pk, asked.colleague_id), by=by, subject=asked.person, at=now)
    asked.delete()


def _unsettled(ask: Ask, owner: Person, *, by: Person, today: date) -> Ask:
    """The question as it stands, held until the end of the transaction, while it is open."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    rows = Ask.objects.select_for_update(of=("self",)).select_related(
        "person", "colleague", "asked_by"
    )
    asked = rows.get(pk=ask.pk)
    if denial := why_not_settled(asked, owner, by=by):
        raise Denied(denial)
    return asked
