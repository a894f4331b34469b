"""What a framework comes in by: the file while it is looked at, and the import itself."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from trellis_web.frameworks.models.family import Family

KEPT = timedelta(days=30)
"""How long an upload lies there, and how long an import can be undone."""


class UploadQuerySet(models.QuerySet["Upload"]):
    """Many uploads."""

    def kept(self, today: date) -> "QuerySet[Upload]":
        """Those that are not too old to be looked at."""
        return self.filter(made_at__date__gt=today - KEPT)


class Upload(models.Model):
    """A file on its way in: nobody but whoever brought it, and HR, sees it.

    `sheets` are the cells of a table as they were corrected, `shape` how they are read; both are
    null for a document, which says itself what is what. `into` is the id of the family that it is
    meant for, empty where the file decides. Deleted with the import, or after `KEPT`.
    """

    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    into = models.SlugField(max_length=100, blank=True)
    data = models.BinaryField()
    sheets = models.JSONField(null=True)
    shape = models.JSONField(null=True)
    findings = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A file that became a draft, and what was there before: for `KEPT` it can be undone.

    `before` is the text of the draft that was replaced; empty when there was none. `revision` is
    the one that the import wrote: somebody changed the draft when it has another one.
    """

    family = models.ForeignKey(Family, null=True, on_delete=models.SET_NULL, related_name="imports")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    before_findings = models.JSONField(default=list)
    revision = models.PositiveIntegerField()
    result = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="import_undone_pair",
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.title}"


class ImportPreset(models.Model):
    """What the columns of a table hold, under a name: offered again for the same header."""

    name = models.CharField(max_length=100, unique=True)
    header = models.JSONField()
    shape = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
