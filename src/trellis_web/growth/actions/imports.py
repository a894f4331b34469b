"""Notes come from elsewhere: all of them or none, and the same one never twice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions.evidence import tag_note
from trellis_web.growth.events import EvidenceImported
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.rules.evidence import NewNote
from trellis_web.people.models import Person


@transaction.atomic
def import_evidence(
    *, person: Person, notes: Sequence[NewNote], by: Person, now: datetime, today: date
) -> list[EvidenceNote]:
    """Keeps these notes of one's own, private. Gives one for each, in the same order.

    A note whose source is kept already stays as it is, and is given as it is. The lock on the
    person lets two imports of the same notes wait for each other.
    """
    require(by, Permission.EVIDENCE_WRITE, today=today)
    if person.pk != by.pk:
        raise Denied
    Person.objects.select_for_update().get(pk=person.pk)
    sources = {note.source for note in notes if note.source}
    kept = {each.source: each for each in person.evidence.filter(source__in=sources)}
    given: list[EvidenceNote] = []
    added = 0
    for note in notes:
        stored = kept.get(note.source) if note.source else None
        if stored is None:
            stored = _write(person, note, now)
            kept[stored.source] = stored
            added += 1
        given.append(stored)
    record(EvidenceImported(added), by=by, subject=person, at=now)
    return given


def _write(person: Person, note: NewNote, now: datetime) -> EvidenceNote:
    stored: EvidenceNote = EvidenceNote.objects.create(
        person=person,
        text=note.text,
        happened_on=note.happened_on,
        link=note.link,
        is_ongoing=note.is_ongoing,
        source=note.source,
        created_at=now,
    )
    tag_note(stored, note.tags)
    return stored
