"""Writing a note on a card of the readiness board."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.insights.access import may_note
from trellis_web.insights.events import ReadinessNoted
from trellis_web.insights.models import BoardNote
from trellis_web.people.models import Person


@transaction.atomic
def write_note(*, about: Person, text: str, by: Person, now: datetime, today: date) -> BoardNote:
    """A further note about somebody. Raises `Denied` for whoever neither leads them nor is HR."""
    if not may_note(by, about, today=today):
        raise Denied
    note: BoardNote = BoardNote.objects.create(
        person=about, text=text, written_at=now, written_by=by
    )
    record(ReadinessNoted(note.pk), by=by, subject=about, at=now)
    return note
