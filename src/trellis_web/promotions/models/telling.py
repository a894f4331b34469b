"""Told in person first: until when the person waits for a decision, and that they were told."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.audit.models import AppendOnly
from trellis_web.promotions.models.decisions import Decision

PERSON = settings.AUTH_USER_MODEL


class TellingRule(AppendOnly):
    """Within how many days a decision is told in person; 0: read at once. The last row counts."""

    days = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(self.days)


class TellingQuerySet(models.QuerySet["Telling"]):
    """Many tellings."""

    def held(self, today: date) -> "TellingQuerySet":
        """Those whose person may not read the decision yet: not told, and no day has come."""
        to_come = Q(decision__effective_on__isnull=True) | Q(decision__effective_on__gt=today)
        return self.filter(to_come, told_at__isnull=True, due_on__gt=today)

    def come(self, today: date) -> "TellingQuerySet":
        """Those of whose day nobody has written to the person yet."""
        has_come = Q(due_on__lte=today) | Q(decision__effective_on__lte=today)
        return self.filter(has_come, told_at__isnull=True)


class Telling(models.Model):
    """The person reads `decision` when they were told, and from `read_on` on in any case.

    `due_on` says nothing of what was decided, so that the person may know it. A decision without
    a row was read at once. `told_by` empty: nobody ticked before the day came.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="telling")
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="telling_by_somebody_has_a_moment",
                condition=Q(told_by__isnull=True) | Q(told_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.decision_id)

    @property
    def read_on(self) -> date:
        """`due_on`, or the day of a new position that would tell it earlier."""
        effective_on = self.decision.effective_on
        return min(self.due_on, effective_on) if effective_on else self.due_on
