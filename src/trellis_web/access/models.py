"""Grants: a role given to a person, for the whole organisation or one unit, effective-dated.
Tokens: a person lets a program act for them, within limits.
Reading reasons: somebody two lines up reads about one person, for a reason and on one day."""

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


class ApiToken(models.Model):
    """A program that holds the secret acts for `person`, within `scopes`, before `expires_on`.

    Only the SHA-256 of the secret is kept. `used_on` is the last day of use.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens"
    )
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.name


class ReadingReason(models.Model):
    """`reader`, two lines above `person`, reads their results on `given_on`, for this reason.

    The right ends with the day, and with the line. The person reads who and why.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reading_reasons"
    )
    reason = models.CharField(max_length=500)
    given_on = models.DateField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("-given_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="reading_reason_once_a_day", fields=["reader", "person", "given_on"]
            ),
            models.CheckConstraint(name="reading_reason_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} -> {self.person_id}"
