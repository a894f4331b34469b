"""Job titles that are none of their level's: HR says for each person whether they are right."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class TitleDecision(models.Model):
    """HR approved, or refused with a reason, that a person at a level bears another title.

    It holds for exactly this title at this level: after a move or a new title it is asked again.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="title_decisions")
    family = models.CharField(max_length=100)
    level = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    is_approved = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-decided_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="title_decision_once", fields=["person", "family", "level", "title"]
            ),
            models.CheckConstraint(
                name="title_refused_with_reason",
                condition=Q(is_approved=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.person})"
