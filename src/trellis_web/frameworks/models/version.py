"""A published document, immutable."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.audit.models import AppendOnly
from trellis_web.frameworks.models.family import Family


class Version(AppendOnly):
    """A published document. `text` is `trellis/1` YAML, `digest` its SHA-256."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    note = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("family_id", "-number")
        constraints = [
            models.UniqueConstraint(name="version_number_once", fields=["family", "number"]),
            models.CheckConstraint(name="version_has_note", condition=~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.family} v{self.number}"
