"""When the last note of a person was shared."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from trellis_web.growth.models import EvidenceNote


def last_shared(people: Iterable[int]) -> dict[int, date]:
    """The day of the last shared note of each person who has one. One query."""
    notes = EvidenceNote.objects.filter(person__in=people, shared_at__isnull=False)
    return dict(notes.order_by().values_list("person").annotate(Max("happened_on")))
