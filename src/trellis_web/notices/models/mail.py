"""One letter on its way."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Mail(models.Model):
    """A letter. It is written with the change that causes it, and sent afterwards.

    `key` says what it is about and to whom: the same key is never stored twice. `taken_at` is set
    before sending and kept: a letter that is taken, but neither sent nor failed, may or may not
    have arrived, and nobody but an administrator sends it again. `to` is empty for an address that
    belongs to nobody. The text is blank once the letter is on its way for good.
    """

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField()
    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="mail_sent_or_failed",
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="mail_failed_with_reason",
                condition=Q(failed_at__isnull=True) | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="mail_waiting",
                condition=Q(taken_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.key
