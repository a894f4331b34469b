"""Files come to a note and go with it. The content is on disk before the row, and after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.growth.actions.contents import forget, store, stored
from trellis_web.growth.actions.evidence import own_note
from trellis_web.growth.events import FileDeleted, FilesAttached, FilesSwept
from trellis_web.growth.models import EvidenceFile, EvidenceNote
from trellis_web.growth.queries.files import used_by
from trellis_web.growth.rules.evidence import why_not_changed
from trellis_web.growth.rules.files import name_for, why_not_attached
from trellis_web.people.models import Person

ABANDONED = timedelta(days=1)
"""An unknown file this old belongs to no request that is still on its way."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was looked at: `media_type` is what its content says."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def attach_files(
    *, note: EvidenceNote, files: Sequence[Attachment], by: Person, now: datetime, today: date
) -> list[EvidenceFile]:
    """Keeps files with one's own note: all of them or none.

    The room is counted under a lock on the person, so that two uploads cannot both take the last.
    """
    Person.objects.select_for_update().get(pk=by.pk)
    note = own_note(note, by, today=today)
    sizes = [len(each.content) for each in files]
    if denial := why_not_changed(note) or why_not_attached(note.files.count(), used_by(by), sizes):
        raise Denied(denial)
    rows = [_row(note, each, by, now) for each in files]
    for row, each in zip(rows, files, strict=True):
        store(row.pk, each.content)
    EvidenceFile.objects.bulk_create(rows)
    record(FilesAttached(note.pk, len(rows)), by=by, subject=note.person, at=now)
    return rows


@transaction.atomic
def delete_file(*, file: EvidenceFile, by: Person, now: datetime, today: date) -> None:
    """Takes a file away from one's own note."""
    note = own_note(file.note, by, today=today)
    if denial := why_not_changed(note):
        raise Denied(denial)
    EvidenceFile.objects.filter(pk=file.pk).delete()
    forget([file.pk])
    record(FileDeleted(note.pk), by=by, subject=note.person, at=now)


@transaction.atomic
def sweep_files(*, now: datetime) -> int:
    """Deletes what lies in the folder and belongs to no note: after a crash, or an erasure.

    For a timer. Gives the number of files; young ones wait, their row may be on its way.
    """
    known = {key.hex for key in EvidenceFile.objects.values_list("pk", flat=True)}
    before = (now - ABANDONED).timestamp()
    lost = [each for each in stored() if each.name not in known]
    old = [each for each in lost if each.stat().st_mtime < before]
    for each in old:
        each.unlink(missing_ok=True)
    if old:
        record(FilesSwept(len(old)), by=None, at=now)
    return len(old)


def _row(note: EvidenceNote, file: Attachment, by: Person, now: datetime) -> EvidenceFile:
    return EvidenceFile(
        pk=uuid4(),
        note=note,
        name=name_for(file.name, file.media_type),
        media_type=file.media_type,
        size=len(file.content),
        digest=sha256(file.content).hexdigest(),
        uploaded_at=now,
        uploaded_by=by,
    )
