"""What is written beside computed columns: a note on a card."""

from django.conf import settings
from django.db import models

from trellis_web.audit.models import AppendOnly

PERSON = settings.AUTH_USER_MODEL


class BoardNote(AppendOnly):
    """Something to remember about a card of the readiness board. It moves nothing.

    Written and read by whoever leads the person now, and by HR in scope: a working note among
    those who look for opportunities. No page about readiness reads it, and no decision does.
    """

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="board_notes")
    text = models.TextField(max_length=2_000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-written_at", "-pk")
        indexes = [models.Index(fields=["person"], name="board_note_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.pk}"
