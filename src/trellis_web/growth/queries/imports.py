"""What an import of notes would do."""

from collections.abc import Iterable

from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.rules.evidence import NewNote
from trellis_web.people.models import Person


def known_sources(person: Person, notes: Iterable[NewNote]) -> set[str]:
    """The sources among these that the person keeps a note of already. One query."""
    sources = {note.source for note in notes if note.source}
    kept = EvidenceNote.objects.filter(person=person, source__in=sources)
    return set(kept.values_list("source", flat=True))
