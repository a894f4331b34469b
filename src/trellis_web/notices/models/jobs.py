"""Work that runs by itself: once for a person who waits for it, or again and again by the clock."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Job(models.Model):
    """Work that takes longer than a page may: who wants it, how far it is, how it ended.

    `sentence` says in words what went wrong. `address` is the page to go on with. How far it is
    stands outside the database (`rules.progress`), because the work is one transaction.
    """

    title = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    sentence = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="job_ends_once",
                condition=Q(finished_at__isnull=True) | Q(failed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_failed_with_sentence",
                condition=Q(failed_at__isnull=True) | ~Q(sentence=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.finished_at is not None or self.failed_at is not None


class TimerRun(models.Model):
    """When a timer last ran. `slot` counts its minutes, hours or days; whoever raises it runs it.

    Without `finished_at` it runs at this moment, or failed: then it is tried again.
    """

    name = models.CharField(max_length=60, unique=True)
    slot = models.BigIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    sentence = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
