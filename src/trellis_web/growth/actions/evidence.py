"""A person writes, changes, shares and deletes notes of what they did."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions.contents import forget
from trellis_web.growth.actions.facts import refresh_facts
from trellis_web.growth.events import (
    EvidenceAdded,
    EvidenceDeleted,
    EvidenceEdited,
    EvidenceShared,
    EvidenceUnshared,
)
from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.growth.rules.evidence import (
    Tag,
    why_not_changed,
    why_not_deleted,
    why_not_unshared,
)
from trellis_web.people.models import Person


@transaction.atomic
def add_evidence(
    *,
    person: Person,
    text: str,
    happened_on: date,
    link: str = "",
    is_ongoing: bool = False,
    source: str = "",
    tags: Iterable[Tag] = (),
    by: Person,
    now: datetime,
    today: date,
) -> EvidenceNote:
    """A new private note. Only the person writes their own."""
    _require_author(person, by, today=today)
    note = EvidenceNote.objects.create(
        person=person,
        text=text,
        happened_on=happened_on,
        link=link,
        is_ongoing=is_ongoing,
        source=source,
        created_at=now,
    )
    tag_note(note, tags)
    record(EvidenceAdded(note.pk), by=by, subject=person, at=now)
    return note


@transaction.atomic
def edit_evidence(
    *,
    note: EvidenceNote,
    text: str,
    happened_on: date,
    link: str,
    is_ongoing: bool = False,
    tags: Iterable[Tag],
    by: Person,
    now: datetime,
    today: date,
) -> EvidenceNote:
    """Changes the words of a note. Refused once a colleague was asked to vouch for them."""
    note = own_note(note, by, today=today)
    if denial := why_not_changed(note):
        raise Denied(denial)
    note.text, note.happened_on, note.link, note.is_ongoing = text, happened_on, link, is_ongoing
    note.save()
    note.tags.all().delete()
    tag_note(note, tags)
    record(EvidenceEdited(note.pk), by=by, subject=note.person, at=now)
    refresh_facts([note.person_id], today=today)
    return note


@transaction.atomic
def delete_evidence(*, note: EvidenceNote, by: Person, now: datetime, today: date) -> None:
    """Deletes a note. Refused while it is shared and confirmed: others may rely on it."""
    note = own_note(note, by, today=today)
    if denial := why_not_deleted(note):
        raise Denied(denial)
    record(EvidenceDeleted(note.pk), by=by, subject=note.person, at=now)
    forget(note.files.values_list("pk", flat=True))
    note.delete()
    refresh_facts([note.person_id], today=today)


@transaction.atomic
def mark_ongoing(
    *, note: EvidenceNote, is_ongoing: bool, by: Person, now: datetime, today: date
) -> EvidenceNote:
    """Says that it still goes on, or no longer does. Possible also for confirmed words."""
    note = own_note(note, by, today=today)
    if note.is_ongoing != is_ongoing:
        note.is_ongoing = is_ongoing
        note.save()
        record(EvidenceEdited(note.pk), by=by, subject=note.person, at=now)
    return note


@transaction.atomic
def share_several(
    *, notes: Iterable[EvidenceNote], by: Person, now: datetime, today: date
) -> list[EvidenceNote]:
    """Shares these notes: all of them, or none."""
    return [share_evidence(note=note, by=by, now=now, today=today) for note in notes]


@transaction.atomic
def share_evidence(*, note: EvidenceNote, by: Person, now: datetime, today: date) -> EvidenceNote:
    """Lets the manager and HR read a note; from now on it counts."""
    note = own_note(note, by, today=today)
    if note.shared_at is None:
        note.shared_at, note.shared_by = now, by
        note.save()
        record(EvidenceShared(note.pk), by=by, subject=note.person, at=now)
        refresh_facts([note.person_id], today=today)
    return note


@transaction.atomic
def unshare_evidence(*, note: EvidenceNote, by: Person, now: datetime, today: date) -> EvidenceNote:
    """Makes a note private again; it no longer counts. Refused once a released result cites it."""
    note = own_note(note, by, today=today)
    if denial := why_not_unshared(note):
        raise Denied(denial)
    if note.shared_at is not None:
        note.shared_at = note.shared_by = None
        note.save()
        record(EvidenceUnshared(note.pk), by=by, subject=note.person, at=now)
        refresh_facts([note.person_id], today=today)
    return note


def tag_note(note: EvidenceNote, tags: Iterable[Tag]) -> None:
    """Ties a note to what it speaks about, each tag once."""
    EvidenceTag.objects.bulk_create(
        EvidenceTag(note=note, kind=tag.kind, family=tag.family, key=tag.key)
        for tag in dict.fromkeys(tags)
    )


def own_note(note: EvidenceNote, by: Person, *, today: date) -> EvidenceNote:
    """The author's note, locked and as it is now. Raises `Denied` for everyone but its author."""
    _require_author(note.person, by, today=today)
    return EvidenceNote.objects.select_for_update().select_related("person").get(pk=note.pk)


def _require_author(person: Person, by: Person, *, today: date) -> None:
    require(by, Permission.EVIDENCE_WRITE, today=today)
    if person.pk != by.pk:
        raise Denied
