"""Between rounds: what employee and manager see of the next level, said at any time."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.frameworks.models import Competency, Version
from trellis_web.reviews.models.assessments import Next

PERSON = settings.AUTH_USER_MODEL


class CheckIn(models.Model):
    """One talk about one person. It holds observations only; the manager's count once agreed."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="check_ins")
    manager = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    level = models.CharField(max_length=100)
    next_level = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, max_length=10_000)

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="check_in_one_open", fields=["person"], condition=Q(recorded_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.pk}"


class Sighting(models.Model):
    """One competency in a check-in: what the person says, and what the manager established."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="sightings")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT)
    said = models.CharField(max_length=15, choices=Next, blank=True)
    said_why = models.TextField(blank=True, max_length=4_000)
    seen = models.CharField(max_length=15, choices=Next, blank=True)
    seen_why = models.TextField(blank=True, max_length=4_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sighting_once", fields=["check_in", "competency"])
        ]

    def __str__(self) -> str:
        return f"{self.check_in_id}/{self.competency_id}"
