"""A published document, immutable; what it made of the one before; who stays on it for a while."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from trellis_web.audit.models import AppendOnly
from trellis_web.frameworks.models.family import Family
from trellis_web.people.models import EffectiveQuerySet


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


class Succession(AppendOnly):
    """What became of each statement of the version before, as the publisher confirmed it.

    `entries` are `[kind, old ids, new ids, score]`, see `trellis.framework.migration.Entry`.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="succession")
    entries = models.JSONField()

    def __str__(self) -> str:
        return str(self.version)


class Stay(models.Model):
    """Somebody for whom a version lives on, from `since` on; from `until` the current one counts.

    Their reviews are rated on it; the criteria are those of the current version for everyone.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="stays")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stays"
    )
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=500)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        ordering = ("until", "id")
        constraints = [
            models.CheckConstraint(
                name="stay_ends_after_start", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="stay_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.version}"
