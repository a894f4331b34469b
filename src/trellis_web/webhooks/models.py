"""Webhooks.

Hook      an address of another program, and what it is told
Delivery  one event on its way there, and what became of it
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Hook(models.Model):
    """An address that is told of the events in `tags`. `secret` signs what is sent."""

    title = models.CharField(max_length=100)
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=100)
    tags = models.JSONField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """An event of the trail for one hook; stored with the change that causes it.

    `ids` holds keys only. It is sent until the other side has taken it, at longest for three days;
    `taken_at` says that somebody sends it now. The other side knows a repetition by its key.
    """

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.PositiveBigIntegerField()
    tag = models.CharField(max_length=100)
    ids = models.JSONField()
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["hook", "event"]),
            models.CheckConstraint(
                name="delivery_ends_once",
                condition=Q(delivered_at__isnull=True) | Q(failed_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="delivery_waiting",
                condition=Q(delivered_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.hook_id}/{self.event}"
