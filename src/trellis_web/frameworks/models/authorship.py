"""Who works on the framework of a family, and as what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from trellis_web.frameworks.models.family import Family
from trellis_web.people.models import EffectiveQuerySet


class Authorship(models.Model):
    """One person's part in writing a family's framework, effective-dated.

    owner       decides what is published
    writer      a manager of the family: writes sentences and signs them
    co_author   comments and suggests
    """

    ROLES = ("co_author", "owner", "writer")

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="authorships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authorships"
    )
    role = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        ordering = ("family_id", "person_id", "since")
        constraints = [
            models.CheckConstraint(
                name="authorship_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="authorship_role_known",
                condition=Q(role__in=("co_author", "owner", "writer")),
            ),
            models.UniqueConstraint(
                name="authorship_one_open_role",
                fields=["family", "person"],
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"
