"""Grants: a role given to a person, for the whole organisation or one unit, effective-dated."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from trellis_web.people.models import EffectiveQuerySet, Unit


class Grant(models.Model):
    """`person` holds `role` from `since` until `until`; a `unit` limits the scope to it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants"
    )
    role = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        ordering = ("person_id", "role")
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.role
