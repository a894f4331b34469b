"""The editable predecessor of the next version."""

from django.conf import settings
from django.db import models

from trellis_web.frameworks.models.family import Family


class Draft(models.Model):
    """The document being written. `revision` rises with each save, so that nobody overwrites.

    `findings` is what the importer noticed in the file that the draft was made from.
    """

    family = models.OneToOneField(Family, on_delete=models.CASCADE, related_name="draft")
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    findings = models.JSONField(default=list)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.family} (draft)"
