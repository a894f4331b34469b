"""A job family, when its framework is looked at again, and the stable keys of its competencies."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Family(models.Model):
    """A job family with one framework.

    It is looked at again `review_months` after `reviewed_on`, the day of its last publication or
    of the last time that somebody found nothing to change.
    """

    class Rhythm(models.IntegerChoices):
        """How often the framework is reviewed, in months."""

        YEARLY = 12, _("every year")
        TWO_YEARLY = 24, _("every two years, for a stable family")

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    current = models.OneToOneField(
        "Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_months = models.PositiveSmallIntegerField(choices=Rhythm, default=Rhythm.YEARLY)
    reviewed_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

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


class Trigger(models.Model):
    """Why a framework is to be looked at before its time.

    Settled by a publication (`settled_version`) or with a reason.
    """

    class Cause(models.TextChoices):
        """What happened."""

        DRIFT = "drift", _("practice and text have drifted apart")
        RESTRUCTURE = "restructure", _("a restructure")
        STRATEGY = "strategy", _("a change of strategy")

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="triggers")
    cause = models.CharField(max_length=20, choices=Cause)
    note = models.CharField(max_length=500)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_version = models.ForeignKey(
        "Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-raised_at", "id")
        constraints = [
            models.CheckConstraint(name="trigger_has_note", condition=~Q(note="")),
            models.CheckConstraint(
                name="trigger_settled_pair",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="trigger_settled_with_reason",
                condition=Q(settled_at__isnull=True)
                | Q(settled_version__isnull=False)
                | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.note[:60]
