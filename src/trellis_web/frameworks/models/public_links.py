"""Addresses that show a published framework outside the company."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from trellis_web.frameworks.models.family import Family


class PublicLinkQuerySet(models.QuerySet["PublicLink"]):
    """Many links."""

    def open(self, today: date) -> "QuerySet[PublicLink]":
        """Those that answer on `today`: not ended, and not after their last day."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=today), ended_at=None)


class PublicLink(models.Model):
    """A read-only address of the current version of one family, for people without an account.

    `digest` is the SHA-256 of the token in the address; the token itself is kept nowhere.
    `allow` are words of `trellis.site.Allowed`: what the page shows beside the bare structure.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="public_links")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    allow = models.JSONField(default=list)
    last_day = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PublicLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="public_link_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="public_link_one_open_name",
                fields=["family", "name"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
