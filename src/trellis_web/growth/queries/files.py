"""Where the files of notes lie, and how much of the room a person has used."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from trellis_web.growth.models import EvidenceFile
from trellis_web.people.models import Person


def path_of(key: UUID) -> Path:
    """Where the content of the file with this key lies: under its random key, never its name."""
    return Path(settings.EVIDENCE_DIR) / key.hex


def used_by(person: Person) -> int:
    """The bytes of the person's files."""
    total = EvidenceFile.objects.filter(note__person=person).aggregate(Sum("size"))
    return total["size__sum"] or 0
