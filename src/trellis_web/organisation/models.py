"""Switches: what the organisation turned on or off, who and when. Rows are kept as the log."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SwitchQuerySet(models.QuerySet["Switch"]):
    """Many switches."""

    def waiting(self) -> "SwitchQuerySet":
        """Asked for, and not decided by a second person yet."""
        return self.filter(settled_at__isnull=True)

    def in_force(self) -> "SwitchQuerySet":
        """The last one of each feature that was carried out."""
        carried = self.filter(is_approved=True)
        later = carried.filter(feature=models.OuterRef("feature"), pk__gt=models.OuterRef("pk"))
        return carried.filter(~models.Exists(later))


class Switch(models.Model):
    """`feature` is to be on or off. With `needs_second` somebody else has to agree first."""

    feature = models.CharField(max_length=40)
    is_on = models.BooleanField()
    needs_second = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_approved = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SwitchQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="switch_settled_together",
                condition=Q(
                    is_approved__isnull=True, settled_at__isnull=True, settled_by__isnull=True
                )
                | Q(is_approved__isnull=False, settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="switch_second_is_another",
                condition=Q(needs_second=False)
                | ~Q(is_approved=True)
                | ~Q(settled_by=F("asked_by")),
            ),
            models.UniqueConstraint(
                name="switch_one_waiting", fields=["feature"], condition=Q(settled_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature}: {'on' if self.is_on else 'off'}"
