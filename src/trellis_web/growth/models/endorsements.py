"""Who backs a move of a person, and the figures that a criterion reads."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Endorsement(models.Model):
    """`endorsed_by`, in the role `role`, backs the move `move` of `person`, until withdrawn."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="endorsements")
    family = models.CharField(max_length=100)
    move = models.CharField(max_length=100)
    role = models.CharField(max_length=40)
    text = models.TextField(max_length=4_000)
    endorsed_at = models.DateTimeField()
    endorsed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-endorsed_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="endorsement_once",
                fields=["person", "family", "move", "endorsed_by"],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.move}"


class MetricValue(models.Model):
    """The value of a metric of a person for the period that starts on `period_on`."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="metrics")
    name = models.CharField(max_length=100)
    period_on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("person_id", "name", "period_on")
        constraints = [
            models.UniqueConstraint(name="metric_once", fields=["person", "name", "period_on"])
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period_on}"
