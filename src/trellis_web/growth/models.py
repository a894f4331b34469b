"""What people collect between reviews.

EvidenceNote   a dated note of something that was done; private until shared
EvidenceTag    ties a note to a competency, a statement or a criterion
Confirmation   a named colleague is asked to confirm a note, and does or declines
Endorsement    somebody backs a move of a person, with words
MetricValue    one period of a metric, such as quota attainment
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class EvidenceNote(models.Model):
    """Something the person did, in their words."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="evidence")
    text = models.TextField(max_length=4_000)
    link = models.URLField(blank=True, max_length=500)
    happened_on = models.DateField()
    created_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-happened_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="evidence_shared_pair",
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["person", "happened_on"], name="evidence_by_person")]

    def __str__(self) -> str:
        return self.text[:60]


class EvidenceTag(models.Model):
    """What a note speaks about. `key` is an id of the framework of `family`; for a criterion
    it is `move/criterion`."""

    class Kind(models.TextChoices):
        """What the key names."""

        COMPETENCY = "competency", _("competency")
        CRITERION = "criterion", _("criterion")
        STATEMENT = "statement", _("statement")

    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=10, choices=Kind)
    family = models.CharField(max_length=100)
    key = models.CharField(max_length=201)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tag_once", fields=["note", "kind", "family", "key"])
        ]
        indexes = [models.Index(fields=["family", "kind", "key"], name="tag_by_key")]

    def __str__(self) -> str:
        return self.key


class Confirmation(models.Model):
    """`colleague` was asked whether the note is so, and answered."""

    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="confirmations")
    colleague = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField(blank=True, max_length=2_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="confirmation_once", fields=["note", "colleague"]),
            models.CheckConstraint(
                name="confirmation_one_answer",
                condition=Q(confirmed_at__isnull=True) | Q(declined_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}/{self.colleague_id}"


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
