"""How many notes speak for a competency, and when the last one was shared."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max

from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.people.models import Person


def notes_by_competency(person: Person, family: str, *, shared_only: bool) -> dict[str, int]:
    """The number of notes by competency; private ones are for their author alone. One query."""
    tags = EvidenceTag.objects.filter(
        note__person=person, kind=EvidenceTag.Kind.COMPETENCY, family=family
    )
    if shared_only:
        tags = tags.filter(note__shared_at__isnull=False)
    return dict(tags.values_list("key").annotate(Count("pk")).order_by())


def last_shared(people: Iterable[int]) -> dict[int, date]:
    """The day of the last shared note of each person who has one. One query."""
    notes = EvidenceNote.objects.filter(person__in=people, shared_at__isnull=False)
    return dict(notes.order_by().values_list("person").annotate(Max("happened_on")))
