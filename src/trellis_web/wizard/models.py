"""The wizard: which of its steps somebody has finished.

FinishedStep   one step of one family, with who and when; what the step set stands in the draft
"""

from django.conf import settings
from django.db import models

from trellis_web.frameworks.models import Family


class FinishedStep(models.Model):
    """Somebody went through a step. The last one is computed and has no row."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="finished_steps")
    step = models.CharField(max_length=20)
    finished_at = models.DateTimeField()
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="finished_step_once", fields=["family", "step"]),
        ]

    def __str__(self) -> str:
        return f"{self.family}: {self.step}"
