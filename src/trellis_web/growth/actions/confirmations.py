"""A colleague is asked to confirm a note, and answers."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions.facts import refresh_facts
from trellis_web.growth.events import (
    ConfirmationAsked,
    ConfirmationCancelled,
    ConfirmationDeclined,
    EvidenceConfirmed,
)
from trellis_web.growth.models import Confirmation, EvidenceNote
from trellis_web.growth.rules.evidence import why_not_answered, why_not_asked
from trellis_web.people.models import Person


@transaction.atomic
def ask_confirmation(
    *, note: EvidenceNote, colleague: Person, by: Person, now: datetime, today: date
) -> Confirmation:
    """Asks a colleague whether a note is so. Until they answer they can read this one note."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    EvidenceNote.objects.select_for_update().get(pk=note.pk)
    if denial := why_not_asked(note, colleague, by=by):
        raise Denied(denial)
    asked = Confirmation.objects.create(note=note, colleague=colleague, asked_at=now, asked_by=by)
    record(ConfirmationAsked(note.pk, colleague.pk), by=by, subject=note.person, at=now)
    return asked


@transaction.atomic
def cancel_confirmation(
    *, confirmation: Confirmation, by: Person, now: datetime, today: date
) -> None:
    """Takes an unanswered question back; the colleague no longer reads the note."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    asked = _locked(confirmation)
    if denial := why_not_answered(asked, asked.note.person, by=by):
        raise Denied(denial)
    asked.delete()
    record(
        ConfirmationCancelled(asked.note_id, asked.colleague_id),
        by=by,
        subject=asked.note.person,
        at=now,
    )


@transaction.atomic
def confirm_evidence(
    *, confirmation: Confirmation, comment: str = "", by: Person, now: datetime, today: date
) -> Confirmation:
    """The colleague says that it is so."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    asked = _locked(confirmation)
    if denial := why_not_answered(asked, asked.colleague, by=by):
        raise Denied(denial)
    asked.confirmed_at, asked.confirmed_by, asked.comment = now, by, comment
    asked.save()
    record(EvidenceConfirmed(asked.note_id), by=by, subject=asked.note.person, at=now)
    refresh_facts([asked.note.person_id], today=today)
    return asked


@transaction.atomic
def decline_confirmation(
    *, confirmation: Confirmation, comment: str = "", by: Person, now: datetime, today: date
) -> Confirmation:
    """The colleague cannot say so. Only the author of the note is told."""
    require(by, Permission.EVIDENCE_WRITE, today=today)
    asked = _locked(confirmation)
    if denial := why_not_answered(asked, asked.colleague, by=by):
        raise Denied(denial)
    asked.declined_at, asked.declined_by, asked.comment = now, by, comment
    asked.save()
    record(ConfirmationDeclined(asked.note_id), by=by, subject=asked.note.person, at=now)
    return asked


def _locked(confirmation: Confirmation) -> Confirmation:
    asked: Confirmation = (
        Confirmation.objects.select_for_update(of=("self",))
        .select_related("note__person", "colleague")
        .get(pk=confirmation.pk)
    )
    return asked
