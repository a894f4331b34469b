"""Frameworks: a family, its draft, its published versions.

Family      a job family; `current` is the version that supplies the criteria
Competency  the stable key of a competency of a family, over all versions
Draft       the editable predecessor of the next version
Version     an immutable, published document
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.audit.models import AppendOnly


class Family(models.Model):
    """A job family with one framework."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    current = models.OneToOneField(
        "Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("title",)
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.title


class Competency(models.Model):
    """An integer key for a competency id, stable over versions; the title is the latest one."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="competencies")
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="competency_once", fields=["family", "slug"]),
        ]
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.title


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
